"""How the text of a labelled field is written: behind its label or below it, and never beyond it.

Text behind a label is a part of the label's paragraph. What begins with a list, or would make something else of that
paragraph, is written on lines of its own, with a blank line between; what could take in the next label is followed by
one.
"""

from __future__ import annotations

import re

__all__ = ["needs_line_below", "needs_lines_of_its_own", "problem_beyond_field"]

_LIST = r"[-*+][ \t]|\d+\.[ \t]|>"
_CODE = r"```|~~~"
# Lists, quotes, headings, code, formulas and HTML at the beginning; and in any line what changes the paragraph around
# it: the cells of a table, the underline of a heading, a definition.
_OWN_LINES = re.compile(
    rf"\A(?:{_LIST}|\#|{_CODE}|\$\$|<[A-Za-z/!])|(?m:^[ ]{{0,3}}(?:=+[ \t]*$|-+[ \t]*$|:[ \t])|^[^\n]*(?<!\\)\|)"
)
_LINE_BELOW = re.compile(rf"[*_`<$~\[{{\\]|(?m:^[ ]{{0,3}}(?:{_LIST}))")
# What is no Markdown. Code or a comment that is not closed is taken to the end, so that one look is enough.
_HIDDEN = re.compile(
    rf"(?m:^(?P<fence>{_CODE})[^\n]*\n(?s:.*?)(?:^(?P=fence)[ \t]*$|(?P<open_code>\Z)))"
    r"|`[^`\n]+`|\{\{[^{}]*\}\}|(?s:<!--.*?(?:-->|(?P<open_comment>\Z)))"
)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?(?P<empty>/?)>")
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "source", "wbr"})
_RAW = frozenset({"embed", "iframe", "object", "pre", "script", "style", "textarea"})
_BEYOND = (
    (re.compile(r"\{\{|\{%"), "Liquid that Jekyll cannot read", "write &#123; for its first brace"),
    (re.compile(r"(?m)\{:[:/]|^[ ]{0,3}\{:"), "an attribute list or extension of kramdown", r"write \{ for its brace"),
    (re.compile(rf"(?m)^[ ]{{0,3}}(?:{_CODE})"), "a block of code that is not closed", "close it"),
    (re.compile(r"(?m)^(?<!\A)[ ]{0,3}\*?\[[^\]\n]+\]:"), "a definition for the whole page", r"write \: for its colon"),
    (re.compile(r"<!--"), "a comment that is not closed", r"close it, or write \< for its mark"),
)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def needs_lines_of_its_own(text: str) -> bool:
    """Whether a text must start on a new line: Markdown would read it differently behind its label."""
    return _OWN_LINES.search(_lines(text)) is not None


def needs_line_below(text: str) -> bool:
    """Whether a text needs a blank line after it, so that what follows does not become a part of it."""
    return needs_lines_of_its_own(text) or _LINE_BELOW.search(_lines(text)) is not None


def _mark_if_open(found: re.Match[str]) -> str:
    """The mark with which code or a comment begins that is not closed."""
    if found["open_comment"] is not None:
        return "<!--"
    return found["fence"] if found["open_code"] is not None else ""


def problem_beyond_field(text: str) -> tuple[str, str] | None:
    """The part of a text that would change what follows the field, and a hint; ``None`` if there is none."""
    plain = _HIDDEN.sub(_mark_if_open, _lines(text))
    found = next(((what, hint) for pattern, what, hint in _BEYOND if pattern.search(plain)), None)
    if found is None and plain.count("$$") % 2:
        found = ("a formula that is not closed", r"write \$ for each of its signs")
    name = None if found else _open_tag(plain)
    if name in _RAW:
        return f"an HTML element <{name}>, whose content is not read as Markdown", r"write \< for its mark"
    return (f"an HTML element <{name}> that is not closed here", r"write \< for its mark") if name else found


def _open_tag(text: str) -> str | None:
    """The first element that does not begin and end in the text, or whose content is no text."""
    opened: list[str] = []
    for tag in _TAG.finditer(text):
        name = tag["name"].casefold()
        if name in _RAW or (tag["close"] and (not opened or opened.pop() != name)):
            return name
        if not tag["close"] and not tag["empty"] and name not in _VOID:
            opened.append(name)
    return opened[-1] if opened else None
