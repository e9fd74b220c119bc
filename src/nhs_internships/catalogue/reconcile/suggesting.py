"""Which known titles a title resembles, without comparing it with every one of them."""

from __future__ import annotations

from collections.abc import Iterable, KeysView
from itertools import islice

from attrs import field, mutable

from nhs_internships.catalogue.reconcile.slugs import slug_of_title

__all__ = ["MAX_SUGGESTED", "Titles", "first_of"]


MAX_SUGGESTED = 5
"""So many projects are named in a suggestion; one title may have thousands."""


# A word that more titles share is no evidence, and would make the search slow.
_RARE = 200
_LIKE = 0.5
_TWO = 2


def first_of(slugs: Iterable[str]) -> list[str]:
    """The first of some projects, in alphabetical order."""
    return sorted(set(islice(slugs, MAX_SUGGESTED)))


@mutable
class Titles:
    """The titles that projects have, each as the slug it would make."""

    _owners: dict[str, dict[str, None]] = field(factory=dict)
    _by_word: dict[str, set[str]] = field(factory=dict)
    _indexed: int = 0

    def add(self, title: str, slug: str) -> None:
        """A project has a title, as written."""
        self._owners.setdefault(slug_of_title(title), {})[slug] = None

    def owners(self, title: str) -> KeysView[str]:
        """The projects that have a title, given as the slug that it makes."""
        return self._owners.get(title, {}).keys()

    def only_owner(self, title: str, besides: str = "") -> str | None:
        """The one project that has a title, besides one that is named; ``None`` if there are none or several."""
        owners = self.owners(title)
        others = [slug for slug in owners if slug != besides] if len(owners) <= _TWO else []
        return others[0] if len(others) == 1 else None

    def like(self, title: str) -> list[str]:
        """Some projects whose title shares more than half of all words with this one; of several, the nearest."""
        self._index()
        words = set(title.split("-"))
        # Two sets that share more than half share one of any half of the words: the rarest are enough.
        by_use = sorted(words, key=lambda word: (len(self._by_word.get(word, ())), word))
        rare = by_use[: len(words) // 2 + 1]
        near = {other for word in rare for other in self._titles_with(word)}
        scores = {other: _shared(words, set(other.split("-"))) for other in near if other != title}
        best = max(scores, key=lambda other: (scores[other], other), default=None)
        return first_of(self._owners[best]) if best is not None and scores[best] > _LIKE else []

    def _titles_with(self, word: str) -> set[str]:
        titles = self._by_word.get(word, set())
        return titles if len(titles) <= _RARE else set()

    def _index(self) -> None:
        """Note the words of the titles that came since the last time."""
        if self._indexed != len(self._owners):
            for title in list(self._owners)[self._indexed :]:
                for word in set(title.split("-")):
                    self._by_word.setdefault(word, set()).add(title)
            self._indexed = len(self._owners)


def _shared(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)
