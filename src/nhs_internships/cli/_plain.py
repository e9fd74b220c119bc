"""Text that is safe to print: on one line, and without characters that would steer a terminal."""

from __future__ import annotations

__all__ = ["plain"]


def plain(text: str) -> str:
    """The text on one line; control, format and other invisible characters are written as escapes.

    >>> print(plain("red \\x1b[31m\\ttitle"))
    red \\x1b[31m title
    """
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(char if char.isprintable() else _escape(char) for char in line)


def _escape(char: str) -> str:
    return ascii(char)[1:-1]
