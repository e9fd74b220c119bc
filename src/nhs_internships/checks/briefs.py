"""Checks of a brief: its fields, front matter and heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from nhs_internships.catalogue.reconcile.authority import Origin, origin_of
from nhs_internships.catalogue.reconcile.mentions import is_template
from nhs_internships.checks.base import Check, found, replacement
from nhs_internships.checks.pages import SitePages
from nhs_internships.checks.visible import hidden_parts
from nhs_internships.diagnostics import Diagnostic, Fix
from nhs_internships.dialects import Document
from nhs_internships.dialects.labels import KEYWORDS
from nhs_internships.errors import nearest
from nhs_internships.grammar.inline import escape
from nhs_internships.model import BRIEF_FIELDS, Brief, ClaimField
from nhs_internships.model.slugs import slug_of_url
from nhs_internships.model.texts import short, short_pair, squash
from nhs_internships.spans import Span, starting_in

__all__ = ["CHECKS"]

_LABELS = (KEYWORDS, *BRIEF_FIELDS.values())
_KNOWN = {squash(label): label for label in _LABELS}
_MAX_LABELS = 50  # comparing is slow, and no brief has so many labels of its own
_LIST_MARKS = " \t\r\n-*+"
_MIN_TEMPLATE_CHARS = 8  # shorter texts of a template may be those of any brief
_TEMPLATE_WORD = re.compile(r"template|new-topic", re.IGNORECASE)
_TEMPLATE_TEXTS = frozenset({"new topic template", "nhs england phd internship - new topic template"})
_TEMPLATE_SLUG = "new-topic-template"
# A placeholder wherever it is written, ...
_PLACEHOLDER = re.compile(
    r"[PTFXKkLlI](?<![\w/.#-].)(?:(?<=P)LACEHOLDER|(?<=T)(?:ODO|B[CDU])|(?<=F)IXME|(?<=X)X{2,}"
    r"|(?<=[Kk])ey[Ww]ord(?: ?\d+|Data)|(?<=[Ll])orem [Ii]psum|(?<=I)NSERT [A-Z ]{1,40}HERE)(?![\w/-])"
)
# ... and a placeholder only if it is the whole value.
_NO_VALUE = re.compile(
    r"[\W_]*(?:placeholder|to ?do|tb[acdu]|coming soon|x{2,}|\.{3,}|…|lorem ipsum.*"
    r"|to be (?:added|announced|completed|confirmed|decided|updated|written))[\W_]*",
    re.IGNORECASE,
)


class _Labelled(NamedTuple):
    """A labelled field: its label as written, which of the eight it is, its text, and where the text is."""

    name: str
    known: str | None
    text: str
    span: Span

    def place(self, document: Document) -> Span:
        """The characters of the label."""
        start = document.text.rfind(self.name, 0, self.span.start)
        return Span(start, start + len(self.name)) if start >= 0 else self.span


def _labelled(document: Document) -> list[_Labelled]:
    spans = document.brief_spans
    return [
        _Labelled(name, _known(name), span.of(document.text), span) for name, span in (spans.labelled if spans else ())
    ]


@lru_cache(maxsize=1024)
def _known(name: str) -> str | None:
    return _KNOWN.get(squash(name))


def _check_fields(pages: SitePages) -> Iterator[Diagnostic]:
    """The labelled fields of each brief: missing, misspelt, empty, out of order."""
    for document in pages.briefs:
        fields = _labelled(document)
        there = {field.known for field in fields}
        absent = [label for label in _LABELS if label not in there]
        if KEYWORDS in absent and document.brief and document.brief.keywords:  # they are in the front matter
            absent.remove(KEYWORDS)
        yield from _misspelt_and_missing(document, fields, absent)
        yield from _empty(document, fields)
        yield from _out_of_order(document, fields)


def _misspelt_and_missing(
    document: Document, fields: Sequence[_Labelled], absent: Sequence[str]
) -> Iterator[Diagnostic]:
    """A label that resembles one that the brief lacks is that label; the others it lacks are missing."""
    left = list(absent)
    for field in [field for field in fields if not field.known][:_MAX_LABELS]:
        meant = nearest(field.name, left) if left else None
        if meant is not None:
            left.remove(meant)
            message = f'"{short(field.name)}" is no label of a brief'
            yield found(document, "NI402", message, field.place(document), hint=f'did you mean "{meant}"?')
    if left:
        names = ", ".join(f'"{label}"' for label in left)
        message = f"the brief has no field {names}" if len(left) == 1 else f"the brief has no fields {names}"
        yield found(document, "NI401", message, _head(document), hint=f"add **{left[0]}:**")


def _empty(document: Document, fields: Sequence[_Labelled]) -> Iterator[Diagnostic]:
    for field in fields:
        if field.known and not field.text.strip(_LIST_MARKS):
            message = f'the field "{field.known}" is empty'
            yield found(document, "NI403", message, field.place(document), hint="write its text, or n/a")


def _out_of_order(document: Document, fields: Sequence[_Labelled]) -> Iterator[Diagnostic]:
    known = [field for field in fields if field.known]
    for before, field in pairwise(known):
        if before.known == field.known:
            message = f'the field "{field.known}" appears twice'
            yield found(document, "NI404", message, field.place(document), hint="join them")
        elif _LABELS.index(str(field.known)) < _LABELS.index(str(before.known)):
            message = f'the field "{field.known}" comes after "{before.known}"'
            hint = f"the usual order is {', '.join(_LABELS)}"
            yield found(document, "NI404", message, field.place(document), hint=hint)


def _head(document: Document) -> Span | None:
    """Where a brief begins for its readers: its heading, else its title."""
    spans = document.brief_spans
    return (spans.heading or spans.title) if spans else None


def _check_placeholders(pages: SitePages) -> Iterator[Diagnostic]:
    """Words that stand for a text that is still to be written; a page that is a template may have them."""
    for document in pages.documents:
        if document.brief is None or _is_named_template(document, document.brief):
            continue
        matches = [Span(*match.span()) for match in _PLACEHOLDER.finditer(document.text)]
        if matches:
            hidden = hidden_parts(document)
            matches = [span for span in matches if not hidden.contains(span)]
        whole = [span for span in _whole_values(document) if not starting_in(span, matches)]
        for span in (*matches, *whole):
            message = f'"{short(span.of(document.text))}" is a placeholder'
            yield found(document, "NI405", message, span, hint="write the text it stands for")


def _whole_values(document: Document) -> Iterator[Span]:
    spans = document.brief_spans
    if spans is None:
        return
    values = (spans.title, spans.description, spans.heading, *(span for _, span in spans.labelled))
    for span in values:
        if span is not None and len(span) < 80 and _NO_VALUE.fullmatch(document.text, span.start, span.end):
            yield span


def _is_named_template(document: Document, brief: Brief) -> bool:
    """Whether a brief is there to be copied by its name or title, whatever its keywords are."""
    name = document.name.rpartition("/")[2]
    return is_template(document) and _TEMPLATE_WORD.search(f"{name} {brief.title}") is not None


def _check_templates(pages: SitePages) -> Iterator[Diagnostic]:
    """Texts that a brief still shares with the template it was copied from."""
    texts = _TEMPLATE_TEXTS.union(*(_template_texts(one) for one in pages.documents if is_template(one)))
    longest = 2 * max(map(len, texts))  # blanks do not count
    for document in pages.briefs:
        for span in _values(document):
            if len(span) <= longest and squash(span.of(document.text)) in texts:
                message = f'"{short(span.of(document.text))}" is the text of the template'
                yield found(document, "NI406", message, span, hint="write the text of this project")
        spans, brief = document.brief_spans, document.brief
        if brief and slug_of_url(brief.permalink) == _TEMPLATE_SLUG:
            message = "the permalink is that of the template"
            yield found(document, "NI406", message, spans.permalink if spans else None, hint="write its own permalink")


def _template_texts(document: Document) -> set[str]:
    if document.brief is None or not _is_named_template(document, document.brief):
        return set()
    texts = {squash(span.of(document.text)) for span in _values(document)}
    return {text for text in texts if len(text) >= _MIN_TEMPLATE_CHARS}


def _values(document: Document) -> Iterator[Span]:
    """The texts of a brief, but for its permalink."""
    spans = document.brief_spans
    if spans is not None:
        parts = (spans.title, spans.description, spans.heading, spans.subheading, spans.preamble)
        yield from (span for span in (*parts, *(span for _, span in spans.labelled)) if span is not None)


def _check_titles(pages: SitePages) -> Iterator[Diagnostic]:
    """A title in the front matter that differs from the heading of the page."""
    for document in pages.briefs:
        brief, spans = document.brief, document.brief_spans
        if brief is None or spans is None or not brief.title.strip() or not brief.heading.strip():
            continue
        shown = f"{brief.heading} {brief.subheading}".strip()
        if squash(brief.title) == squash(shown):
            continue
        same_letters = _letters(brief.title) == _letters(shown)
        if same_letters and brief.subheading:  # two lines join to the title
            continue
        code, how = ("NI408", "differ in punctuation") if same_letters else ("NI407", "differ")
        title, heading = short_pair(brief.title, shown)
        message = f'the title "{title}" and the heading "{heading}" {how}'
        is_listed = _has_listed_heading(pages, document, brief)
        fix = None if is_listed else _heading_fix(document, brief, spans.heading)
        hint = "write the heading as the title, as the listing does" if is_listed else "write them alike"
        yield found(document, code, message, spans.heading, hint=hint, fix=fix)


def _has_listed_heading(pages: SitePages, document: Document, brief: Brief) -> bool:
    """Whether a current listing has the heading of a brief, and not its title."""
    slug = slug_of_url(brief.permalink or document.name.removesuffix(".md"))
    listed = [
        claim.value
        for claim in pages.catalogue.claims_by_slug.get(slug or "", ())
        if claim.field is ClaimField.TITLE and origin_of(claim.field, claim.rank) in {Origin.RUNNING, Origin.LISTING}
    ]
    plain = squash if _letters(brief.title) == _letters(brief.heading) else _letters
    return any(plain(brief.title) != plain(value) == plain(brief.heading) for value in listed)


def _heading_fix(document: Document, brief: Brief, heading: Span | None) -> Fix | None:
    """Write the title as the heading; which of them is right is for a person to decide."""
    if heading is None or brief.subheading:
        return None
    title = " ".join(brief.title.split())
    return replacement(document, heading, escape(title), "write the title as the heading", is_safe=False)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _check_names(pages: SitePages) -> Iterator[Diagnostic]:
    """A brief in a file without an ending, given by its path; in a folder such files are reported by reading."""
    for document in pages.briefs:
        name = document.name.rpartition("/")[2]
        if "." not in name and not name.startswith(("<", "-")):
            message = "the name of this brief has no ending, so the page is not rendered"
            yield found(document, "NI411", message, hint=f"rename it to {name}.md")


def _check_front_matter(pages: SitePages) -> Iterator[Diagnostic]:
    """What the page of a brief needs besides its fields: a permalink, a title and a heading."""
    for document in pages.briefs:
        brief = document.brief
        if brief is None or any(one.code == "NI101" for one in document.diagnostics):
            continue
        if not (brief.permalink or "").strip():
            message = "the brief has no permalink, so its address is the path of its file"
            yield found(document, "NI409", message, _head(document), hint=f"add permalink: /{_stem(document)}/")
        if not brief.title.strip():
            message = "the brief has no title in its front matter"
            yield found(document, "NI410", message, _head(document), hint="add title:")
        if not brief.heading.strip():
            message = "the brief has no heading"
            yield found(document, "NI410", message, _head(document), hint="add a line that begins with #")


def _stem(document: Document) -> str:
    """The name that a permalink would usually have: that of the file."""
    name = document.name.rpartition("/")[2].partition(".")[0].casefold()
    return "-".join(re.findall(r"\w+", name)) or "made-up-project"


CHECKS: tuple[Check, ...] = (
    Check(("NI401", "NI402", "NI403", "NI404"), _check_fields, of_page=True),
    Check(("NI405",), _check_placeholders, of_page=True),
    Check(("NI406",), _check_templates),
    Check(("NI407", "NI408"), _check_titles, of_page=True),
    Check(("NI409", "NI410"), _check_front_matter, of_page=True),
    Check(("NI411",), _check_names, of_page=True),
)
