"""Why a text is not YAML, in plain words: the messages of the parsers need knowledge of the parsers."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Reason", "reason"]


class Reason(NamedTuple):
    """The meaning of a message of a parser.

    Attributes:
        fragment: A part of the message of one parser or both.
        words: What is wrong at the position that is shown.
        hint: What to do about it.
        at_opening: Show the position where the construct begins, not the one where the parser failed.
    """

    fragment: str
    words: str
    hint: str
    at_opening: bool = False


_QUOTE = "put the whole value in quotes"
_ESCAPE = ("this is not a YAML escape", "write `\\\\` for a backslash, or use single quotes")
_INDENT = ("text after a value, or a wrong indentation", "put the whole value in quotes, or correct the indentation")
_TAB = ("a tab where only spaces are allowed", "write spaces")
_UNQUOTED = ("this quotation mark is not closed", "close it, or remove it")

# The first one that matches counts.
_REASONS = (
    Reason("mapping values are not allowed", "a second `: ` on this line, or a wrong indentation", _QUOTE),
    Reason("',' or ']'", "this bracket `[` is not closed", f"close it, or {_QUOTE}", at_opening=True),
    Reason("',' or '}'", "this bracket `{` is not closed", f"close it, or {_QUOTE}", at_opening=True),
    Reason("unexpected end of stream", *_UNQUOTED, at_opening=True),
    Reason("unexpected document", *_UNQUOTED, at_opening=True),
    Reason("'\\t' that cannot start", *_TAB),
    Reason("tab character", *_TAB),
    Reason("cannot start any token", "a value cannot begin with this character", _QUOTE),
    Reason("expected ':'", "this line is not `key: value`", "write a key and a colon, or indent the line", True),
    Reason("expected key", *_INDENT),
    Reason("'-' indicator", *_INDENT),
    Reason("<block end>", *_INDENT),
    Reason("<document start>", "this text belongs to nothing above it", "check quotes and indentation"),
    Reason("undefined alias", "`*` begins an alias, and no anchor has this name", _QUOTE),
    Reason("duplicate anchor", "two anchors have the same name", "rename the second one"),
    Reason("alphabetic or numeric", "`*` or `&` begins an alias or anchor, and this is not a valid name", _QUOTE),
    Reason("escape", *_ESCAPE),
    Reason("hexadecimal", *_ESCAPE),
    Reason("hexdecimal", *_ESCAPE),
    Reason("sequence entries are not allowed", "a list cannot begin here", f"begin it on a new line, or {_QUOTE}"),
    Reason("mapping keys are not allowed", "a key is not allowed here", _QUOTE),
    Reason("line break", "text after `|` or `>` on the same line", f"begin it on the next line, or {_QUOTE}"),
    Reason("unacceptable character", "this control character is not allowed", "remove it"),
    Reason("tag", "`!` begins a tag, and this is not a valid one", _QUOTE),
    Reason("directive", "`%` begins a directive, and this is not a valid one", "remove the line"),
    Reason("incompatible", "the directive asks for a version of YAML that is not supported", "remove the line"),
)


def reason(message: str) -> Reason:
    """The meaning of a parser's message; the message itself if it is unknown."""
    for found in _REASONS:
        if found.fragment in message:
            return found
    return Reason("", f"the parser says: {message}", "check quotes, colons and indentation")
