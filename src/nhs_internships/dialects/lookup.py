"""Finds an entry of a page by its number, slug or title."""

from __future__ import annotations

from collections.abc import Sequence

from nhs_internships.errors import did_you_mean, nearest
from nhs_internships.model import Entry
from nhs_internships.model.slugs import slug_of_url

__all__ = ["entry_number"]


def entry_number(entries: Sequence[Entry], key: int | str) -> int:
    """The number of the entry that a key identifies, from 0.

    Args:
        entries: The entries of a page.
        key: A number (negative numbers count from the end), the slug of an entry, or else its title: exactly as read
            or, if no title is exactly so, in any case.

    Raises:
        IndexError: There is no entry with this number.
        KeyError: No entry has this slug or title, or several have.
        TypeError: The key is neither an integer nor a string.
    """
    if isinstance(key, str):
        return _by_name(entries, key)
    if not isinstance(key, int):
        raise TypeError(f"expected the number, slug or title of an entry, got {key!r:.80}")
    if not -len(entries) <= key < len(entries):
        raise IndexError(f"there is no entry {key}; the page has {_extent(len(entries))}")
    return key % len(entries)


def _extent(count: int) -> str:
    match count:
        case 0:
            return "no entries"
        case 1:
            return "1 entry, 0"
        case _:
            return f"{count} entries, 0 to {count - 1}"


def _by_name(entries: Sequence[Entry], name: str) -> int:
    slugs = [slug_of_url(entry.url) for entry in entries]
    titles = [entry.title for entry in entries]
    folded = [title.casefold() for title in titles]
    for names, wanted in ((slugs, name), (titles, name), (folded, name.casefold())):
        found = [n for n, known in enumerate(names) if known == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f'{n} "{titles[n]}"' for n in found[:20])
            raise KeyError(f'{len(found)} entries match "{name}": {listed}; give the number of one of them')
    guess = nearest(name, [known for known in (*slugs, *titles) if known])
    raise KeyError(f'no entry has the slug or title "{name}"{did_you_mean(guess)}')
