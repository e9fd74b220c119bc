"""How commands and their arguments are described, in the terms of argparse.

This module imports nothing else of the library, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from nhs_internships.cli.text import PROGRAM

__all__ = ["JSON", "Argument", "Command", "codes", "day", "flag", "list_of", "many", "named", "one_of", "path", "words"]


class Argument(NamedTuple):
    """One argument of a command, in the terms of `argparse.ArgumentParser.add_argument`.

    Attributes:
        names: The flags of an option, or the name of a positional argument.
        help: What it means.
        metavar: What stands for its value in help texts; empty for a flag, which has none.
        action: What argparse does with it.
        nargs: How many values it has, if not one.
        type: Turns its value into what the command needs, or raises `argparse.ArgumentTypeError`.
        choices: Its valid values, if they are few.
        default: What it is when it is not given.
    """

    names: tuple[str, ...]
    help: str
    metavar: str = ""
    action: str = "store"
    nargs: str | None = None
    type: Callable[[str], object] = str
    choices: tuple[str, ...] | None = None
    default: object = None

    @property
    def is_option(self) -> bool:
        """Whether it is given by its name, not by its position."""
        return self.names[0].startswith("-")

    @property
    def usage(self) -> str:
        """How it is written in help texts, for example ``-o, --output FILE``."""
        if self.is_option:
            return f"{', '.join(self.names)} {self.metavar}".rstrip()
        forms = {"?": f"[{self.metavar}]", "*": f"[{self.metavar}...]", "+": f"{self.metavar}..."}
        return forms.get(self.nargs or "", self.metavar)


class Command(NamedTuple):
    """One command of the program.

    Attributes:
        name: The word to type.
        summary: What it does, in one sentence.
        description: What else a user must know, in lines of at most 79 characters.
        example: A call, without the name of the program.
        arguments: What it takes.
    """

    name: str
    summary: str
    description: str
    example: str
    arguments: tuple[Argument, ...]

    @property
    def usage(self) -> str:
        """How it is called."""
        positional = [one.usage for one in self.arguments if not one.is_option]
        return " ".join([PROGRAM, self.name, *positional, "[OPTIONS]"])


# Types of values.


def path(text: str) -> str:
    """The path of a file or folder."""
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError(f'expected a path, not "{text}"')
    return text


def words(text: str) -> str:
    """A text that is not blank."""
    if not text.strip():
        raise argparse.ArgumentTypeError(f'expected a text, not "{text[:80]}"')
    return text


def named(text: str) -> tuple[str, str]:
    """A name and a text with an equals sign between them."""
    name, sign, value = text.partition("=")
    if not (name.strip() and sign):
        raise argparse.ArgumentTypeError(f'expected a name and a text, such as need="Ships wait.", not "{text[:80]}"')
    return name.strip(), value


_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(text: str) -> str:
    """A day such as 2024-02-05."""
    try:
        date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise argparse.ArgumentTypeError(f'expected a day such as 2024-02-05, not "{text[:80]}"') from None
    return text


def codes(text: str) -> list[str]:
    """Codes between commas or blanks."""
    found = text.replace(",", " ").split()
    if not found:
        raise argparse.ArgumentTypeError("expected codes such as NI6,NI801; leave the option out to mean all")
    return found


# What several commands take.


def flag(name: str, meaning: str) -> Argument:
    """An option without a value."""
    return Argument((f"--{name}",), meaning, action="store_true")


def many(name: str, metavar: str, meaning: str) -> Argument:
    """An option that may be repeated."""
    return Argument((f"--{name}",), meaning, metavar, action="append", default=[])


def list_of(name: str, metavar: str, meaning: str) -> Argument:
    """An option that may be repeated, and takes several codes at once."""
    return Argument((f"--{name}",), meaning, metavar, action="extend", type=codes, default=[])


def one_of(name: str, metavar: str, meaning: str, *choices: str, default: str | None = None) -> Argument:
    """An argument or option that has few valid values."""
    return Argument((name,), meaning, metavar, choices=choices, default=default)


JSON = flag("json", "Print one JSON document.")
