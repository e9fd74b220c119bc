"""The bounds on what is read, all in one place.

The defaults are far above anything the scheme has published, and low enough that no input can hang a program or
exhaust its memory: within them no input takes more than two seconds or 300 MB. Every reading function takes
``limits=``.
"""

from __future__ import annotations

from attrs import frozen

__all__ = ["DEFAULT_LIMITS", "LIMIT_HINT", "Limits"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class Limits:
    """Bounds on what is read.

    Attributes:
        text_bytes: Largest text, in bytes of UTF-8 (512 KiB). Larger texts raise `LimitError`.
        yaml_bytes: Largest front matter or data file handed to the YAML parser (512 KiB).
        yaml_depth: Deepest nesting of YAML collections. The C parser recurses once for each level, so this also keeps
            the interpreter alive in a thread with a small stack.
        yaml_nodes: Most YAML nodes in one text.
        yaml_aliases: Most YAML aliases (``*name``) in one text.
        blocks: Most blocks of one page: headings, bullets, quotes, rows, paragraphs. What comes after them is not
            read, and is recorded as unparsed. They are counted before the page is read, by the lines and marks with
            which they begin.
        markdown_nesting: Deepest nesting of Markdown lists and quotes; text below it is not read, and is recorded as
            unparsed.
        card_chars: Longest card (one ``<li>``), in characters. The standard HTML parser is quadratic on some broken
            input, so it never gets more than this at once.
        table_cells: Most cells that are read in one table row.
        json_bytes: Largest JSON document, in bytes of UTF-8 (16 MiB, some 4,000 projects with their briefs).
        archive_files: Most members of a zip archive.
        archive_bytes: Most bytes that are unpacked from a zip archive (256 MiB).
    """

    text_bytes: int = 512 * 1024
    yaml_bytes: int = 512 * 1024
    yaml_depth: int = 32
    yaml_nodes: int = 100_000
    yaml_aliases: int = 64
    blocks: int = 20_000
    markdown_nesting: int = 20
    card_chars: int = 64 * 1024
    table_cells: int = 64
    json_bytes: int = 16 * 1024 * 1024
    archive_files: int = 100_000
    archive_bytes: int = 256 * 1024 * 1024


LIMIT_HINT = "pass limits=Limits("
"""The start of every hint about raising a limit."""

DEFAULT_LIMITS = Limits()
"""The bounds that apply by default."""
