"""Search in titles, keywords, labels and briefs, and find projects that resemble each other.

The index is SQLite's FTS5 in memory: nothing is written, and sqlite3 is imported with the first search.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log, sqrt
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from nhs_internships.errors import QueryError, SearchUnavailable, UnknownSlug, nearest
from nhs_internships.model import Project
from nhs_internships.model.texts import fold
from nhs_internships.query.fields import labels_of, non_negative
from nhs_internships.query.results import Hit, Results, Similar
from nhs_internships.vocabulary import Spelling

if TYPE_CHECKING:
    import sqlite3


__all__ = ["Index", "similar"]


MOST_TERMS = 40
"""Words and phrases of a query beyond this number are left out; nobody types so many, and time stays bounded."""

_MOST_CHARS = 2_000
_COLUMNS = "title, keywords, labels, text"
# A word in the title counts most, one in the long text least.
_WEIGHTS = "10.0, 5.0, 5.0, 1.0"
_CREATE = f"CREATE VIRTUAL TABLE pages USING fts5({_COLUMNS}, tokenize = 'unicode61 remove_diacritics 2')"
_INSERT = f"INSERT INTO pages(rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?)"  # noqa: S608 - both are constants above
_WORDS = "SELECT term FROM words ORDER BY term"
_FIND = f"""
    SELECT rowid, bm25(pages, {_WEIGHTS}), snippet(pages, -1, '**', '**', '…', 16)
    FROM pages WHERE pages MATCH ? AND rank MATCH 'bm25({_WEIGHTS})' ORDER BY rank LIMIT ?
"""  # noqa: S608 - the weights are constants above; what the caller gave is bound

# Markdown that would disturb a piece of text: targets of links (bounded, so that the time is linear), and marks.
_LINK_TARGET = re.compile(r"\]\([^)\n]{0,500}\)")
_MARKS = re.compile(r"[*#`\[\]|<>\x00]+")
# BayesianNetworks is found by either of its words.
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TERM = re.compile(r'"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')


class Index:
    """A searchable index of some projects.

    Make one where the same projects are searched many times.

    Raises:
        SearchUnavailable: This Python's SQLite has no FTS5.

    Examples:
        >>> import nhs_internships as ni
        >>> Index(ni.bundled()).search("privacy leakage")[0].slug
        'fact-privacy-leakage'
    """

    def __init__(self, projects: Iterable[Project]) -> None:
        self._slugs: list[str] = []
        self._base = _connect()
        # SQLite serialises by itself only in some builds.
        self._lock = Lock()
        self._base.executemany(_INSERT, self._rows(projects))

    def _rows(self, projects: Iterable[Project]) -> Iterator[tuple[int, str, str, str, str]]:
        for number, project in enumerate(projects):
            self._slugs.append(project.slug)
            yield number, *_columns(project)

    def search(self, query: str, limit: int = 10) -> Results[Hit]:
        """The projects that fit a query best, best first.

        All words must occur, in singular or plural; where no project has all of them, any of them will do.
        ``"machine learning"`` in quotation marks is a phrase, its last word in singular or plural; ``privac*`` is the
        beginning of a word. Nothing else has a meaning, so any text is safe. Case and accents do not count. The order
        is BM25's, with words in the title worth ten times and in labels and keywords five times those in the text.

        Args:
            query: What to search for.
            limit: How many projects to give at most.

        Raises:
            QueryError: The query is no string, or the limit no integer from 0.
        """
        if not isinstance(query, str):
            raise QueryError("query", str(query), expected="a string")
        # SQLite refuses numbers beyond 64 bits.
        most = min(non_negative("limit", limit), len(self._slugs))
        terms = [_expression(term) for term in _terms(query)]
        # All words first; a project that has only some of them is better than none.
        for joint in (" AND ", " OR "):
            found = self._find(joint.join(terms), most) if terms else []
            if found:
                return Results(found)
        return Results()

    def near_words(self, query: str) -> dict[str, str]:
        """For each word of a query that occurs in no project, the most similar word that does.

        A word of less than four letters, one to which none is similar, a beginning such as ``privac*``, and phrases
        are left out. Whether a word occurs is what a search finds: in singular or plural, with or without accents.
        """
        words = (one.text for one in _terms(query) if not one.is_phrase and one.text.isalpha() and len(one.text) > 3)
        missing = [word for word in words if not self._find(_any(_numbers(word)), 1)]
        if not missing:
            return {}
        with self._lock:
            occurring = [word for (word,) in self._base.execute(_WORDS) if len(word) > 2 and word.isalpha()]
        found = {word: nearest(word, occurring) for word in missing}
        return {word: near for word, near in found.items() if near is not None}

    def _find(self, expression: str, limit: int) -> list[Hit]:
        with self._lock:
            rows = self._base.execute(_FIND, (expression, limit)).fetchall()
        hits = [Hit(slug=self._slugs[row], score=-rank, snippet=" ".join(text.split())) for row, rank, text in rows]
        return sorted(hits, key=lambda hit: (-hit.score, hit.slug))


def _connect() -> sqlite3.Connection:
    """An empty index in memory."""
    try:
        import sqlite3
    except ImportError:
        raise SearchUnavailable("this Python was built without sqlite3") from None
    base = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        base.execute(_CREATE)
        base.execute("CREATE VIRTUAL TABLE words USING fts5vocab(pages, row)")
    except sqlite3.OperationalError as error:
        base.close()
        raise SearchUnavailable(str(error)) from None
    return base


def _columns(project: Project) -> tuple[str, str, str, str]:
    brief = project.brief
    runs = (text for run in project.internships for text in (run.code, run.title, run.description) if text)
    fields = (f"{field.name}: {field.text}" for field in brief.fields if field.name != "Keywords") if brief else ()
    labels = (*project.labels(), *(badge.label for run in project.internships for badge in run.badges))
    return (
        _plain(project.title),
        _plain(", ".join(map(_spaced, brief.keywords)) if brief else ""),
        _plain(", ".join(map(_spaced, dict.fromkeys(labels)))),
        _plain("\n".join((*runs, brief.preamble if brief else "", *fields))),
    )


def _plain(text: str) -> str:
    """A text without Markdown's marks, so that ``**`` in a snippet is always ours."""
    return _MARKS.sub(" ", _LINK_TARGET.sub(" ", text)).strip() if text else ""


def _spaced(label: str) -> str:
    parts = _CAMEL.sub(" ", label)
    return label if parts == label else f"{parts} ({label})"


class _Term(NamedTuple):
    text: str
    is_phrase: bool


def _terms(query: str) -> list[_Term]:
    """The words and phrases of a query that hold a letter or digit at all."""
    # What SQLite cannot take (a lone surrogate, NUL) is no part of any word.
    clean = query[:_MOST_CHARS].encode("utf-8", "ignore").decode("utf-8").replace("\x00", " ")
    found = (_Term(match["word"] or match["phrase"] or "", match["word"] is None) for match in _TERM.finditer(clean))
    return [term for term in found if any(map(str.isalnum, term.text))][:MOST_TERMS]


def _expression(term: _Term) -> str:
    """A term in FTS5's language, always quoted, so that nothing in it can be an operator."""
    if term.is_phrase:
        *before, last = term.text.split()
        return _any(" ".join((*before, number)) for number in _numbers(last))
    if term.text.endswith("*"):
        return f"{_quoted(term.text.rstrip('*'))}*"
    return _any(_numbers(term.text))


def _any(texts: Iterable[str]) -> str:
    return f"({' OR '.join(map(_quoted, texts))})"


def _quoted(text: str) -> str:
    # A phrase cannot hold a quotation mark; a word may ("it's" is fine, FTS5 divides it).
    return '"' + text.replace('"', " ") + '"'


def _numbers(word: str) -> tuple[str, ...]:
    """A word in singular and plural: enough for English nouns, and never a surprise as a stemmer is."""
    if not word.isalpha() or len(word) < 3:
        return (word,)
    lower = word.casefold()
    if lower.endswith("ies"):
        return lower, f"{lower[:-3]}y"
    if lower.endswith("y"):
        return lower, f"{lower[:-1]}ies", f"{lower}s"
    return (lower, lower[:-1]) if lower.endswith("s") and not lower.endswith("ss") else (lower, f"{lower}s")


# Resemblance.

_WORD = re.compile(r"[^\W\d_]{4,}")
# How much a shared label, a shared keyword and shared words of the text say.
_PARTS = (0.4, 0.2, 0.4)

_Traits = tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]


def similar(projects: Iterable[Project], slug: str, limit: int = 5) -> Results[Similar]:
    """The projects that share most with one, and what they share.

    A rare label, keyword or word counts more than a common one; what all projects have counts nothing.

    Args:
        projects: The projects to compare.
        slug: The one to compare them with.
        limit: How many to give at most.

    Raises:
        UnknownSlug: No project has this slug.
        QueryError: The limit is no integer from 0.
        TypeError: The slug is no text.
    """
    most = non_negative("limit", limit)
    if not isinstance(slug, str):
        raise TypeError(f"similar projects are asked for by a slug, not by {slug!r}")
    traits = {project.slug: _traits(project) for project in projects}
    if slug not in traits:
        raise UnknownSlug(slug, nearest(slug, traits))
    weights = [_weights(kind, len(traits)) for kind in zip(*traits.values(), strict=True)]
    found = (_compare(other, traits[slug], of_other, weights) for other, of_other in traits.items() if other != slug)
    best = sorted((one for one in found if one.score > 0), key=lambda one: (-one.score, one.slug))
    return Results(best[:most])


def _traits(project: Project) -> _Traits:
    """Labels, keywords and words of the text, each under what it is compared by."""
    labels = {fold(label): label for label in labels_of(project, None, Spelling.CANONICAL)}
    keywords = {fold(word): word for word in (project.brief.keywords if project.brief else ())}
    title, _, _, text = _columns(project)
    words = {word: word for word in _WORD.findall(f"{title} {text}".casefold())}
    return labels, {key: word for key, word in keywords.items() if key not in labels}, words


def _weights(sets: Iterable[Mapping[str, str]], total: int) -> Mapping[str, float]:
    """The weight of each trait: the rarer, the higher; nothing when only one project or all have it."""
    counts = Counter(key for traits in sets for key in traits)
    return {key: log(total / count) for key, count in counts.items() if 1 < count < total}


def _compare(slug: str, one: _Traits, other: _Traits, weights: list[Mapping[str, float]]) -> Similar:
    shared = [_shared(a, b, weight) for a, b, weight in zip(one, other, weights, strict=True)]
    cosines = [_cosine(keys, a, b, of) for keys, a, b, of in zip(shared, one, other, weights, strict=True)]
    labels, keywords, words = shared
    return Similar(
        slug=slug,
        score=sum(part * cosine for part, cosine in zip(_PARTS, cosines, strict=True)),
        labels=tuple(one[0][key] for key in labels),
        keywords=tuple(one[1][key] for key in keywords),
        words=tuple(words[:10]),
    )


def _shared(one: Iterable[str], other: Mapping[str, str], weights: Mapping[str, float]) -> list[str]:
    """What both have, the most telling first."""
    return sorted((key for key in one if key in other and key in weights), key=lambda key: (-weights[key], key))


def _cosine(shared: Iterable[str], one: Iterable[str], other: Iterable[str], weights: Mapping[str, float]) -> float:
    """The cosine of two weighted sets: 1 when they are the same, 0 when they share nothing."""
    length = _length(one, weights) * _length(other, weights)
    return sum(weights[key] ** 2 for key in shared) / length if length else 0.0


def _length(keys: Iterable[str], weights: Mapping[str, float]) -> float:
    return sqrt(sum(weights.get(key, 0.0) ** 2 for key in keys))
