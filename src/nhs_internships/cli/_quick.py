"""Reads arguments that are plainly right, without typer.

typer needs 80 milliseconds to start, three times as long as attrs and as long as all the rest of ``list``. So the usual
calls are read here, by the same table; help, mistakes and unusual forms are left to typer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nhs_internships.cli._commands import COMMANDS
from nhs_internships.cli._table import Given, Kind, Request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nhs_internships.cli._table import Command

__all__ = ["read_quickly"]


def read_quickly(argv: Sequence[str]) -> Request | None:
    """The request of arguments, as typer would read it; ``None`` when typer should look at them."""
    command = COMMANDS.get(argv[0]) if argv else None
    given = None if command is None else _given(command, argv[1:])
    return None if command is None or given is None else Request(command, given)


def _given(command: Command, argv: Sequence[str]) -> Given | None:
    options = {flag: one for one in command.parameters if not one.is_word for flag in one.flags}
    values: dict[str, list[str]] = {}
    flags: set[str] = set()
    words: list[str] = []
    waiting = iter(argv)
    for argument in waiting:
        name, equals, value = argument.partition("=") if argument.startswith("-") else ("", "", argument)
        option = options.get(name)
        if not name:
            words.append(value)
        elif option is None or (equals and (option.kind is Kind.FLAG or not name.startswith("--"))):
            return None
        elif option.kind is Kind.FLAG:
            flags.add(option.name)
        else:
            values.setdefault(option.name, []).append(value if equals else next(waiting, "-"))
    values |= _by_position(command, words)
    return Given(values, frozenset(flags)) if _is_plain(command, values) else None


def _by_position(command: Command, words: Sequence[str]) -> dict[str, list[str]]:
    """Words for the parameters that have places; words too many go under a name that nothing has."""
    placed: dict[str, list[str]] = {}
    rest = list(words)
    for one in command.parameters:
        if one.is_word and rest:
            size = len(rest) if one.repeats else 1
            placed[one.name], rest = rest[:size], rest[size:]
    return {**placed, "": rest} if rest else placed


def _is_plain(command: Command, values: dict[str, list[str]]) -> bool:
    """Whether nothing is missing, too much, empty or like an option: those are for typer to judge."""
    known = {one.name: one for one in command.parameters}
    return (
        all(name in values for name, one in known.items() if one.is_needed)
        and all(name in known and (len(said) == 1 or known[name].repeats) for name, said in values.items())
        and not any(word == "" or word.startswith("-") for said in values.values() for word in said)
    )
