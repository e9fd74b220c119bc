"""Writes a git repository of the size that the real site has: seeded, with words of our own."""

from __future__ import annotations

import subprocess
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from _sites import HEADINGS, SEED, WORDS, _brief, _listing, _record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMITS, MERGES, TREES, TEXTS, FILE_VERSIONS = 148, 26, 126, 325, 4834
# How many of the texts are versions of the two listing pages; the first names only open and running projects.
LISTINGS = {"index.md": 60, "content/projects.md": 14}
FIRST_FILES = 18
_START, _DAY = 1_627_400_000, 86_400
_PAGES = tuple(LISTINGS)
_RUNNING = ("new_open", "active")
_DATA = "_data/completed.yml"


def write_repository(folder: Path) -> None:
    """Write a bare repository; its branch is main."""
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(folder)], check=True)
    stream = b"".join([*map(bytes, _commits(list(_trees()))), b"done\n"])
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet", "--done"], input=stream, check=True)


def _trees() -> Iterator[dict[str, str]]:
    """Every distinct tree, oldest first: what it adds to the one before it."""
    random = Random(SEED)
    counts = _file_counts()
    edits = _edits_per_step(random, TEXTS - counts[-1])
    paths: dict[str, tuple[str, str]] = {}
    for step, count in enumerate(counts):
        changed: dict[str, str] = {}
        while len(paths) + len(_PAGES) + 1 < count:
            slug, place = f"{'-'.join(random.sample(WORDS, 3))}-{len(paths)}", random.choice(tuple(HEADINGS))
            paths[f"content/projects/{slug}.md"] = slug, place
            changed[f"content/projects/{slug}.md"] = _brief(random, slug, None)
        projects = list(paths.values())
        kinds = edits[step - 1] if step else (*_PAGES, _DATA)
        briefs = random.sample(sorted(paths.keys() - changed.keys()), kinds.count("brief"))
        changed |= {path: _brief(random, paths[path][0], None) for path in briefs}
        for page in (*_PAGES, _DATA):
            if page == _DATA and page in kinds:
                changed[page] = "\n".join(_record(random, n, slug) for n, (slug, _) in enumerate(projects[::4]))
            elif page in kinds:
                listed = [one for one in projects if page != _PAGES[0] or one[1] in _RUNNING]
                changed[page] = "\n".join(_listing(random, listed))
        yield changed


def _file_counts() -> list[int]:
    """How many files each tree has: it grows evenly, and all together have as many as the real site had."""
    last = 2 * FILE_VERSIONS // TREES - FIRST_FILES
    counts = [FIRST_FILES + (last - FIRST_FILES) * step // (TREES - 1) for step in range(TREES)]
    while missing := FILE_VERSIONS - sum(counts):
        for step in [step for step in range(1, TREES - 1) if counts[step] < counts[step + 1]][:missing]:
            counts[step] += 1
    return counts


def _edits_per_step(random: Random, number: int) -> list[tuple[str, ...]]:
    """What each step edits, beside the briefs that it adds: one file at least."""
    steps: list[list[str]] = [[] for _ in range(TREES - 1)]
    kinds = [*(page for page, count in LISTINGS.items() for _ in range(count - 1)), *([_DATA] * 4)]
    kinds += ["brief"] * (number - len(kinds))
    random.shuffle(kinds)
    order = [*range(len(steps)), *(random.randrange(len(steps)) for _ in kinds[len(steps) :])]
    for kind in kinds:
        at = order.pop(0)
        while kind != "brief" and kind in steps[at]:
            at = (at + 1) % len(steps)
        steps[at].append(kind)
    return [tuple(step) for step in steps]


class _Commit(NamedTuple):
    """A commit for `git fast-import`; parents are the numbers of earlier ones."""

    number: int
    branch: str
    parents: tuple[int, ...]
    changed: dict[str, str]

    def __bytes__(self) -> bytes:
        first, *merged = self.parents or (None,)
        head = f"reset refs/heads/{self.branch}\nfrom :{first}\n\n" if first else ""
        seconds = _START + self.number * 5 * _DAY
        lines = [f"{head}commit refs/heads/{self.branch}", f"mark :{self.number}"]
        lines += [
            f"committer A <a@example.org> {seconds} +0000",
            "data 4",
            "Edit",
            *(f"merge :{one}" for one in merged),
        ]
        parts = ["\n".join(lines).encode(), b"\n"]
        for path, text in self.changed.items():
            data = text.encode()
            parts += [f"M 100644 inline {path}\ndata {len(data)}\n".encode(), data, b"\n"]
        return b"".join([*parts, b"\n"])


def _commits(trees: list[dict[str, str]]) -> Iterator[_Commit]:
    """Every fourth tree comes with a merge. Most merges bring the tree of their branch, and a few one of their own."""
    merged = range(3, len(trees), len(trees) // MERGES)[:MERGES]
    number = 0
    for step, changed in enumerate(trees):
        main = number
        parents = (main,) if main else ()
        if step in merged[: COMMITS - TREES]:
            number += 1
            yield _Commit(number, "topic", parents, changed)
            parents = (main, number)
        elif step in merged:
            parents = (main, main - 7)
        number += 1
        yield _Commit(number, "main", parents, changed)
