"""Cells of CSV that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import io
import unicodedata

__all__ = ["formulas", "is_plain"]


def starts_a_formula(cell: str) -> bool:
    """OWASP's list, full-width forms included, even behind blanks that a program may strip."""
    first = cell.strip()[:1] or cell[:1]
    return cell[:1] in {"\t", "\r", "\n"} or unicodedata.normalize("NFKC", first) in {"=", "+", "-", "@"}


def formulas(text: str) -> list[str]:
    """The cells that begin one, as another reader of CSV sees them."""
    read = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [cell for row in read for cell in row if starts_a_formula(cell)]


def is_plain(text: str) -> bool:
    """Whether no sign is one that only looks like a formula's: a superscript plus makes no formula anywhere."""
    return not any(char in text for char in "\u207a\u207b\u207c\u208a\u208b\u208c\ufb29\ufe63\ufe62\ufe66\ufe6b")
