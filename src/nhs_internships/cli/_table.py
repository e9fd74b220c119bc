"""What a command takes: one table, from which both readers of arguments and the reference are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto

from attrs import field, frozen

from nhs_internships.cli._contents import Content
from nhs_internships.errors import NHSInternshipsError

__all__ = ["Command", "Given", "Kind", "Outcome", "Parameter", "Refusal", "Request"]


class Kind(Enum):
    """How a parameter is given."""

    WORD = auto()
    """A word that must stand there: ``SLUG``."""
    MAYBE = auto()
    """A word that may be left out: ``[SLUG]``."""
    WORDS = auto()
    """One word or several: ``WORD...``."""
    VALUE = auto()
    """An option with a value: ``--catalogue PATH``."""
    MANY = auto()
    """An option with a value that may be repeated: ``--status open --status paused``."""
    FLAG = auto()
    """An option without a value: ``--json``."""


@frozen
class Parameter:
    """One parameter.

    Attributes:
        name: Its name; of an option, also what follows ``--``.
        kind: How it is given.
        help: What it means.
        shown: What stands for its value in help texts.
        short: The letter that follows a single ``-``, or nothing.
    """

    name: str
    kind: Kind
    help: str
    shown: str = ""
    short: str = ""

    @property
    def is_word(self) -> bool:
        """Whether it is given by its position, not by its name."""
        return self.kind in {Kind.WORD, Kind.MAYBE, Kind.WORDS}

    @property
    def is_needed(self) -> bool:
        """Whether it must be given."""
        return self.kind in {Kind.WORD, Kind.WORDS}

    @property
    def repeats(self) -> bool:
        """Whether it may have several values."""
        return self.kind in {Kind.MANY, Kind.WORDS}

    @property
    def flags(self) -> tuple[str, ...]:
        """How an option is named on the command line."""
        return (f"--{self.name}", *([f"-{self.short}"] if self.short else []))

    @property
    def typed(self) -> str:
        """What one types, as a help text writes it."""
        match self.kind:
            case Kind.WORD:
                return self.shown
            case Kind.MAYBE:
                return f"[{self.shown}]"
            case Kind.WORDS:
                return f"{self.shown}..."
            case Kind.VALUE | Kind.MANY | Kind.FLAG:
                return f"{', '.join(reversed(self.flags))} {self.shown}".rstrip()


class Refusal(NHSInternshipsError):
    """A command cannot be carried out as it was given; the sentence says why, and what to do."""


def _given(values: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in values.items() if words}


@frozen
class Given:
    """The arguments of one call: the values of each parameter that was given, and the flags that were set."""

    values: Mapping[str, tuple[str, ...]] = field(factory=dict, converter=_given)
    flags: frozenset[str] = frozenset()

    def one(self, name: str) -> str | None:
        """The value of a parameter, or ``None``."""
        return next(iter(self.many(name)), None)

    def many(self, name: str) -> tuple[str, ...]:
        """All values of a parameter."""
        return self.values.get(name, ())


@frozen(kw_only=True)
class Outcome:
    """What a command found.

    Attributes:
        content: For standard output.
        code: The exit code: 0 or 1.
        messages: For standard error.
    """

    content: Content
    code: int = 0
    messages: tuple[str, ...] = ()


@frozen(kw_only=True)
class Command:
    """One command of the program.

    Attributes:
        name: The word to type.
        help: What it does; the first line alone stands in the list of commands.
        parameters: What it takes.
        run: What it does with what is given.
    """

    name: str
    help: str
    parameters: tuple[Parameter, ...]
    run: Callable[[Given], Outcome] = field(eq=False)


@frozen
class Request:
    """A command and its arguments."""

    command: Command
    given: Given
