"""From arguments to an exit code: the one place where errors become messages."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from nhs_internships.cli._extra import require_extra
from nhs_internships.cli._present import present, tell
from nhs_internships.cli._quick import read_quickly
from nhs_internships.errors import NHSInternshipsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nhs_internships.cli._table import Request

__all__ = ["run"]

_BAD_INPUT = 2


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Data goes to standard output, messages to standard error.

    Args:
        argv: The arguments after the name of the program; by default those of this process.

    Returns:
        0 when all is well, 1 when nothing was found (or when `conflicts` found something), 2 for wrong arguments
        and for input that cannot be read.

    Raises:
        ImportError: The extra ``cli`` is not installed.
    """
    require_extra()
    _never_fail_on_a_character()
    try:
        request = _read(sys.argv[1:] if argv is None else argv)
        return request if isinstance(request, int) else _execute(request)
    except OSError as error:
        named = error.filename is not None and error.strerror is not None
        tell(f"{error.filename}: {error.strerror}" if named else str(error))
    except NHSInternshipsError as error:
        tell(str(error))
    return _BAD_INPUT


def _read(argv: Sequence[str]) -> Request | int:
    request = read_quickly(argv)
    if request is not None:
        return request
    from nhs_internships.cli._app import read_with_typer

    return read_with_typer(argv)


def _execute(request: Request) -> int:
    outcome = request.command.run(request.given)
    for message in outcome.messages:
        tell(message)
    present(outcome.content, "json" in request.given.flags)
    return outcome.code


def _never_fail_on_a_character() -> None:
    # A console may know fewer characters than a title has; and a path may hold bytes that are no character.
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)
