"""The command ``nhs-internships [PAGE]``: one line for each entry of a page."""

from __future__ import annotations

import argparse
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import nhs_internships as ni

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLE = Path(__file__).with_name("data") / "example.md"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the entries of a page; 0 when it was read, 2 when it was not."""
    path = _arguments().parse_args(argv).page
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_a_character(stream)
    try:
        document = ni.read(path)
    except (ni.NHSInternshipsError, OSError) as error:
        print(f"nhs-internships: {error}", file=sys.stderr)
        return 2
    for entry in document.entries:
        print(_line(entry))
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nhs-internships", description="Print the entries of a page.")
    parser.add_argument(
        "page", nargs="?", type=Path, default=EXAMPLE, help="a page of the scheme (default: an example)"
    )
    return parser


def _line(entry: ni.Entry) -> str:
    parts = (entry.status or "unknown", entry.title, entry.url or "")
    return "  ".join(_plain(part) for part in parts).rstrip()


def _plain(text: str) -> str:
    """The text on one line, without characters that would steer a terminal."""
    return "".join(char if char.isprintable() else "?" for char in " ".join(text.split()))


def _never_fail_on_a_character(stream: TextIO) -> None:
    # A Windows console may know fewer characters than a title has.
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
