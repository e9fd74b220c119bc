"""Which parts of a page are shown as Markdown, and which are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nhs_internships.dialects import Document
from nhs_internships.dialects.labels import code_fences
from nhs_internships.grammar.html import hidden_spans
from nhs_internships.spans import Cover, Span

__all__ = ["body_start", "hidden_parts", "is_markdown", "lowered"]

_CODE = re.compile(r"(?<!`)(?P<ticks>`++)[^`\r\n]*+(?P=ticks)")
_COMMENT = re.compile(r"\{%-?\s*+comment\s*+-?%\}")
_COMMENT_END = re.compile(r"\{%-?\s*+endcomment\s*+-?%\}")
# A blank line, and lines that are indented as code is.
_INDENTED = re.compile(r"(?P<blank>\n[ \t]*\r?\n)(?:(?:[ \t]*\r?\n)*+(?: {4}|\t)[ \t]*+[^\s<][^\r\n]*+(?:\r?\n|\Z))++")
_NOT_BLANK = re.compile(r"[^\r\n]")
_PLAIN = re.compile(r"(?![^\W\d]*+\.\s|\[\^)[^\W\d]|[#(\[`]")
_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*(?:\r\n|\r|\n)(?:(?!---|\.\.\.)[^\r\n]*(?:\r\n|\r|\n))*+(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)"
)


def is_markdown(document: Document) -> bool:
    """Whether a document is a page, and not a data file."""
    return not document.name.lower().endswith((".yml", ".yaml"))


def lowered(text: str) -> str:
    """A text in lower case, with every character at its place; `SourceText.once` keeps it."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(character.lower()[0] for character in text)


def hidden_parts(document: Document) -> Cover:
    """Comments, scripts and code: what is no text of the page, whatever it looks like."""
    return document.source.once(_hidden)


def _hidden(text: str) -> Cover:
    code = (Span(*match.span()) for match in _CODE.finditer(text)) if "`" in text else ()
    comments = _liquid_comments(text) if "{%" in text else ()
    indented = _indented_code(text) if _INDENTED.search(text) else ()
    return Cover((*hidden_spans(text), *code_fences(text, 0), *code, *comments, *indented))


def _liquid_comments(text: str) -> Iterator[Span]:
    opened = _COMMENT.search(text)
    while opened:
        closed = _COMMENT_END.search(text, opened.end())
        if closed is None:
            return
        yield Span(opened.start(), closed.end())
        opened = _COMMENT.search(text, closed.end())


def _indented_code(text: str) -> Iterator[Span]:
    """Code that is indented by four: after a paragraph or heading that is no part of a list or of HTML."""
    done = 0
    for match in _INDENTED.finditer(text):
        above = max(text.rfind(blank, done, match.start()) + len(blank) - 1 for blank in ("\n\n", "\n\r\n"))
        paragraph = _NOT_BLANK.search(text, max(done, above), match.start())
        if paragraph and _PLAIN.match(text, paragraph.start()):
            yield Span(match.end("blank"), match.end())
        done = match.end()


def body_start(document: Document) -> int:
    """Where the text after the front matter begins."""
    return document.source.once(_body_start)


def _body_start(text: str) -> int:
    match = _FRONT_MATTER.match(text)
    return match.end() if match else 0
