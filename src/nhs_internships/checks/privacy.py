"""Checks of privacy and safety: mailboxes of people, and what runs code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nhs_internships.checks.base import Check, found
from nhs_internships.checks.pages import SitePages
from nhs_internships.checks.visible import hidden_parts, is_markdown
from nhs_internships.diagnostics import Diagnostic, Place
from nhs_internships.dialects import Document
from nhs_internships.dialects.links import runs_code
from nhs_internships.model.texts import short
from nhs_internships.spans import Span

__all__ = ["CHECKS"]

_NAME = re.compile(r"(?<![\w.+@/-])[\w.+-]{1,64}\Z")
_HOST = re.compile(r"@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_MAX_NAME = 64
_FIRST_AND_LAST = re.compile(r"[a-z]{2,}(?:\.[a-z-]+)*\.[a-z][a-z-]+\d*", re.IGNORECASE)
# Words in the names of mailboxes that belong to no single person.
_TEAM_WORDS = (
    *(
        "academy",
        "admin",
        "analyt",
        "apply",
        "comms",
        "contact",
        "dart",
        "data",
        "desk",
        "digital",
        "england",
        "enquir",
    ),
    *("feedback", "general", "group", "hello", "help", "info", "intern", "mailbox", "news", "nhs", "office", "open"),
    *("phd", "press", "privacy", "project", "reply", "research", "science", "service", "support", "team", "unit"),
)
_PROVIDERS = frozenset(
    {
        *("aol.com", "gmail.com", "googlemail.com", "hotmail.co.uk", "hotmail.com", "icloud.com", "live.co.uk"),
        *("live.com", "me.com", "outlook.com", "proton.me", "protonmail.com", "yahoo.co.uk", "yahoo.com"),
    }
)
_SEVERAL_NAMES = re.compile(r"[|,;/&]|\band\b")
_MIN_LAST_NAME = 4  # shorter ones end too many words
_HANDLER = re.compile(r"on[a-z]{3,20}[ \t]*=", re.IGNORECASE)
_TAG_START = re.compile(r"<[a-z][\w-]*(?:[^<>\"']|\"[^\"]*\"|'[^']*')*(?<=[\s/\"'])\Z", re.IGNORECASE)
_MAX_TAG = 1000
_SCRIPT = re.compile(r"<script\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_FILTER = "data-filter"
_DATA = re.compile(r"""\btype\s*=\s*["']?(?:application/(?:ld\+)?json|text/(?:template|plain))\b""", re.IGNORECASE)
# How nearly all targets begin, none of which runs code.
_USUAL = ("http://", "https://", "mailto:", "/", "#")


def _check_mailboxes(pages: SitePages) -> Iterator[Diagnostic]:
    """Mailboxes of people: they leave, and their names are personal data. Once for each page and address."""
    people = _people(pages)
    for document in pages.documents:
        places: dict[str, list[Span]] = {}
        for span, name, host in _mailboxes(document.text):
            if _is_personal(name, host, people):
                places.setdefault(f"{name}@{host}".lower(), []).append(span)
        for spans in places.values():
            line = document.source.line
            others = dict.fromkeys(line(span.start) for span in spans[1:] if line(span.start) != line(spans[0].start))
            yield found(
                document,
                "NI961",
                "this looks like the mailbox of a person",
                spans[0],
                hint="give that of a team",
                related=[Place(path=document.name, line=other) for other in others],
            )


def _mailboxes(text: str) -> Iterator[tuple[Span, str, str]]:
    """Where a text holds mailboxes, with the name and the host of each."""
    for host in _HOST.finditer(text):
        name = _NAME.search(text[max(0, host.start() - _MAX_NAME - 1) : host.start()])
        if name is not None:
            yield Span(host.start() - len(name[0]), host.end()), name[0], host["host"]


def _is_personal(name: str, host: str, people: frozenset[tuple[str, str]]) -> bool:
    letters = re.sub(r"[\W\d_]", "", name.lower())
    if any(letters.startswith(initial) and letters.endswith(last) for initial, last in people):
        return True
    if any(word in letters for word in _TEAM_WORDS):
        return False
    return host.lower() in _PROVIDERS or _FIRST_AND_LAST.fullmatch(name) is not None


def _people(pages: SitePages) -> frozenset[tuple[str, str]]:
    """The initial and the last name of everybody in the catalogue, as mailboxes write them."""
    names = [
        re.sub(r"[^\w ]", "", name.lower()).split()
        for project in pages.catalogue
        for internship in project.internships
        for person in internship.people
        for name in _SEVERAL_NAMES.split(person.name)
    ]
    return frozenset((name[0][0], name[-1]) for name in names if len(name) > 1 and len(name[-1]) >= _MIN_LAST_NAME)


def _check_active_links(pages: SitePages) -> Iterator[Diagnostic]:
    """Links that run code, where reading looks for no entries."""
    for address in pages.addresses:
        document, place = address.document, address.span
        if not address.output and not address.text.startswith(_USUAL) and runs_code(address.text):
            known = {one.span for one in document.diagnostics if one.code == "NI208"}
            if place not in known:
                yield found(document, "NI208", "this link would run code when it is clicked", place, hint="remove it")


def _check_handlers(pages: SitePages) -> Iterator[Diagnostic]:
    """Attributes such as ``onclick=``, which run code."""
    for document in filter(is_markdown, pages.documents):
        for match in _HANDLER.finditer(document.text) if "<" in document.text else ():
            span = Span(match.start(), match.end())
            if _is_attribute(document, span):
                name = match[0].rstrip("= \t").lower()
                message = f"the event handler {name} runs code"
                yield found(document, "NI962", message, span, hint="remove it, or use a link")


def _is_attribute(document: Document, span: Span) -> bool:
    """Whether a place is the name of an attribute of a tag that is shown."""
    text = document.text
    opener = text.rfind("<", max(0, span.start - _MAX_TAG), span.start)
    if opener < 0 or text[opener - 1 : opener] == "\\" or not _TAG_START.match(text, opener, span.start):
        return False
    return not hidden_parts(document).contains(Span(opener, span.end))


def _check_scripts(pages: SitePages) -> Iterator[Diagnostic]:
    """Scripts; that of the filter buttons of a page belongs to the site."""
    for document in filter(is_markdown, pages.documents):
        has_filter = _FILTER in document.text
        for match in _SCRIPT.finditer(document.text) if "<" in document.text else ():
            loads = "src" in match["attributes"].lower()
            if _DATA.search(match["attributes"]):  # it does not run
                continue
            if (loads or not has_filter) and _is_shown(document, match.start()):
                message = "this script is loaded from elsewhere" if loads else "the page holds a script"
                hint = "put scripts into the layout of the site"
                yield found(document, "NI963", f"{message}: {short(match[0])}", Span(*match.span()), hint=hint)


def _is_shown(document: Document, at: int) -> bool:
    """Whether a tag is neither escaped nor inside a comment or code; a script itself is hidden, too."""
    return document.text[at - 1 : at] != "\\" and not hidden_parts(document).contains(Span(at - 1, at + 1))


CHECKS: tuple[Check, ...] = (
    Check(("NI961",), _check_mailboxes),
    Check(("NI208",), _check_active_links, of_page=True),
    Check(("NI962",), _check_handlers, of_page=True),
    Check(("NI963",), _check_scripts, of_page=True),
)
