"""How contents reach the reader: a table on a terminal, lines in a pipe, or a JSON document."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from nhs_internships.cli._contents import Export
from nhs_internships.cli._plain import plain

if TYPE_CHECKING:
    from nhs_internships.cli._contents import Content

__all__ = ["present", "tell"]


def present(content: Content, as_json: bool) -> None:
    """Print a content on standard output, in the form that suits it."""
    if sys.stdout is None:  # the caller closed it
        return
    try:
        _print(content, as_json)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough (`| head`). What is still buffered must go nowhere, or Python complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(content: Content, as_json: bool) -> None:
    # Each form is imported when it is wanted; rich alone takes as long as all the rest.
    if as_json:
        from nhs_internships.cli._documents import document_of

        sys.stdout.write(document_of(content) + "\n")
    elif sys.stdout.isatty():
        from nhs_internships.cli._screens import console_for, screen_of

        console_for(sys.stdout).print(screen_of(content))
    elif isinstance(content, Export):
        _print_exactly(content.text)
    else:
        from nhs_internships.cli._lines import text_of

        sys.stdout.write(text_of(content))


def _print_exactly(text: str) -> None:
    """In UTF-8 and with its own newlines, whatever the console has: another program reads this, perhaps from a file."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
    else:
        sys.stdout.write(text)


def tell(message: str) -> None:
    """Print a message on standard error: one line for each of its lines."""
    if sys.stderr is None:
        return
    for line in message.split("\n"):
        sys.stderr.write(f"nhs-internships: {plain(line)}\n")
