"""Reads arguments with typer: its help, its messages for mistakes, and every form of an option that it knows."""

from __future__ import annotations

from inspect import Parameter as Formal
from inspect import Signature
from typing import TYPE_CHECKING, Annotated

from nhs_internships.cli._extra import missing

try:
    import typer
except ModuleNotFoundError as error:
    raise missing(error) from error

from nhs_internships import __version__
from nhs_internships.cli._commands import ABOUT, COMMANDS, EXIT_CODES
from nhs_internships.cli._table import Command, Given, Kind, Parameter, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["read_with_typer"]

PROGRAM = "nhs-internships"


def read_with_typer(argv: Sequence[str]) -> Request | int:
    """The request of arguments; or an exit code, when help or a mistake was printed."""
    requests: list[Request] = []
    try:
        typer.main.get_group(_app(requests.append)).main(args=list(argv), prog_name=PROGRAM)
    except SystemExit as ended:
        if not requests:
            return ended.code if isinstance(ended.code, int) else 0
    return requests[0]


def _app(take: Callable[[Request], None]) -> typer.Typer:
    # No mark-up and no pretty tracebacks: both would import rich.
    codes = ", ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES.items())
    app = typer.Typer(
        help=ABOUT,
        epilog=f"Exit codes: {codes}.",
        add_completion=False,
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_main)
    for command in COMMANDS.values():
        app.command(command.name, help=command.help)(_callback(command, take))
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit


def _main(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    # What typer itself does without a command has another exit code in each version.
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _callback(command: Command, take: Callable[[Request], None]) -> Callable[..., None]:
    """A function with the parameters of a command, as typer wants one."""

    def callback(**values: object) -> None:
        given = _given(values)
        for one in command.parameters:
            # Some versions of typer do not miss a word when a newer click stands under them.
            if one.is_needed and not given.many(one.name):
                raise typer.BadParameter(f"Missing argument '{one.shown}'")
        take(Request(command, given))

    formals = [Formal(one.name, Formal.KEYWORD_ONLY, **_formal(one)) for one in command.parameters]
    setattr(callback, "__signature__", Signature(formals))  # noqa: B010 - functions have no such attribute to a type checker
    return callback


def _given(values: dict[str, object]) -> Given:
    flags = frozenset(name for name, value in values.items() if value is True)
    return Given({name: _words(value) for name, value in values.items()}, flags)


def _words(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case list() | tuple():
            return list(map(str, value))
        case _:
            return []


def _formal(one: Parameter) -> dict[str, object]:
    """Type and default of a parameter."""
    if one.is_word:
        return _formal_word(one)
    option = typer.Option(*one.flags, metavar=one.shown or None, help=one.help)
    match one.kind:
        case Kind.FLAG:
            return {"annotation": Annotated[bool, option], "default": False}
        case Kind.MANY:
            return {"annotation": Annotated[list[str] | None, option], "default": None}
        case _:
            return {"annotation": Annotated[str | None, option], "default": None}


def _formal_word(one: Parameter) -> dict[str, object]:
    # That there may be several words, typer says itself.
    word = typer.Argument(metavar=one.shown if one.repeats else one.typed, help=one.help)
    match one.kind:
        case Kind.WORDS:
            return {"annotation": Annotated[list[str], word]}
        case Kind.MAYBE:
            return {"annotation": Annotated[str | None, word], "default": None}
        case _:
            return {"annotation": Annotated[str, word]}
