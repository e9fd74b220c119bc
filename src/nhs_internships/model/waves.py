"""Months and waves: the values, and the grammar of the texts that name them.

A text is cut into tokens, every token gets one letter, and the row of letters is held against a few
patterns: ``Wave 4 (January - June 2023)`` is ``W9M-M9``. So brackets, bold marks and table pipes need no rules,
and the patterns never see more than a short row.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import NamedTuple

from attrs import frozen

from nhs_internships.errors import ParseError, nearest
from nhs_internships.model.attributes import optional, to_text
from nhs_internships.notebook import NotebookView

__all__ = ["Month", "Wave", "is_too_long", "looks_like_wave", "means_wave", "to_wave", "wave_of"]

FIRST_YEAR, LAST_YEAR = 1990, 2100
MAX_CHARS = 200
"""No heading or cell that names a wave is longer; longer texts are refused unread."""

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = {
    **{name.casefold(): number for number, name in enumerate(MONTH_NAMES, 1)},
    **{name[:3].casefold(): number for number, name in enumerate(MONTH_NAMES, 1)},
    "sept": 9,
}
_JOINTS = frozenset({"/", "&", "and", "or"})
_LETTERS = {
    **dict.fromkeys(_MONTHS, "M"),
    **dict.fromkeys(("wave", "cohort"), "W"),
    **dict.fromkeys(("spring", "summer", "autumn", "fall", "winter"), "S"),
    **dict.fromkeys(("to", "until", "till", "through"), "t"),
    **dict.fromkeys(("no", "number", "from"), ""),
}
"""The letter of each word that means something; words without one are skipped."""
_MAX_MONTHS = 14
_MAX_TOKENS = 9
"""More words than this are a sentence, whatever it speaks of."""

_TOKEN = re.compile(
    r"""
    (?P<iso>[0-9]{4}[-/][0-9]{1,2}(?![0-9]) | [0-9]{1,2}/[0-9]{4}(?![0-9]))
  | (?P<digits>[0-9]+)
  | (?P<word>[^\W\d_]+)
  | (?P<dash>[-\u2010-\u2015\u2212]|&(?:[nm]dash|minus|\#821[12]|\#x201[34]);)
  | (?P<skip>(?:[\s*_|()\[\],.:;\#]|&(?:nbsp|ensp|emsp);)+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_DIGIT = re.compile("[0-9]")
_DATE = "(?:M9|X)"
_DATES = f"(?:M[-t]{_DATE}|{_DATE}[-t](?:M9?|X)|{_DATE}{_DATE}|t?{_DATE})"
_WAVE_ROW = re.compile(f"(?:(?P<first>W-?9)(?:-?{_DATES})?|{_DATES}-?(?P<last>W-?9)|{_DATES})")
_MONTHS_WITHOUT_YEAR = re.compile("(?:W-?9-?)?t?M(?:[-t]M)?")

_EXPECTED = 'a form such as "Wave 6 (February - July 2024)", "Wave 3" or "January 2023"'
_EXPECTED_MONTHS = 'months instead of a season, such as "September 2026 - February 2027"'
_EXPECTED_MONTH = 'a month and a year such as "July 2024" or "2024-07"'


@frozen(order=True)
class Month:
    """A month of a year; months are ordered.

    Attributes:
        year: From 1990 to 2100.
        month: From 1 to 12.

    Raises:
        ParseError: The year or month lies outside these bounds.
    """

    year: int
    month: int

    def __attrs_post_init__(self) -> None:
        if not (FIRST_YEAR <= self.year <= LAST_YEAR and 1 <= self.month <= 12):
            expected = f"a month from 1 to 12 and a year from {FIRST_YEAR} to {LAST_YEAR}"
            raise ParseError("month", f"{self.year}-{self.month}", expected)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read a month and its year: ``July 2024``, ``Jul 2024``, ``2024-07``, ``07/2024``, in any case.

        Examples:
            >>> Month.parse("Sept 2021")
            Month(year=2021, month=9)

        Raises:
            ParseError: The text is anything else.
            TypeError: It is no text.
        """
        tokens = _tokens("month", to_text(text))
        if not re.fullmatch(_DATE, _row(tokens)):
            raise _unknown("month", text, tokens, _EXPECTED_MONTH)
        return _month("month", text, *_stated("month", text, tokens)[0])

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @property
    def name(self) -> str:
        """The English name of the month: ``July``."""
        return MONTH_NAMES[self.month - 1]

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year + self.month // 12, self.month % 12 + 1, 1) - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"


@total_ordering
@frozen(kw_only=True, order=False)
class Wave(NotebookView):
    """A cohort of internships; waves are ordered by start, then number, what is unknown last.

    Attributes:
        number: From 1 to 999, or ``None`` when the source gives none.
        start: First month, or ``None``.
        end: Last month, or ``None``.

    Raises:
        ParseError: The number is outside these bounds, or the wave ends before it starts.
    """

    number: int | None = None
    start: Month | None = None
    end: Month | None = None

    def __attrs_post_init__(self) -> None:
        if self.number is not None and not 1 <= self.number <= 999:
            raise ParseError("wave", str(self.number), "a wave number from 1 to 999")
        if self.start and self.end and self.end < self.start:
            raise ParseError("wave", self.label, "a range that ends after it starts")

    @classmethod
    def parse(cls, text: str) -> Wave:
        """Read a heading, table row or data word that is a wave and nothing else; "cohort" means the same.

        The number may stand before or after the months, the year once or twice, dashes may be of any length.

        Examples:
            >>> Wave.parse("|**Wave 6** | February - July 2024 |").label
            'Wave 6 (February - July 2024)'

        Raises:
            ParseError: The text is no wave, or states a number, month, year or range that cannot be.
            TypeError: It is no text.
        """
        found = _read_wave(to_text(text))
        if found is None:
            raise _no_wave(text)
        return found

    @property
    def label(self) -> str:
        """The wave as the pages write it; `parse` reads it back. Empty when nothing is known."""
        months = self._range
        if self.number is None:
            return months
        return f"Wave {self.number} ({months})" if months else f"Wave {self.number}"

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month from start to end; empty when one of them is unknown."""
        if not (self.start and self.end):
            return ()
        first, last = (month.year * 12 + month.month - 1 for month in (self.start, self.end))
        return tuple(Month(at // 12, at % 12 + 1) for at in range(first, last + 1))

    def contains(self, day: date) -> bool:
        """Whether a day lies in the wave; never when its start or end is unknown."""
        return bool(self.start and self.end and self.start.first_day <= day <= self.end.last_day)

    @property
    def _range(self) -> str:
        start, end = self.start, self.end
        if not end:
            return f"{start.name} {start.year}" if start else ""
        if not start:
            return f"until {end.name} {end.year}"
        year = "" if start.year == end.year else f" {start.year}"
        return f"{start.name}{year} - {end.name} {end.year}"

    @property
    def _key(self) -> tuple[str, int, str]:
        # "~" and 1000 sort behind every month and number.
        return str(self.start or "~"), self.number or 1000, str(self.end or "~")

    def __lt__(self, other: object) -> bool:
        return self._key < other._key if isinstance(other, Wave) else NotImplemented


def wave_of(text: str) -> Wave | None:
    """The wave a text names, or ``None``: `Wave.parse` for callers who ask about every heading and row."""
    # Every wave states a number or a year; most headings and rows hold neither.
    return _wave_of(text) if len(text) <= MAX_CHARS and _DIGIT.search(text) else None


@lru_cache(maxsize=1024)
def _wave_of(text: str) -> Wave | None:
    try:
        return _read_wave(text)
    except ParseError:
        return None


def is_too_long(wave: Wave) -> bool:
    """Whether a wave is longer than 14 months: no internship is, so a year or month of it is probably a mistake."""
    return len(wave.months) > _MAX_MONTHS


def means_wave(text: str) -> bool:
    """Whether a text is nothing but the name of a wave, perhaps misspelt; a sentence about a wave is not."""
    if len(text) > MAX_CHARS or not _DIGIT.search(text):
        return False
    tokens = _lex(text)
    row = _joined_row(tokens)
    is_named = re.search("W-?9", row) is not None or "S" in row
    return is_named and len(row) <= _MAX_TOKENS and all(map(_may_be_month, tokens))


def _may_be_month(token: _Token) -> bool:
    return token.letter != "?" or token.text.casefold() in _JOINTS or _month_guess(token.text) is not None


def looks_like_wave(text: str) -> bool:
    """Whether a short text was meant as a wave, so that a mistake in it can be reported.

    It was when it holds the word "wave" or "cohort" with a number, or nothing but words for months, seasons, years and
    ranges.
    """
    return len(text) <= MAX_CHARS and _looks_like_wave(text)


@lru_cache(maxsize=1024)
def _looks_like_wave(text: str) -> bool:
    """The same headings stand on page after page, so the last answers are kept."""
    tokens = _lex(text)
    row = _row(tokens)
    # One word alone is none, and the likes of "May" stand for other things, too.
    if len(row) > _MAX_TOKENS or (len(row) < 2 and row != "X"):
        return False
    return bool(re.search("W-?9", row)) or _all_months(tokens) or _is_season(_joined_row(tokens))


def _is_season(row: str) -> bool:
    """Whether a row states seasons and years, perhaps with months, and nothing else."""
    return "S" in row and "9" in row and not row.strip("SM9t-")


class _Token(NamedTuple):
    letter: str
    text: str


_NEGATIVE = re.compile(r"(?:wave|cohort)\s+-[0-9]", re.IGNORECASE)


def _read_wave(text: str) -> Wave | None:
    """The wave a text names, ``None`` when it has the form of none; raises when it states what cannot be."""
    if _NEGATIVE.search(text):
        raise ParseError("wave", text, "a number from 1 to 999")
    tokens = _tokens("wave", text)
    found = _WAVE_ROW.fullmatch(_row(tokens))
    if not found:
        return None
    number, rest = None, tokens
    if found["first"]:
        number, rest = tokens[found.end("first") - 1].text, tokens[found.end("first") :]
    elif found["last"]:
        number, rest = tokens[-1].text, tokens[: found.start("last")]
    start, end = _dates(text, rest)
    return Wave(number=None if number is None else _number(text, number), start=start, end=end)


def _tokens(what: str, text: str) -> list[_Token]:
    if len(text) > MAX_CHARS:
        raise ParseError(what, text, f"at most {MAX_CHARS} characters")
    return _lex(text)


def _lex(text: str) -> list[_Token]:
    found = (_token(match.lastgroup or "other", match.group()) for match in _TOKEN.finditer(text))
    tokens = [token for token in found if token.letter]
    # A dash at either end joins nothing: "Wave 6 -", with the months in a cell that stayed empty.
    while tokens and tokens[-1].letter == "-":
        tokens.pop()
    while tokens and tokens[0].letter == "-":
        del tokens[0]
    return tokens


def _token(kind: str, text: str) -> _Token:
    letter = {"skip": "", "iso": "X", "digits": "9", "dash": "-"}.get(kind) if kind != "word" else None
    return _Token(_LETTERS.get(text.casefold(), "?") if letter is None else letter, text)


def _row(tokens: list[_Token]) -> str:
    return "".join(token.letter for token in tokens)


def _joined_row(tokens: list[_Token]) -> str:
    """The row of tokens with "/", "&", "and" and "or" taken for dashes: "Autumn/Winter 2026"."""
    return "".join("-" if token.text.casefold() in _JOINTS else token.letter for token in tokens)


def _number(text: str, digits: str) -> int:
    number = int(digits)
    if not 1 <= number <= 999:
        raise ParseError("wave", text, "a wave number from 1 to 999")
    return number


def _month(what: str, text: str, year: int | None, month: int) -> Month:
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ParseError(what, text, f"a year from {FIRST_YEAR} to {LAST_YEAR}")
    return Month(year, month)


def _dates(text: str, tokens: list[_Token]) -> tuple[Month | None, Month | None]:
    months = _stated("wave", text, tokens)
    if not months:
        return None, None
    if len(months) > 1:
        return _range(text, months[0], months[1])
    only = _month("wave", text, *months[0])
    return (None, only) if any(token.letter == "t" for token in tokens) else (only, None)


def _range(text: str, first: tuple[int | None, int], last: tuple[int | None, int]) -> tuple[Month, Month]:
    """Both ends of a range whose year may stand at one of them only."""
    (from_year, from_month), (to_year, to_month) = first, last
    over_new_year = int(from_month > to_month)
    if from_year is None and to_year is not None:
        from_year = to_year - over_new_year
    elif to_year is None and from_year is not None:
        to_year = from_year + over_new_year
    start, end = _month("wave", text, from_year, from_month), _month("wave", text, to_year, to_month)
    if end < start:
        raise ParseError("wave", text, "a range that ends after it starts")
    return start, end


def _stated(what: str, text: str, tokens: list[_Token]) -> list[tuple[int | None, int]]:
    """Every month of the tokens, after its year if one follows it."""
    months: list[tuple[int | None, int]] = []
    for token in tokens:
        if token.letter == "X":
            months.append(_iso(what, text, token.text))
        elif token.letter == "M":
            months.append((None, _MONTHS[token.text.casefold()]))
        elif token.letter == "9":
            months[-1] = (int(token.text), months[-1][1])
    return months


def _iso(what: str, text: str, written: str) -> tuple[int, int]:
    # "2024-07", "2024/07" or "07/2024": the part of four digits is the year.
    month, year = sorted(re.split("[-/]", written), key=len)
    if not 1 <= int(month) <= 12:
        raise ParseError(what, text, "a month from 1 to 12")
    return int(year), int(month)


def _all_months(tokens: list[_Token]) -> bool:
    months = [token for token in tokens if token.letter not in "9-t"]
    # One of them must be beyond doubt: "Mary - Jane" is close to two months, and means none.
    sure = any(token.letter in "MX9" for token in tokens)
    return sure and bool(months) and all(token.letter in "MX" or _month_guess(token.text) for token in months)


def _month_guess(word: str) -> str | None:
    return nearest(word, MONTH_NAMES, cutoff=0.75)


def _no_wave(text: str) -> ParseError:
    tokens = _tokens("wave", text)
    if _MONTHS_WITHOUT_YEAR.fullmatch(_row(tokens)):
        return ParseError("wave", text, "a year after the month")
    has_season = any(token.letter == "S" for token in tokens)
    return _unknown("wave", text, tokens, _EXPECTED_MONTHS if has_season else _EXPECTED)


def _unknown(what: str, text: str, tokens: list[_Token], expected: str) -> ParseError:
    """The error for a text of the wrong shape; a misspelt month in it becomes the guess."""
    guesses = (_month_guess(token.text) for token in tokens[:_MAX_TOKENS] if token.letter == "?")
    return ParseError(what, text, expected, next(filter(None, guesses), None))


def to_wave(given: Wave | None) -> Wave | None:
    """What an attribute that holds a wave accepts.

    Raises:
        TypeError: It is no wave.
    """
    return optional(Wave, given)
