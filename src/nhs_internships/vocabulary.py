"""The vocabulary: the terms that labels stand for, with their facets, other spellings and colours.

Authors spell one label in several ways, and have renamed some. A term is the label to compare and count by; values keep
the spelling of their authors. The names of a term are those of SKOS: the label is its prefLabel, aliases and old
spellings are altLabels, misspellings hiddenLabels (https://www.w3.org/TR/skos-reference/#labels).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from attrs import Factory, evolve, field, fields, frozen

from nhs_internships.errors import FormatError, ParseError, Problem, did_you_mean, nearest
from nhs_internships.model import Badge, Facet
from nhs_internships.model.attributes import items, member, to_texts
from nhs_internships.model.badges import to_facet
from nhs_internships.model.texts import fold

__all__ = ["Spelling", "Term", "Vocabulary"]


def __dir__() -> list[str]:
    return __all__


class Spelling(StrEnum):
    """Which labels a query compares and shows."""

    CANONICAL = "canonical"
    """The labels of terms, in the facets of their terms."""
    AS_WRITTEN = "as written"
    """The labels and facets that the sources state."""


@frozen(kw_only=True)
class Term:
    """One term: a canonical label with what is known of it.

    Attributes:
        label: The canonical spelling.
        facet: area, technique, modality or topic.
        definition: One sentence.
        aliases: Other labels that mean the same.
        old: Spellings that the scheme has given up.
        misspellings: Mistakes that were seen on pages.
        colour: The colour of its shields.io badge, or ``None`` where it has none of its own.
        modifier: The modifier of its NHS.UK tag; ``""`` is the default look, ``None`` where it has none of its own.
        filter: Its word in the ``data-tags`` of cards and in filter buttons, or ``None``.
    """

    label: str
    facet: Facet = field(converter=to_facet)
    definition: str = ""
    aliases: tuple[str, ...] = field(default=(), converter=to_texts)
    old: tuple[str, ...] = field(default=(), converter=to_texts)
    misspellings: tuple[str, ...] = field(default=(), converter=to_texts)
    colour: str | None = None
    modifier: str | None = None
    filter: str | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling, the canonical one first."""
        return self.label, *self.aliases, *self.old, *self.misspellings


def _terms(given: Iterable[Term]) -> tuple[Term, ...]:
    return items(Term, given)


def _index(vocabulary: Vocabulary) -> dict[tuple[Facet | None, str], Term]:
    """The terms by facet and folded spelling, and by folded spelling alone; the first term of a spelling counts."""
    found: dict[tuple[Facet | None, str], Term] = {}
    for term in vocabulary.all:
        for spelling in term.spellings:
            found.setdefault((term.facet, fold(spelling)), term)
            found.setdefault((None, fold(spelling)), term)
    return found


@frozen(eq=False)
class Vocabulary:
    """The terms of the scheme.

    Attributes:
        all: Every term; where a spelling belongs to several terms, the first of them is found.

    Examples:
        >>> vocabulary = Vocabulary.bundled()
        >>> vocabulary.find("TabularData").label
        'Tabular'
        >>> vocabulary.canonical(Badge(label="NLP", facet="topic")).facet
        <Facet.AREA: 'area'>
    """

    all: tuple[Term, ...] = field(converter=_terms)
    _by_spelling: Mapping[tuple[Facet | None, str], Term] = field(
        init=False, repr=False, default=Factory(_index, takes_self=True)
    )

    @staticmethod
    @lru_cache(maxsize=1)
    def bundled() -> Vocabulary:
        """The terms of every label on the published pages of the scheme."""
        shipped = files("nhs_internships").joinpath("data", "vocabulary.toml")
        return Vocabulary.from_toml(shipped.read_text(encoding="utf-8"), name=shipped.name)

    @classmethod
    def from_toml(cls, text: str, *, name: str = "<toml>", base: Vocabulary | None = None) -> Vocabulary:
        """Read terms from TOML: a table ``[[term]]`` for each, with the attributes of `Term` as keys.

        Args:
            text: The TOML document.
            name: What errors call it.
            base: A vocabulary to extend. A term with the facet and label of one of its terms takes its place.

        Raises:
            FormatError: The text is no TOML, or a term is not one; all problems are reported.
        """
        read = tuple(_read_terms(text, name))
        replaced = {(term.facet, fold(term.label)) for term in read}
        kept = base.all if base else ()
        return cls((*read, *(term for term in kept if (term.facet, fold(term.label)) not in replaced)))

    def find(self, text: str, facet: Facet | str | None = None) -> Term | None:
        """The term that a label is a spelling of, or ``None``.

        Labels compare without case, blanks, hyphens and underscores.

        Args:
            text: The label.
            facet: Look among the terms of this facet alone; by default among all, areas first.

        Raises:
            ParseError: There is no such facet.
        """
        wanted = facet if facet is None or isinstance(facet, Facet) else to_facet(facet)
        return self._by_spelling.get((wanted, fold(text)))

    def canonical(self, badge: Badge) -> Badge:
        """A badge with the label of its term; a topic becomes a badge of its term's facet.

        A stated facet stays: "Simulation" is an area here and a technique there. A badge whose label is in no term
        stays as it is, and so does its colour.
        """
        label, facet = self._canonical(badge.label, badge.facet)
        if (label, facet) == badge.key[::-1]:
            return badge
        return evolve(badge, label=label, facet=facet)

    def label(self, text: str, facet: Facet | str | None = None) -> str:
        """The canonical spelling of a label; the label itself where it is in no term."""
        term = self.find(text, facet) or self.find(text)
        return term.label if term else text

    def terms(self, facet: Facet | str | None = None) -> tuple[Term, ...]:
        """Every term, or those of one facet.

        Raises:
            ParseError: There is no such facet.
        """
        wanted = None if facet is None else to_facet(facet)
        return tuple(term for term in self.all if wanted in {None, term.facet})

    def nearest(self, text: str) -> str | None:
        """The canonical label whose spelling looks most like a text, or ``None`` when none does."""
        found = nearest(text, (spelling for term in self.all for spelling in term.spellings))
        return None if found is None else self.label(found)

    def _canonical(self, label: str, facet: Facet) -> tuple[str, Facet]:
        term = (None if facet is Facet.TOPIC else self.find(label, facet)) or self.find(label)
        if term is None:
            return label, facet
        return term.label, term.facet if facet is Facet.TOPIC else facet


_KEYS = tuple(one.name for one in fields(Term))
_LISTS = frozenset({"aliases", "old", "misspellings"})


def _read_terms(text: str, name: str) -> list[Term]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FormatError(name, [Problem("", f"invalid TOML: {error}")]) from None
    tables = document.get("term", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise FormatError(name, [Problem("term", "expected tables [[term]]")])
    problems: list[Problem] = []
    terms: list[Term] = []
    for at, table in enumerate(tables):
        found = list(_problems(f"term[{at}]", table))
        problems += found
        if not found:
            terms.append(Term(**table))
    if problems:
        raise FormatError(name, problems)
    return terms


def _problems(place: str, table: Mapping[str, object]) -> Iterable[Problem]:
    for key in ("label", "facet"):
        if key not in table:
            yield Problem(f"{place}.{key}", "missing")
    for key, value in table.items():
        expected = "a list of strings" if key in _LISTS else "a string"
        is_right = _is_strings(value) if key in _LISTS else isinstance(value, str)
        if key not in _KEYS:
            yield Problem(f"{place}.{key}", f"unknown key{did_you_mean(nearest(key, _KEYS))}")
        elif not is_right or (value == "" and key == "label"):
            yield Problem(f"{place}.{key}", f"expected {expected}, got {value!r}")
        elif key == "facet":
            try:
                member(Facet, str(value))
            except ParseError as error:
                yield Problem(f"{place}.{key}", str(error))


def _is_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
