"""Reads arguments with argparse, by the table of commands."""

from __future__ import annotations

import argparse
from collections.abc import Container, Iterable, Sequence
from typing import NoReturn

from nhs_internships.cli.describing import Argument, path
from nhs_internships.cli.table import ABOUT, CATALOGUE, COMMANDS, EXIT_CODES, HELP
from nhs_internships.cli.text import PROGRAM, VERSION

__all__ = ["UsageError", "build_parser", "read"]


class UsageError(Exception):
    """The arguments cannot be used as they were given; the message says why, and what to do."""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Formats help the same way in every version of Python, and without a line "COMMAND" above the commands."""

    def _format_action(self, action: argparse.Action) -> str:
        text = super()._format_action(action)
        return text.partition("\n")[2] if action.nargs == argparse.PARSER else text

    def _format_action_invocation(self, action: argparse.Action) -> str:
        # Before Python 3.13: "-o FILE, --output FILE".
        return super()._format_action_invocation(action).replace(f" {action.metavar}, ", ", ")


_REWORDED = (
    ("the following arguments are required: ", "missing argument "),
    (": ignored explicit argument", " takes no value, but got"),
    (": expected one argument", " needs a value"),
    ("argument -", "-"),
)
"""Messages of argparse, and what they say here."""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are `UsageError`, and suggest the nearest valid value."""

    def error(self, message: str) -> NoReturn:
        for theirs, ours in _REWORDED:
            message = message.replace(theirs, ours)
        raise UsageError(f'{message}; see "{self.prog} --help"')

    def _check_value(self, action: argparse.Action, value: str) -> None:
        if action.choices is not None and value not in action.choices:
            raise _unknown(str(action.metavar).lower(), value, action.choices)


def _unknown(what: str, given: str, valid: Iterable[str]) -> UsageError:
    from nhs_internships.errors import QueryError, nearest

    allowed = tuple(valid)
    return UsageError(str(QueryError(what, given, allowed, nearest(given, allowed))))


def build_parser(names: Container[str] = COMMANDS, files: object = None) -> argparse.ArgumentParser:
    """The parser of the program, which has one below it for each command.

    Args:
        names: The commands whose arguments are needed; a call needs those of one.
        files: What completes the name of a file, for shtab; reading arguments does not need it.
    """
    codes = "".join(f"\n  {code}  {meaning}" for code, meaning in EXIT_CODES.items())
    parser = _Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [OPTIONS] COMMAND ...",
        description=ABOUT,
        epilog=f"example: {PROGRAM} list --status open --area NLP\n\nexit codes:{codes}",
        formatter_class=_Formatter,
        add_help=False,
        allow_abbrev=False,
    )
    _add(parser, (CATALOGUE, HELP), files)
    parser.add_argument("-V", "--version", action="version", version=VERSION, help="Show the version and exit.")
    parser.set_defaults(catalogue=None, json=False, header=False)
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND", prog=PROGRAM)
    for name, command in COMMANDS.items():
        below = commands.add_parser(
            name,
            help=command.summary,
            usage=command.usage,
            description=f"{command.summary}\n\n{command.description}",
            epilog=f"example: {PROGRAM} {command.example}",
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        if name in names:
            _add(below, (*command.arguments, HELP), files)
    return parser


def _add(parser: argparse.ArgumentParser, arguments: Iterable[Argument], files: object) -> None:
    for one in arguments:
        if not one.metavar:
            parser.add_argument(*one.names, action=one.action, help=one.help)
            continue
        action = parser.add_argument(
            *one.names,
            help=one.help,
            metavar=one.metavar,
            action=one.action,
            nargs=one.nargs,
            type=one.type,
            choices=one.choices,
            default=one.default,
        )
        if files and one.type is path:
            setattr(action, "complete", files)  # noqa: B010 - where shtab looks; argparse declares no such attribute


def read(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments of a call.

    Returns:
        The name of the command as ``command``, and its arguments by their names.

    Raises:
        UsageError: The arguments are wrong.
        SystemExit: The help or the version was printed.
    """
    parser = build_parser(argv)
    given, rest = parser.parse_known_args(argv)
    if rest:
        _take(rest, given)
    elif given.command is None:
        parser.print_help()
        parser.exit()
    elif given.catalogue is not None and CATALOGUE not in COMMANDS[given.command].arguments:
        raise UsageError(f"{given.command} reads no catalogue; leave out --catalogue")
    return given


def _take(rest: list[str], given: argparse.Namespace) -> None:
    """Take the words of a search that follow an option; argparse leaves them over, with all that it does not know.

    Raises:
        UsageError: There is anything else.
    """
    arguments = COMMANDS[given.command].arguments if given.command else (CATALOGUE,)
    options = [name for one in (*arguments, HELP) if one.is_option for name in one.names]
    option = next((one.partition("=")[0] for one in rest if one.startswith("-") and one != "-"), None)
    if option in options:
        raise UsageError(f"{option} must follow the command: {PROGRAM} {given.command} {option}")
    if option is not None:
        raise _unknown("option", option, options)
    if given.command != "search":
        raise UsageError(f'unexpected argument "{rest[0]}"; usage: {COMMANDS[given.command].usage}')
    given.words += rest
