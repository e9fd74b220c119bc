"""From arguments to an exit code: the one place where errors become messages and answers are printed."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from nhs_internships.cli.text import PROGRAM, VERSION, plain, plain_lines

if TYPE_CHECKING:
    from argparse import Namespace

    from nhs_internships.cli.answers import Answer

__all__ = ["run"]

_FAILURE = 2


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Data goes to standard output, messages go to standard error.

    Args:
        argv: The arguments after the name of the program; by default those of this process.

    Returns:
        The exit code: 0 for success, 1 if nothing was found (or if `conflicts` found something), 2 for wrong
        arguments and for input that cannot be read.

    Examples:
        >>> run(["list", "--area", "PETs", "--status", "open"])  # doctest: +ELLIPSIS
        fact-privacy-leakage...
        0
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["-V"], ["--version"]):  # at once: loading argparse takes longer than all the rest
        print(VERSION)
        return 0
    _never_fail_on_a_character()
    from nhs_internships.cli.arguments import UsageError, read

    try:
        given = read(arguments)
    except UsageError as error:
        return _fail(str(error))
    except SystemExit:  # the help or the version was printed
        return 0
    return _execute(given)


def _execute(given: Namespace) -> int:
    # What --help can do without is imported here.
    from nhs_internships.cli.arguments import UsageError
    from nhs_internships.cli.commands import HANDLERS
    from nhs_internships.errors import LimitError, NHSInternshipsError, one_line

    try:
        with warnings.catch_warnings():
            warnings.showwarning = lambda message, *_, **__: _report(f"{PROGRAM}: {message}")
            answer = HANDLERS[given.command](given)
        _hand_over(answer, given)
        if answer.then is not None:
            answer = answer.then()
            _hand_over(answer, given)
    except OSError as error:
        return _fail(": ".join(filter(None, (one_line(error.filename or ""), error.strerror))) or str(error))
    except LimitError as error:  # its hint is for callers of the library; the command has no option for it
        return _fail(one_line(f"{error.name}: {error.problem}"))
    except (NHSInternshipsError, UsageError) as error:
        return _fail(str(error))
    return answer.code


def _hand_over(answer: Answer, given: Namespace) -> None:
    for message in (*answer.messages, *(() if given.json else answer.advice(given.catalogue))):
        _report(message)
    _print(answer, given)


def _never_fail_on_a_character() -> None:
    # A console may know fewer characters than a title has; and a path may hold bytes that are no character.
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)


def _fail(message: str) -> int:
    for line in message.split("\n"):
        _report(f"{PROGRAM}: {line}")
    return _FAILURE


def _report(message: str) -> None:
    """Print one line on standard error."""
    if sys.stderr is not None:
        sys.stderr.write(f"{plain(message)}\n")


def _print(answer: Answer, given: Namespace) -> None:
    """Print an answer on standard output."""
    if sys.stdout is None:  # the caller closed it
        return
    try:
        _print_for_reader(answer, given)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough (`| head`). What is still buffered must go nowhere, or Python complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_for_reader(answer: Answer, given: Namespace) -> None:
    if answer.text is not None:
        _print_exactly(answer.text)
    elif given.json:
        from json import dumps

        # ASCII alone, so that no console and no pipe can spoil it.
        sys.stdout.write(dumps(answer.data(), indent=2) + "\n")
    elif sys.stdout.isatty():
        from nhs_internships.cli.terminal import show

        show([*answer.screen(), *answer.footer], sys.stdout)
    elif answer.piped is not None:
        sys.stdout.write(answer.piped())
    else:
        from nhs_internships.cli.lines import text_of

        sys.stdout.write(text_of(answer.blocks(), given.header))


def _print_exactly(text: str) -> None:
    """In UTF-8 and with its own newlines, whatever the console has: another program reads this, perhaps from a file."""
    if sys.stdout.isatty():
        sys.stdout.write(plain_lines(text))
    elif isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
    else:
        sys.stdout.write(text)
