"""Every error this library raises, under one root.

Errors are data first: the details are attributes, and the message is composed on demand.
All of them can be pickled, so they survive a process pool.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

__all__ = [
    "ChangeFailed",
    "ChangeRefused",
    "DocumentError",
    "FormatError",
    "GitUnavailable",
    "LimitError",
    "MoveRefused",
    "NHSInternshipsError",
    "ParseError",
    "Problem",
    "QueryError",
    "ReadError",
    "RenderError",
    "SearchUnavailable",
    "UnknownSlug",
    "UnsafeEdit",
]


def __dir__() -> list[str]:
    return __all__


# What begins a new line, controls a terminal, changes the direction of writing, or is no character.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """A text in which control characters are written as escapes, so that no name can imitate a message of its own.

    Examples:
        >>> print(one_line("a\\nb.md"))
        a\\nb.md
    """
    return _CONTROL.sub(lambda found: ascii(found.group())[1:-1], text)


def _with_hint(name: str, problem: str, hint: str) -> str:
    """The message of an error about something that has a name: its problem, and what to do if that is known."""
    return one_line(f"{name}: {problem}" + (f"; {hint}" if hint else ""))


class NHSInternshipsError(Exception):
    """The base class of all errors that this library raises."""


class ParseError(NHSInternshipsError, ValueError):
    """A short text (a status, a wave, a month, a badge address) is not what it should be.

    Attributes:
        what: The kind of value that was expected, for example ``"status"``.
        text: The text as it was given.
        expected: What would have been right, as part of a sentence.
        guess: The nearest allowed value, or ``None``.
    """

    def __init__(self, what: str, text: str, expected: str, guess: str | None = None) -> None:
        super().__init__(what, text, expected, guess)
        self.what = what
        self.text = text
        self.expected = expected
        self.guess = guess

    def __str__(self) -> str:
        hint = did_you_mean(self.guess)
        return one_line(f'invalid {self.what} "{_bounded(self.text)}": expected {self.expected}{hint}')


class ReadError(NHSInternshipsError, ValueError):
    """A file or text cannot be read as text at all: wrong encoding, NUL, a lone surrogate.

    Attributes:
        name: The file, or what the text was called.
        problem: What is wrong and where.
        hint: What to do about it.
        offset: The first offending byte (of a file) or character (of a text), or ``None``.
    """

    def __init__(self, name: str, problem: str, hint: str = "", offset: int | None = None) -> None:
        super().__init__(name, problem, hint, offset)
        self.name = name
        self.problem = problem
        self.hint = hint
        self.offset = offset

    def __str__(self) -> str:
        return _with_hint(self.name, self.problem, self.hint)


class LimitError(ReadError):
    """A text is larger than the limit that was set for it (see :class:`~nhs_internships.Limits`)."""


class _Refusal(NHSInternshipsError):
    def __init__(self, name: str, problem: str, hint: str = "") -> None:
        super().__init__(name, problem, hint)
        self.name = name
        self.problem = problem
        self.hint = hint

    def __str__(self) -> str:
        return _with_hint(self.name, self.problem, self.hint)


class UnsafeEdit(_Refusal):
    """An edit was refused, because its result would not say exactly what was asked.

    Attributes:
        name: The file, or what the text was called.
        problem: Why the edit cannot be made.
        hint: What to do instead.
    """


class ChangeRefused(_Refusal):
    """A change of a site is refused; nothing was written.

    Attributes:
        name: The file or project that it is about.
        problem: Why the change cannot be made.
        hint: What to do instead.
    """


class MoveRefused(ChangeRefused):
    """A project cannot get the status or wave that was asked for; nothing was written."""


class ChangeFailed(NHSInternshipsError):
    """Writing a change of a site failed half way, and was undone; no file is half written.

    Attributes:
        name: The file that could not be written.
        problem: Why.
        changed: The files that could not be restored, because the disk failed again or somebody else has written them
            meanwhile, each with the file that keeps its old text until the next change. Empty where every file is as
            it was.
    """

    def __init__(self, name: str, problem: str, changed: Mapping[str, str] | None = None) -> None:
        self.name = name
        self.problem = problem
        self.changed = dict(changed or {})
        super().__init__(name, problem, self.changed)

    def __str__(self) -> str:
        left = [f"{path} (its old text is in {copy})" if copy else path for path, copy in self.changed.items()]
        result = f"could not be restored: {', '.join(left)}" if left else "no file was changed"
        return one_line(f"{self.name}: {self.problem}; {result}")


class RenderError(NHSInternshipsError, ValueError):
    """Projects cannot be written in a dialect.

    Attributes:
        dialect: The name of the dialect.
        problem: Why not.
        hint: What to do instead.
    """

    def __init__(self, dialect: str, problem: str, hint: str = "") -> None:
        super().__init__(dialect, problem, hint)
        self.dialect = dialect
        self.problem = problem
        self.hint = hint

    def __str__(self) -> str:
        return _with_hint(self.dialect, self.problem, self.hint)


class UnknownSlug(NHSInternshipsError, KeyError):
    """A catalogue has no project with this slug.

    Attributes:
        slug: What was asked for.
        guess: The slug that looks most like it, or ``None``.
    """

    def __init__(self, slug: str, guess: str | None = None) -> None:
        super().__init__(slug, guess)
        self.slug = slug
        self.guess = guess

    def __str__(self) -> str:
        return one_line(f'unknown slug "{_bounded(self.slug)}"{did_you_mean(self.guess)}')


class QueryError(NHSInternshipsError, ValueError):
    """A query names an unknown field or an impossible value.

    Attributes:
        what: What was wrong: ``"field"``, ``"status"``, ``"wave"``...
        given: What was asked for, as text.
        allowed: Every valid value, in the field's own order; empty where they cannot be listed.
        guess: The valid value that looks most like it, or ``None``.
        expected: What a valid value is, in words; empty where ``allowed`` lists them.
    """

    def __init__(
        self, what: str, given: str, allowed: tuple[str, ...] = (), guess: str | None = None, *, expected: str = ""
    ) -> None:
        super().__init__(what, given, allowed, guess)
        self.what = what
        self.given = given
        self.allowed = allowed
        self.guess = guess
        self.expected = expected

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), self.args, {"expected": self.expected}

    def __str__(self) -> str:
        if self.expected:
            return one_line(f'invalid {self.what} "{_bounded(self.given)}": expected {self.expected}')
        guess = did_you_mean(self.guess)
        valid = f"{'' if guess else '.'} Valid: {', '.join(self.allowed)}" if self.allowed else ""
        return one_line(f'unknown {self.what} "{_bounded(self.given)}"{guess}{valid}')


class SearchUnavailable(NHSInternshipsError):
    """This Python has no full-text search: its SQLite was built without FTS5.

    Attributes:
        problem: What SQLite says.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return (
            f"search needs SQLite with FTS5, which this Python does not have ({self.problem}); "
            "the installers of python.org have it, and where(text=...) works without it"
        )


class GitUnavailable(NHSInternshipsError):
    """Histories, and what is staged, need the git command, and there is none, or an old one.

    Attributes:
        problem: What was found instead.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return one_line(f"git is needed: {self.problem}; install it from https://git-scm.com")


class DocumentError(NHSInternshipsError, ValueError):
    """One finding raised as an error; ``strict=True`` collects them in an ``ExceptionGroup``.

    Attributes:
        diagnostic: The finding, a :class:`~nhs_internships.Diagnostic`.
    """

    def __init__(self, diagnostic: object) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


class Problem(NamedTuple):
    """One thing that is wrong in data: where, as in ``projects[3].badges[0].facet``, and what."""

    path: str
    message: str

    def __str__(self) -> str:
        return one_line(f"{self.path}: {self.message}" if self.path else self.message)


class FormatError(NHSInternshipsError, ValueError):
    """Data does not have the form that the values of this library have; the error lists all problems at once.

    Attributes:
        name: What was read or written: a file, or the name of a class.
        problems: Every :class:`Problem`, in the order of the data.
    """

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(problems)
        super().__init__(name, self.problems)

    def __str__(self) -> str:
        if len(self.problems) == 1:
            return f"{one_line(self.name)}: {self.problems[0]}"
        # Whoever wants more than a screen of them has the tuple.
        shown = [f"- {problem}" for problem in self.problems[:20]]
        more = len(self.problems) - len(shown)
        rest = [f"- and {more:,} more"] if more else []
        return "\n".join([f"{one_line(self.name)}: {len(self.problems):,} problems", *shown, *rest])


def nearest(text: str, allowed: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The allowed value that looks most like ``text``, for "did you mean"; ``None`` when none is near.

    A beginning or a part of at least three characters will do, too, where it fits one value alone.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - slow to import, and needed only where something is wrong

    by_key = {value.casefold(): value for value in allowed}
    # Long input is nonsense anyway, and the matcher is quadratic in its length.
    key = text.casefold()[:100]
    found = get_close_matches(key, by_key, n=1, cutoff=cutoff) or _only_with(key, by_key)
    return by_key[found[0]] if found else None


def _only_with(part: str, keys: Iterable[str]) -> list[str]:
    """The one key that begins with a part, else the one that holds it; nothing when several do."""
    holding = [key for key in keys if part in key] if len(part) >= 3 else []
    beginning = [key for key in holding if key.startswith(part)]
    return next((found for found in (beginning, holding) if len(found) == 1), [])


def did_you_mean(guess: str | None) -> str:
    """The end of a message that may suggest something."""
    return "" if guess is None else f'; did you mean "{guess}"?'


def _bounded(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."
