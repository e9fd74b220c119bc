"""Table rows as kramdown reads them: lines that begin with a pipe, without a header row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nhs_internships.grammar.inline import trim
from nhs_internships.spans import Span

__all__ = ["cells", "find_rows", "is_delimiter"]

_ROW = re.compile(r"[\r\n\ufeff]([ \t]*\|[^\r\n]*)")
# Liquid is expanded before the page is cut into cells.
_PIPE = re.compile(r"\\.|\{\{[^{}\r\n]*\}\}|\|")
_DELIMITER = re.compile(r":?-+:?")


def find_rows(text: str, start: int) -> Iterator[Span]:
    """Every line that begins with a pipe, from an offset on."""
    # With a newline in front, every line follows one.
    for found in _ROW.finditer(f"\n{text}", start) if "|" in text else ():
        yield Span(found.start(1) - 1, found.end(1) - 1)


def cells(text: str, row: Span, most: int) -> tuple[Span, ...]:
    """The cells of a row, without the pipes and blanks around them; of a longer row ``most`` and one more."""
    pipes = [found.start() for found in _PIPE.finditer(text, row.start, row.end) if found.group() == "|"][: most + 2]
    ends = [*pipes[1:], row.end] if text[pipes[-1] + 1 : row.end].strip() else pipes[1:]
    return tuple(trim(text, Span(start + 1, end)) for start, end in zip(pipes, ends, strict=False))


def is_delimiter(text: str, parsed: Sequence[Span]) -> bool:
    """Whether a row only declares columns: ``|:---:|--|``."""
    return bool(parsed) and all(_DELIMITER.fullmatch(cell.of(text)) for cell in parsed)
