"""The name and version of the program, and text that cannot control a terminal."""

from __future__ import annotations

from nhs_internships import __version__

__all__ = ["PROGRAM", "VERSION", "plain", "plain_lines", "visible"]

PROGRAM = "nhs-internships"
VERSION = f"{PROGRAM} {__version__}"


def plain(text: str) -> str:
    """The text on one line; control, format and other invisible characters are written as escapes.

    Examples:
        >>> print(plain("red \\x1b[31m\\ttitle"))
        red \\x1b[31m title
    """
    return visible(" ".join(text.split()))


def plain_lines(text: str) -> str:
    """The same for a text of several lines, whose spaces stay as they are."""
    return "\n".join(map(visible, text.replace("\r\n", "\n").split("\n")))


def visible(line: str) -> str:
    """A line in which each character that cannot be shown is written as an escape."""
    return line if line.isprintable() else "".join(char if char.isprintable() else _escape(char) for char in line)


def _escape(char: str) -> str:
    return ascii(char)[1:-1]
