"""Checks of addresses: those that lead nowhere, and those that are written wrongly.

Whether an address leads to a brief is checked in `permalinks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from attrs import evolve

from nhs_internships.checks.base import Check, found, replacement
from nhs_internships.checks.pages import Address, SitePages
from nhs_internships.diagnostics import Diagnostic
from nhs_internships.dialects.links import is_placeholder
from nhs_internships.model import Availability
from nhs_internships.model.internships import availability_of
from nhs_internships.model.texts import short
from nhs_internships.spans import Span

__all__ = ["CHECKS"]

# A capital HERE at the end of any address, and words that are no address by themselves.
_NOWHERE = re.compile(r"(?:.*/)?HERE/?|\.?/?(?i:here|tb[acdu]|todo|x{3,9}|placeholder|link|url)/?")
_HOLDING = re.compile(r"(?:.*/)?holding(?:\.html|\.md|/)?", re.IGNORECASE)
_LONGEST_WORD = 20  # with a slash before and after it
_MAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_MAILTO = re.compile(r"mailto:(?P<to>[^?]*@[^?]*)", re.IGNORECASE)
_MAILBOX = re.compile(r"[^\s@]+@[\w-]+(?:\.[\w-]+)+")
_QUOTES = "\"'\u2018\u2019\u201c\u201d"
_ELLIPSIS = re.compile(r"(?:^|/)\.{3,}(?:/|$)|\u2026")
_DOMAIN = r"(?:[a-z0-9-]+\.)+(?:com|org|uk|io|net|edu|gov|eu|ai|info)"
_HOST = re.compile(rf"www\.\S|{_DOMAIN}/", re.IGNORECASE)
_BAD_SCHEME = re.compile(
    r"(?:https?://https?:/{1,3}|https?::/{1,3}|(?!https?://\w)(?:h?t{1,3}ps?[:;]/{1,3}|https?/{2,3}))(?=\w)",
    re.IGNORECASE,
)
_UNREACHABLE = re.compile(
    r"file:|https?://(?:localhost|127\.0\.0\.1)(?=[:/]|\Z)|[a-z]:[\\/]|mailto:(?![^?]*@)", re.IGNORECASE
)
_NO_SCHEME = re.compile(rf"(?:www\.[^\s@]+|{_DOMAIN}/[^\s@]*)", re.IGNORECASE)


def _nowhere(pages: SitePages) -> Iterator[Diagnostic]:
    """Links without an address, or with a word such as ``HERE/`` for one that was to follow."""
    for address in pages.addresses:
        if address.output or not (address.text == "" or _is_word(address.text, _NOWHERE)):
            continue
        if not _is_reported(address):
            to = f'"{address.text}"' if address.text else "nothing"
            message = f"{address.link} leads to {to}"
            yield found(address.document, "NI601", message, address.span, hint="write the address, or remove the link")


def _is_word(address: str, pattern: re.Pattern[str]) -> bool:
    """Whether the last part of an address, which is all that counts, is such a word."""
    return pattern.fullmatch(address, max(0, len(address) - _LONGEST_WORD)) is not None


def _is_reported(address: Address) -> bool:
    """Whether reconciling reports the address: a placeholder in the text of a brief (NI317)."""
    spans = address.document.brief_spans
    if spans is None or not is_placeholder(address.text):
        return False
    return spans.trailer is None or address.span.start < spans.trailer.start


def _holding(pages: SitePages) -> Iterator[Diagnostic]:
    """Addresses that only hold a place: the page ``holding.html``, or a word such as ``tbu`` in a record."""
    for address in pages.addresses:
        is_holding = _is_pending(address.text) if address.output else _is_word(address.text, _HOLDING)
        if is_holding and not _is_reported(address):
            message = f'{address.link} is "{address.text}", which is a placeholder'
            hint = "write the address, or leave it out until there is one"
            yield found(address.document, "NI602", message, address.span, hint=hint)


def _is_pending(text: str) -> bool:
    return not _is_address(text) and availability_of(text) is Availability.PENDING


def _is_address(text: str) -> bool:
    """Whether a text is an address, perhaps one that is written wrongly."""
    plain = text.strip(_QUOTES)
    return "://" in text or "@" in text or _HOST.match(plain) is not None


def _words(pages: SitePages) -> Iterator[Diagnostic]:
    """Words in the place of an address that say why there is none."""
    for address in pages.addresses:
        known = availability_of(address.text) if address.output else None
        if known in {Availability.ON_REQUEST, Availability.RESTRICTED}:
            message = f'{address.link} is "{address.text}", which is no address'
            hint = "make sure that the page does not show it as a link, or say it in the description"
            yield found(address.document, "NI603", message, address.span, hint=hint)


def _mail(pages: SitePages) -> Iterator[Diagnostic]:
    """Mail addresses without ``mailto:``, which a browser takes for a page of the site."""
    for address in pages.addresses:
        if "@" in address.text and _MAIL.fullmatch(address.text):
            message = f'{address.link} leads to "{address.text}", which a browser takes for a page of the site'
            at = Span(address.span.start, address.span.start)
            fix = replacement(address.document, at, "mailto:", "add mailto:")
            yield found(address.document, "NI604", message, address.span, hint=f"write mailto:{address.text}", fix=fix)


def _quotes(pages: SitePages) -> Iterator[Diagnostic]:
    """Addresses with a quotation mark at one of their ends."""
    for address in pages.addresses:
        text = address.text
        if not text or (text[0] not in _QUOTES and text[-1] not in _QUOTES):
            continue
        plain = text.strip(_QUOTES)
        if plain and _is_address(plain) and "\\" not in text:
            title = "remove the quotation mark"
            at = address.span.start + text.index(plain)
            around = (Span(address.span.start, at), Span(at + len(plain), address.span.end))
            fixes = [replacement(address.document, span, "", title) for span in around if len(span)]
            fix = evolve(fixes[0], edits=tuple(edit for one in fixes for edit in one.edits))
            message = f"{address.link} has a stray quotation mark in its address"
            yield found(address.document, "NI605", message, address.span, hint=title, fix=fix)


def _ellipsis(pages: SitePages) -> Iterator[Diagnostic]:
    """Addresses with three dots for a part that somebody left out."""
    for address in pages.addresses:
        if ("..." in address.text or "\u2026" in address.text) and _ELLIPSIS.search(address.text):
            message = f"{address.link} has an ellipsis in its address"
            yield found(address.document, "NI606", message, address.span, hint="write the whole address")


def _scheme(pages: SitePages) -> Iterator[Diagnostic]:
    """Addresses of other sites without ``https://``, which a browser takes for pages of this one."""
    for address in pages.addresses:
        if "." in address.text and _NO_SCHEME.fullmatch(address.text.strip(_QUOTES)):
            start = address.span.start + len(address.text) - len(address.text.lstrip(_QUOTES))
            fix = replacement(address.document, Span(start, start), "https://", "add https://")
            message = f'{address.link} leads to "{address.text}", which a browser takes for a page of the site'
            yield found(address.document, "NI607", message, address.span, hint="write https:// before it", fix=fix)


def _misspelt_scheme(pages: SitePages) -> Iterator[Diagnostic]:
    """Addresses that begin with a slip such as ``htps://`` or ``http//``."""
    for address in pages.addresses:
        match = _BAD_SCHEME.match(address.text)
        if match:
            start = address.span.start
            fix = replacement(address.document, Span(start, start + match.end()), "https://", "write https://")
            message = f'{address.link} begins with "{match[0]}", which is no scheme'
            yield found(address.document, "NI607", message, address.span, hint="write https://", fix=fix)


def _unreachable(pages: SitePages) -> Iterator[Diagnostic]:
    """Addresses of a file or server of one computer, and mail to nobody."""
    for address in pages.addresses:
        if _UNREACHABLE.match(address.text) and "{" not in address.text:
            message = f'{address.link} leads to "{short(address.text)}", which no visitor can reach'
            yield found(address.document, "NI609", message, address.span, hint="write the public address")


def _mailboxes(pages: SitePages) -> Iterator[Diagnostic]:
    """Mail links with an address that is none: ``mailto:bees@example,org``, ``mailto:bees@example``."""
    for address in pages.addresses:
        match = _MAILTO.match(address.text) if "@" in address.text and "{" not in address.text else None
        if match and not _is_mail(unquote(unescape(match["to"])).strip(_QUOTES)):
            message = f'{address.link} leads to "{short(address.text)}", which is no mail address'
            yield found(address.document, "NI609", message, address.span, hint="write the whole address of a mailbox")


def _is_mail(text: str) -> bool:
    """Whether a text is an address of mail, or several; one with a name before it may be."""
    return "<" in text or all(_MAILBOX.fullmatch(one.strip()) for one in re.split("[,;]", text) if one.strip())


def _moved(pages: SitePages) -> Iterator[Diagnostic]:
    """Addresses at a host or organisation that has moved, by the settings of the site."""
    for old, new in pages.settings.moved.items():
        for address in pages.addresses:
            at = _beginning(address.text, old)
            if at is None or address.text.startswith(new, at):
                continue
            span = Span(address.span.start + at, address.span.start + at + len(old))
            fix = replacement(address.document, span, new, "write where it has moved", is_safe=False)
            message = f'{address.link} leads to "{old}", which has moved to "{new}"'
            yield found(address.document, "NI608", message, address.span, hint=f"write {new}", fix=fix)


def _beginning(address: str, old: str) -> int | None:
    """Where an address begins with another one, which may be given without its scheme; whole names count."""
    at = 0 if address.startswith(old) else address.find("//") + 2
    if not address.startswith(old, at) or not old:
        return None
    rest = address[at + len(old) :]
    return at if old.endswith("/") or not rest or rest[0] in "/?#" else None


CHECKS: tuple[Check, ...] = (
    Check(("NI601",), _nowhere, replaces=("NI311",), of_page=True),
    Check(("NI602",), _holding, replaces=("NI311",), of_page=True),
    Check(("NI603",), _words, of_page=True),
    Check(("NI604",), _mail, of_page=True),
    Check(("NI605",), _quotes, of_page=True),
    Check(("NI606",), _ellipsis, of_page=True),
    Check(("NI607",), _scheme, of_page=True),
    Check(("NI607",), _misspelt_scheme, of_page=True),
    Check(("NI608",), _moved, of_page=True),
    Check(("NI609",), _unreachable, of_page=True),
    Check(("NI609",), _mailboxes, of_page=True),
)
