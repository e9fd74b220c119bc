"""Why a text is no YAML, in our words: the parsers' own are for people who know their insides."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Reason", "reason"]


class Reason(NamedTuple):
    """What a message of a parser means.

    Attributes:
        fragment: A part of the message that the C parser and the pure one share, or that only one of them has.
        words: What is wrong at the place that is shown.
        hint: What to do about it.
        at_opening: Show the place where the thing began, not the one where the parser gave up.
    """

    fragment: str
    words: str
    hint: str
    at_opening: bool = False


_QUOTE = "put the whole value in quotes"
_ESCAPE = ("no escape of YAML begins so", "write `\\\\` for a backslash, or use single quotes")
_INDENT = ("text follows a value, or the line is indented wrongly", "put the whole value in quotes, or mend the indent")
_TAB = ("a tab stands where only spaces may stand", "write spaces")
_UNQUOTED = ("the quotation mark that stands here is not closed", "close it, or leave it out")

# The first that fits counts.
_REASONS = (
    Reason("mapping values are not allowed", "a second `: ` stands here, or the line is indented wrongly", _QUOTE),
    Reason("',' or ']'", "the bracket `[` that stands here is not closed", f"close it, or {_QUOTE}", at_opening=True),
    Reason("',' or '}'", "the bracket `{` that stands here is not closed", f"close it, or {_QUOTE}", at_opening=True),
    Reason("unexpected end of stream", *_UNQUOTED, at_opening=True),
    Reason("unexpected document", *_UNQUOTED, at_opening=True),
    Reason("'\\t' that cannot start", *_TAB),
    Reason("tab character", *_TAB),
    Reason("cannot start any token", "a value cannot begin with this character", _QUOTE),
    Reason("expected ':'", "this line is no `key: value`", "write a key and a colon, or indent the line", True),
    Reason("expected key", *_INDENT),
    Reason("'-' indicator", *_INDENT),
    Reason("<block end>", *_INDENT),
    Reason("<document start>", "text stands here that belongs to nothing above", "look at quotes and indentation"),
    Reason("undefined alias", "`*` begins an alias, and no anchor has that name", _QUOTE),
    Reason("duplicate anchor", "two anchors have one name", "name the second one differently"),
    Reason("alphabetic or numeric", "`*` or `&` begins an alias or anchor, and this is no name for one", _QUOTE),
    Reason("escape", *_ESCAPE),
    Reason("hexadecimal", *_ESCAPE),
    Reason("hexdecimal", *_ESCAPE),
    Reason("sequence entries are not allowed", "a list cannot begin here", f"begin it on a new line, or {_QUOTE}"),
    Reason("mapping keys are not allowed", "a key cannot stand here", _QUOTE),
    Reason("line break", "text follows `|` or `>` on the same line", f"begin it on the next line, or {_QUOTE}"),
    Reason("unacceptable character", "a control character stands here", "remove it"),
    Reason("tag", "`!` begins a tag, and this is none", _QUOTE),
    Reason("directive", "`%` begins a directive, and this is none", "remove the line"),
    Reason("incompatible", "the directive asks for a version of YAML that is not read", "remove the line"),
)


def reason(message: str) -> Reason:
    """Our words for the message of a parser; its own, if it is a new one."""
    for found in _REASONS:
        if found.fragment in message:
            return found
    return Reason("", f"the parser says: {message}", "look at quotes, colons and indentation")
