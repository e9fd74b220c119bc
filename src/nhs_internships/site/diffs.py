"""The difference between two versions of a file in git's format, which ``git apply`` reads."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from operator import eq
from typing import NamedTuple

from nhs_internships.site.files import FileChange, FileChangeKind

__all__ = ["changed_lines", "file_diff"]

_CONTEXT = 3
# So many lines are compared each with each; more without a line in common that occurs once are replaced as a whole.
_MAX_COMPARED = 32
_QUOTED = re.compile(r'["\\\x00-\x1f\x7f]')


class _Change(NamedTuple):
    """The lines ``old[start:end]`` become ``new[new_start:new_end]``."""

    start: int
    end: int
    new_start: int
    new_end: int


def file_diff(file: FileChange) -> str:
    """What happens to one file, as a patch."""
    old, new = file.old_path or file.path, file.path
    head = [f"diff --git {_name('a/', old)} {_name('b/', new)}"]
    match file.kind:
        case FileChangeKind.ADDED:
            head.append("new file mode 100644")
        case FileChangeKind.DELETED:
            head.append("deleted file mode 100644")
        case FileChangeKind.MOVED:
            similarity = f"similarity index {_similarity(file)}%"
            head += [similarity, f"rename from {_name('', old)}", f"rename to {_name('', new)}"]
    before, after = _lines(file.before), _lines(file.after)
    changes = list(_changes(before, after))
    if changes:
        source = "/dev/null" if file.old_path is None else _labelled(_name("a/", old))
        target = "/dev/null" if file.new_path is None else _labelled(_name("b/", new))
        head += [f"--- {source}", f"+++ {target}"]
    hunks = (_hunk(before, after, group) for group in _groups(changes))
    return "".join(f"{line}\n" for line in head) + "".join(hunks)


def changed_lines(file: FileChange) -> tuple[int, int]:
    """How many lines a change adds, and how many it removes."""
    changes = list(_changes(_lines(file.before), _lines(file.after)))
    return sum(one.new_end - one.new_start for one in changes), sum(one.end - one.start for one in changes)


def _name(prefix: str, path: str) -> str:
    """A path as git writes it: in quotation marks, if a character could be mistaken."""
    name = prefix + path
    if not _QUOTED.search(name):
        return name
    return f'"{_QUOTED.sub(lambda found: f"{chr(92)}{ord(found[0]):03o}", name)}"'


def _labelled(name: str) -> str:
    """A name after which nothing else can be read as a part of it."""
    return f"{name}\t" if " " in name and not name.startswith('"') else name


def _similarity(file: FileChange) -> int:
    """How much of the larger version of a file the other one has, in percent; 100 only if they are equal."""
    if file.before == file.after:
        return 100
    old, new = _lines(file.before), _lines(file.after)
    kept = sum(len(old[i]) for i, _ in _pairs(old, new))
    return min(99, 100 * kept // max(map(len, ("".join(old), "".join(new)))))


def _lines(data: bytes) -> list[str]:
    """The lines of a file, each with its end; for git only a line feed ends a line."""
    return re.findall(r"[^\n]*\n|[^\n]+", data.decode("utf-8", "surrogateescape"))


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    at = new_at = 0
    for i, j in (*_pairs(old, new), (len(old), len(new))):
        if i > at or j > new_at:
            yield _Change(at, i, new_at, j)
        at, new_at = i + 1, j + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The lines that two texts have in common, as pairs of positions, in time that grows with their length.

    difflib compares each line with each, so a page with a fault in every row would take minutes. As in patience diff,
    the lines that both texts have exactly once come first, and what lies between two of them is compared by itself.
    """
    pairs: list[tuple[int, int]] = []
    at = new_at = 0
    for i, j in (*_anchors(old, new), (len(old), len(new))):
        pairs += ((at + k, new_at + n) for k, n in _between(old[at:i], new[new_at:j]))
        if i < len(old) and j < len(new):
            pairs.append((i, j))
        at, new_at = i + 1, j + 1
    return pairs


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The most lines that both texts have exactly once and in the same order."""
    counts, new_counts = Counter(old), Counter(new)
    places = {line: j for j, line in enumerate(new)}
    once = [(i, places[line]) for i, line in enumerate(old) if counts[line] == 1 == new_counts[line]]
    return _longest_increasing(once)


def _longest_increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, not necessarily neighbours, in which the second numbers increase."""
    ends: list[int] = []  # the lowest number with which a run of each length ends
    last: list[int] = []  # the pair that this number belongs to
    previous: list[int] = []  # for each pair the one before it in its run, or -1
    for k, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        previous.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [j]
        last[length : length + 1] = [k]
    run: list[tuple[int, int]] = []
    k = last[-1] if last else -1
    while k >= 0:
        run.append(pairs[k])
        k = previous[k]
    return run[::-1]


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The lines that two short pieces have in common; of long ones only those at both ends."""
    first = _common(old, new)
    last = _common(old[: first - 1 : -1] if first else old[::-1], new[: first - 1 : -1] if first else new[::-1])
    yield from ((k, k) for k in range(first))
    end, new_end = len(old) - last, len(new) - last
    if end - first <= _MAX_COMPARED and new_end - first <= _MAX_COMPARED:
        found = SequenceMatcher(None, old[first:end], new[first:new_end], autojunk=False)
        for i, j, size in found.get_matching_blocks():
            yield from ((first + i + k, first + j + k) for k in range(size))
    yield from ((end + k, new_end + k) for k in range(last))


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many lines are equal at the beginning."""
    return sum(1 for _ in takewhile(bool, map(eq, old, new)))


def _groups(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    """The changes that stand so close together that they share lines of context."""
    group: list[_Change] = []
    for change in changes:
        if group and change.start - group[-1].end > 2 * _CONTEXT:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _hunk(old: Sequence[str], new: Sequence[str], group: Sequence[_Change]) -> str:
    first, last = group[0], group[-1]
    before = min(_CONTEXT, first.start)
    after = min(_CONTEXT, len(old) - last.end)
    at = first.start - before
    parts: list[str] = []
    for change in group:
        parts += (_line(" ", line) for line in old[at : change.start])
        parts += (_line("-", line) for line in old[change.start : change.end])
        parts += (_line("+", line) for line in new[change.new_start : change.new_end])
        at = change.end
    parts += (_line(" ", line) for line in old[at : at + after])
    ranges = _range(first.start - before, last.end + after), _range(first.new_start - before, last.new_end + after)
    return f"@@ -{ranges[0]} +{ranges[1]} @@\n{''.join(parts)}"


def _line(mark: str, line: str) -> str:
    return f"{mark}{line}" if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"


def _range(start: int, end: int) -> str:
    """The first line of a hunk and their number; of no lines, the line before it."""
    first = start + 1 if end > start else start
    return str(first) if end - start == 1 else f"{first},{end - start}"
