"""Comments on a page that ignore a finding: ``<!-- nhs-internships: ignore NI401 reason -->``.

A comment that has a line of its own counts for the next line that is not blank, too. In front matter and data files it
is ``# nhs-internships: ignore NI401 reason``. A finding about a whole page is ignored by a comment anywhere on it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Set

from attrs import frozen

from nhs_internships.checks.base import found
from nhs_internships.diagnostics import RULES, Diagnostic
from nhs_internships.dialects import Document
from nhs_internships.dialects.detection import is_yaml_file
from nhs_internships.grammar.yaml import read_front_matter
from nhs_internships.spans import Span

__all__ = ["without_ignored"]

_MARK = "nhs-internships:"
_IN_MARKDOWN = re.compile(rf"<!--[ \t]*{_MARK}[ \t]*([^\r\n]{{0,1000}}?)-->")
_IN_YAML = re.compile(rf"(?:(?<=[ \t])|^)#[ \t]*{_MARK}[ \t]*([^\r\n]*)", re.MULTILINE)
# What somebody takes for such a comment, whether it is one or not.
_LIKE = r"\s*nhs[-_ ]?internships?\s*[:;,.=-]?\s*ignore\b[^\r\n]*?"
_LIKE_IN_MARKDOWN = re.compile(rf"<!--{_LIKE}(?:-->|$)", re.IGNORECASE | re.MULTILINE)
_LIKE_IN_YAML = re.compile(rf"(?:(?<=[ \t])|^)#{_LIKE}$", re.IGNORECASE | re.MULTILINE)
_CODES = re.compile(r"ignore((?:[ \t,]+[Nn][Ii][0-9]\w*)*)")
_BLANKS = re.compile(r"[\ufeff \t]*")
_BLANK_LINES = re.compile(r"[ \t\r\n]*")

_Key = tuple[str, int | None, str]
"""Path, line (``None`` for the whole page) and code."""


@frozen
class _Comment:
    """One comment.

    Attributes:
        document: The page.
        span: The comment.
        lines: The lines for which it counts.
        codes: The codes that it names, or beginnings of codes.
    """

    document: Document
    span: Span
    lines: tuple[int, ...]
    codes: tuple[str, ...]

    def keys(self, beginning: str) -> Iterator[_Key]:
        """What it ignores by one of its codes."""
        for code in _codes(beginning):
            for line in (None, *self.lines):
                yield self.document.name, line, code


def without_ignored(
    findings: Iterable[Diagnostic], documents: Collection[Document], active: Set[str]
) -> Iterator[Diagnostic]:
    """The findings that no comment ignores, and findings about comments that ignore nothing.

    Args:
        findings: All findings.
        documents: The pages.
        active: The codes that were looked for; a comment about another one may ignore something in another run.
    """
    comments = [comment for document in documents for comment in _comments(document)]
    ignored = {key for comment in comments for code in comment.codes for key in comment.keys(code)}
    used: set[_Key] = set()
    for finding in findings:
        key = (finding.path, finding.line, finding.code)
        if key in ignored:
            used.add(key)
        else:
            yield finding
    for comment in comments:
        yield from _about(comment, used, active)
    read = {(comment.document.name, comment.span.start) for comment in comments}
    for document in documents:
        if "ignore" in document.text:
            yield from _unread(document, read)


def _unread(document: Document, read: Set[tuple[str, int]]) -> Iterator[Diagnostic]:
    """Comments that resemble one, and are none: without the colon, or on two lines."""
    for match in _matches(document, _LIKE_IN_MARKDOWN, _LIKE_IN_YAML):
        if (document.name, match.start()) not in read:
            message = "this comment ignores nothing: it is not written as one that does"
            example = "# {}" if match[0].startswith("#") else "<!-- {} -->"
            hint = f"write {example.format(f'{_MARK} ignore NI000 reason')}, on one line"
            yield found(document, "NI002", message, Span(*match.span()), hint=hint)


def _comments(document: Document) -> Iterator[_Comment]:
    if _MARK not in document.text:
        return
    for match in _matches(document, _IN_MARKDOWN, _IN_YAML):
        named = _CODES.match(match[1])
        codes = tuple(named[1].upper().replace(",", " ").split()) if named else ()
        span = Span(*match.span())
        yield _Comment(document, span, _lines(document, span), codes)


def _codes(beginning: str) -> frozenset[str]:
    """The codes that begin like this; none if there are none."""
    return frozenset(code for code in RULES if code.startswith(beginning))


def _matches(document: Document, in_markdown: re.Pattern[str], in_yaml: re.Pattern[str]) -> Iterator[re.Match[str]]:
    if is_yaml_file(document.source):
        yield from in_yaml.finditer(document.text)
        return
    _, start, _ = read_front_matter(document.source)
    yield from in_yaml.finditer(document.text, 0, start)
    yield from in_markdown.finditer(document.text, start)


def _lines(document: Document, span: Span) -> tuple[int, ...]:
    """The line of a comment; if it has the line for itself, the next one that is not blank, too."""
    text, source = document.text, document.source
    line = source.line(span.start)
    before, after = _end(_BLANKS, text, source.starts[line - 1]), _end(_BLANKS, text, span.end)
    if before < span.start or text[after : after + 1].strip("\r\n"):
        return (line,)
    return line, source.line(_end(_BLANK_LINES, text, after))


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Where the match of a pattern that always matches ends."""
    match = pattern.match(text, start)
    return match.end() if match else start


def _about(comment: _Comment, used: Collection[_Key], active: Set[str]) -> Iterator[Diagnostic]:
    if not comment.codes:
        message = "this comment names no code, and ignores nothing"
        yield found(comment.document, "NI002", message, comment.span, hint='write "ignore", a code and the reason')
    for code in dict.fromkeys(comment.codes):
        meant = _codes(code)
        if not meant:
            message = f'this comment ignores nothing: there is no code "{code}"'
            yield found(comment.document, "NI002", message, comment.span, hint="see `nhs-internships explain`")
        elif meant <= active and not any(key in used for key in comment.keys(code)):
            message = f"this comment ignores {code}, which is not found here"
            hint = "remove it, or move it to the line of the finding or to the line above"
            yield found(comment.document, "NI001", message, comment.span, hint=hint)
