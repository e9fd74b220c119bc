"""The words for a status: headings, folder names, data words and tags, as the pages write them.

The table names the phrases that have been seen and their near relations; beyond it a status word followed by
nothing but words for "project" counts (``Upcoming PhD Internship Projects``). Sources: every listing page, brief
folder and data file the scheme has published.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from unicodedata import category

from nhs_internships.errors import ParseError, nearest
from nhs_internships.model.attributes import member, one_of, to_text

__all__ = ["Status", "guess_status", "is_undecided", "status_of", "to_status"]

MAX_CHARS = 100
"""No heading that names a status is longer; longer texts are none."""

_PHRASES = {
    "future": """
        future | upcoming | planned | potential future | possible future | future interest | coming soon
        areas of future interest | other areas of interest | areas of interest | future areas of interest
        areas of future work | future work | future ideas
        """,
    "open": """
        open | new | new open | new and open | newly open | proposed | newly proposed | newly proposed and open
        proposed and open | new and proposed | available | currently available | currently open | recruiting
        accepting applications | open for applications | open to applications | now open | applications open
        open projects accepting applications | projects accepting applications
        open internships accepting applications | internships accepting applications
        projects open for applications | internships open for applications
        recruiting now | now recruiting | currently recruiting | actively recruiting
        current projects available as internships | projects available as internships
        current projects available for internships | projects available for internships
        available as internships | all available | current available | currently accepting applications
        """,
    "active": """
        active | ongoing | on going | current | currently active | in progress | in development | developing | running
        underway | work in progress | projects in progress | internships in progress | current and ongoing
        active and ongoing | projects in development | currently running
        scoping | draft | discovery | delivery | dissemination
        """,
    "paused": """
        paused | pause | on pause | on hold | currently paused | temporarily paused | suspended
        projects on hold | projects on pause | internships on hold
        """,
    "completed": """
        completed | complete | finished | previous | past | previously completed | recently completed | deployed | done
        """,
    "archived": "archived | archive | archives",
    "superseded": "superseded",
    "closed": "closed | currently closed | now closed",
}
_STATUS = {
    phrase.strip(): status
    for status, phrases in _PHRASES.items()
    for phrase in re.split(r"[|\n]", phrases)
    if phrase.strip()
}
# What looks like the word of a status and is none of ours: no heading above it says what it means.
_UNDECIDED = frozenset(
    {
        *("under review", "in review", "review", "under consideration", "under discussion", "to review"),
        *("pending", "pending approval", "pending review", "awaiting approval", "awaiting review", "awaiting start"),
        *("to be confirmed", "tbc", "to be decided", "tbd", "cancelled", "canceled", "withdrawn", "rejected"),
        *("stalled", "blocked", "deferred", "delayed", "unknown", "other"),
    }
)
_NOUNS = frozenset({"project", "projects", "internship", "internships", "topic", "topics", "opportunities"})
# Only before one of the nouns: "Open Data Science Projects" names a status, "Open Data" does not.
_QUALIFIERS = frozenset({"phd", "data", "science", "research"})
# What a misspelling is compared with: the headings in use and the words for each status, without the rarer phrases.
_GUESSES = (
    "Newly Proposed and Open Projects", "Open Projects Accepting Applications", "Open Projects",
    "Current projects available as internships", "Ongoing Projects", "Active Projects", "Current Projects",
    "Areas of Future Interest", "Other Areas of Interest", "Upcoming Projects", "Completed Projects",
    "Previous Projects", "Paused Projects", "Archived Projects", "Superseded Projects", "Closed Projects",
    "future", "open", "active", "ongoing", "paused", "on hold", "completed", "archived", "superseded", "closed",
    "in progress", "in development", "deployed",
)  # fmt: skip
# Bold and emphasis marks, heading marks, brackets, and the joints of folder names.
_MARKS = re.compile(r"[*_#:()\[\].!\-\s]+")
_AND = re.compile("&(?:amp;)?")
# "(2)", "[2]", "(2 projects)", ": 2" or "- 2" behind a heading, "2" before it.
_COUNT = re.compile(
    r"\s*(?:[(\[]\s*\d{1,4}(?:\s+[a-z]+)?\s*[)\]]|(?:\s[-\u2013\u2014\xb7|]|[:,])\s*\d{1,4})\s*\Z|\A\s*\d{1,4}\s+(?=\D)",
    re.IGNORECASE,
)
_SHORTCODE = re.compile(r"(?<![\w:]):[a-z0-9_+-]{2,40}:(?![\w:])")
# Pictures, the marks that join or colour them, and symbols that stand for one.
_PICTURES = frozenset({"So", "Sk", "Cf", "Me", "Mn"})


def find_status(text: str) -> str | None:
    """The status a text names, as the value of a `Status`; ``None`` when it names none."""
    return _find_status(text) if len(text) <= MAX_CHARS else None


@lru_cache(maxsize=1024)
def _find_status(text: str) -> str | None:
    words = _words(text)
    phrase = " ".join(words)
    if phrase in _STATUS:
        return _STATUS[phrase]
    return _STATUS.get(" ".join(_without_nouns(words)))


def guess_status(text: str) -> str | None:
    """The known heading or word that looks most like a text."""
    return nearest(" ".join(text[:MAX_CHARS].split()), _GUESSES)


def _without_nouns(words: list[str]) -> list[str]:
    end = len(words)
    while end and (words[end - 1] in _NOUNS or (end < len(words) and words[end - 1] in _QUALIFIERS)):
        end -= 1
    return words[:end]


def _words(text: str) -> list[str]:
    folder = _plain(text).strip().rstrip("/")
    if "/" in folder:
        # A path such as closed/complete; a slash in prose ("Closed / Paused") names two things, not one.
        folder = folder.rpartition("/")[2] if not any(map(str.isspace, folder)) else ""
    # A dash between words joins them (on-hold, new_open); one between spaces divides ("Projects - Open").
    if " - " in folder:
        return []
    return _MARKS.sub(" ", _AND.sub(" and ", folder)).casefold().split()


def _plain(text: str) -> str:
    """A heading without pictures, and without a count of its entries."""
    if not text.isascii():
        text = "".join(" " if category(char) in _PICTURES else char for char in text)
    return _COUNT.sub("", _SHORTCODE.sub(" ", text).strip())


def is_undecided(text: str) -> bool:
    """Whether a heading names a state that is none of the statuses, such as "Under review".

    The entries under it have no status, whatever the headings above it say.
    """
    return len(text) <= MAX_CHARS and " ".join(_without_nouns(_words(text))) in _UNDECIDED


class Status(StrEnum):
    """Where a project stands."""

    FUTURE = "future"
    """An area of interest; nobody can apply yet."""
    OPEN = "open"
    """Newly proposed; interns can apply."""
    ACTIVE = "active"
    """An intern works on it."""
    PAUSED = "paused"
    """Stopped for now."""
    COMPLETED = "completed"
    """Its work is finished."""
    ARCHIVED = "archived"
    """Kept for the record; not offered any more."""
    SUPERSEDED = "superseded"
    """Another project took its place."""
    CLOSED = "closed"
    """Closed, and the source does not say how."""

    @classmethod
    def parse(cls, text: str) -> Status:
        """Read a heading, the name of a folder, or a word of a data file or tag, in any case and spacing.

        Source: the headings, folders, stages and tags of every published version of the pages.

        Examples:
            >>> Status.parse("Newly Proposed and Open Projects")
            <Status.OPEN: 'open'>
            >>> Status.parse("closed/complete")
            <Status.COMPLETED: 'completed'>

        Raises:
            ParseError: The text names no status, or more than one.
            TypeError: It is no text.
        """
        found = status_of(to_text(text))
        if found is None:
            raise ParseError("status", text, f"a heading or word for {one_of(cls)}", guess_status(text))
        return found


def status_of(text: str) -> Status | None:
    """The status a text names, or ``None``: `Status.parse` for callers who ask about every heading."""
    found = find_status(text)
    return None if found is None else Status(found)


def to_status(given: Status | str | None) -> Status | None:
    """What an attribute that holds a status accepts: a status, its exact word, or ``None``.

    Raises:
        ParseError: The text is no word of a status; headings are for `Status.parse`.
        TypeError: The value is not a string.
    """
    return None if given is None else member(Status, given)
