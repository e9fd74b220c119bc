"""The grammar of shields.io's static badges: an address in, plain texts out, and back.

The path ``/badge/<content>`` holds ``label-message-colour`` or ``message-colour``, where ``--`` is a dash, ``__``
an underscore, ``_`` and ``%20`` a space, perhaps with ``.svg``, ``.png`` or ``.json`` behind it. The parts divide at
single dashes as in the service's own expression: the label is as short as it can be, the message as long as it can be
and perhaps empty, and the colour is never empty and begins with no dash.

The same badge is shown by ``raster.shields.io``, by ``shields.io/badge/`` (which redirects), and by the older address
``/static/v1?label=...&message=...&color=...``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from nhs_internships.errors import ParseError

__all__ = ["MAX_CHARS", "ShieldsBadge", "format_badge", "parse_badge", "with_colour"]

MAX_CHARS = 2000
"""Longer addresses are refused unread; no server promises to take them."""

_HOST = re.compile(
    r"(?i:(?:https:)?//(?:(?:img|raster)\.)?shields\.io(?::443)?|http://(?:(?:img|raster)\.)?shields\.io(?::80)?)(?=/)"
)
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SUFFIX = re.compile(r"\.(?:svg|png|json)\Z")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_DASHES = re.compile("-+")
_UNDERSCORES = re.compile("_+")
# Everything else is percent-encoded, so an address is safe in Markdown, in HTML and in a table cell.
_UNSAFE = re.compile(r"[^A-Za-z0-9._~:-]")
# A space beside an underscore or another space would read as an underscore if it were written as one.
_LONE_SPACE = re.compile("(?<![ _]) (?![ _])")
_COLOUR_OPTION = re.compile(r"([?&](?:amp;)?color(?:B)?=)[^&#]*")
# The last part of the path that is joined by a single dash.
_COLOUR_IN_PATH = re.compile(r"(?<!-)-[^-/?#.]+(?=(?:\.(?:svg|png|json))?(?:[?#]|\Z))")
_BASE = "https://img.shields.io/badge/"
_STATIC = "/static/v1"
_ANY_COLOUR = "lightgrey"


class ShieldsBadge(NamedTuple):
    """What a badge shows: one text (``left`` is empty) or two, and the colour as written or ``None``."""

    left: str
    right: str
    colour: str | None

    @property
    def label(self) -> str:
        """Both texts as one: ``left: right``."""
        return f"{self.left}: {self.right}" if self.left and self.right else self.left or self.right


@lru_cache(maxsize=1024)
def parse_badge(url: str) -> ShieldsBadge:
    """Read the address of a static badge.

    Raises:
        ParseError: It is not the address of a static badge on shields.io.
    """
    path, query = _split(url)
    if path.rstrip("/") == _STATIC:
        badge = _stated(url, query)
    else:
        badge = _parts(url, _SUFFIX.sub("", _decode(url, path.removeprefix("/badge/"))))
    # An empty override counts too: the service replaces the text by nothing.
    return ShieldsBadge(
        query.get("label", badge.left),
        query.get("message", badge.right),
        query.get("color", query.get("colorB", badge.colour)),
    )


@lru_cache(maxsize=1024)
def format_badge(label: str, colour: str | None) -> str:
    """Write the address of a badge: the plainest form that reads back equal, in lightgrey if no colour is given.

    Raises:
        ParseError: The label or colour holds a lone surrogate, or the address would be too long to be read.
    """
    colour = _ANY_COLOUR if colour is None else colour  # the service shows no badge without one
    return next(url for url in _forms(label, colour) if _reads_as(url, label, colour))


def _forms(label: str, colour: str) -> Iterator[str]:
    """Every way to write a badge, the plainest first; an early one may read back as something else."""
    text = _escape(label)
    left, _, right = label.partition(": ")
    texts = [f"{_escape(left)}-{_escape(right)}", text] if left and right else [text]
    for end in (f"-{_percent(colour)}", f"-{_ANY_COLOUR}?color={_percent(colour)}"):
        yield from (f"{_BASE}{written}{end}" for written in texts)


def with_colour(url: str, colour: str) -> str:
    """The address of a badge in another colour; everything else in it stays.

    Raises:
        ParseError: It is not the address of a badge, or there is no way to write the colour.
    """
    written = _percent(colour)
    if _COLOUR_OPTION.search(url):
        return _COLOUR_OPTION.sub(f"\\g<1>{written}", url)
    label = parse_badge(url).label
    in_path = _COLOUR_IN_PATH.sub(f"-{written}", url, count=1)
    added = f"{url}{'&' if '?' in url else '?'}color={written}"
    return next((new for new in (in_path, added) if _reads_as(new, label, colour)), format_badge(label, colour))


def _reads_as(url: str, label: str, colour: str) -> bool:
    if len(url) > MAX_CHARS:
        raise _bad(label, f"a label and a colour whose address has at most {MAX_CHARS} characters")
    try:
        read = parse_badge(url)
    except ParseError:  # a colour with a dot, an empty text: the next form can say it
        return False
    return read.label == label and colour in {None, read.colour}


def _split(url: str) -> tuple[str, dict[str, str]]:
    """The path, as written, and the decoded query of an address."""
    if len(url) > MAX_CHARS:
        raise _bad(url, f"an address of at most {MAX_CHARS} characters")
    if _NO_TEXT.search(url):
        raise _bad(url, "an address without control characters")
    written = url.strip(" ")
    host = _HOST.match(written)
    path, _, query = written[host.end() :].partition("#")[0].partition("?") if host else ("", "", "")
    if not (path.startswith("/badge/") or path.rstrip("/") == _STATIC):
        raise _bad(url, "an address that begins with https://img.shields.io/badge/")
    if _LONE_PERCENT.search(path):
        raise _bad(url, "%25 for a percent sign, and two hexadecimal digits after any other %")
    if _has_dot_segment(url, path):
        raise _bad(url, "an address that begins with https://img.shields.io/badge/")
    return path, _query(url, query)


def _has_dot_segment(url: str, path: str) -> bool:
    """Whether a browser would rewrite the path (``/badge/../x``) before it asks for it."""
    return any(_decode(url, segment) in {".", ".."} for segment in path.split("/"))


def _query(url: str, query: str) -> dict[str, str]:
    # Pages write & in an address as HTML does, too.
    pairs = (pair.partition("=") for pair in query.replace("&amp;", "&").split("&"))
    return {_decode(url, key): _decode(url, value.replace("+", " ")) for key, _, value in pairs}


def _stated(url: str, query: dict[str, str]) -> ShieldsBadge:
    """The badge of an address without content: its query states everything, and must state a message."""
    if not query.get("message"):
        raise _bad(url, "a message after /static/v1?, as in ?label=area&message=NLP&color=yellow")
    return ShieldsBadge("", "", None)


def _parts(url: str, content: str) -> ShieldsBadge:
    """Label, message and colour of a content.

    A row of dashes with an odd length holds one joint: its last dash before the colour, its first one after the label.
    Where all rows are even, one of them holds both joints, with an empty message (or one of dashes) between them.
    """
    runs = list(_DASHES.finditer(content))
    odd = [run for run in runs if len(run.group()) % 2]
    match odd:
        case []:
            # Only the row in front of the colour can be meant, and no colour holds a dot.
            dot = content.rfind(".")
            both = next((run for run in runs if dot < run.end() < len(content)), None)
            if both is None:
                raise _bad(url, "a colour after a single dash, as in /badge/NLP-yellow")
            left, right, last = content[: both.start()], content[both.start() + 1 : both.end() - 1], both
        case [last]:
            left, right = "", content[: last.end() - 1]
        case [first, last]:
            left, right = content[: first.start()], content[first.start() + 1 : last.end() - 1]
        case _:
            raise _bad(url, "at most two texts and a colour between single dashes (-- is a dash in a text)")
    colour = content[last.end() :]
    if not colour or "." in colour:
        raise _bad(url, "a colour without dots after the last single dash")
    return ShieldsBadge(_unescape(left), _unescape(right), colour)


def _unescape(text: str) -> str:
    spaced = _UNDERSCORES.sub(lambda run: "_" * (len(run[0]) // 2) + " " * (len(run[0]) % 2), text)
    return spaced.replace("--", "-")


def _escape(text: str) -> str:
    doubled = text.replace("-", "--").replace("_", "__")
    return _percent(_LONE_SPACE.sub("_", doubled))


def _decode(url: str, text: str) -> str:
    """Undo percent-encoding; in a query a lone ``%`` stands for itself."""
    try:
        return _PERCENT.sub(lambda found: bytes.fromhex(found[0].replace("%", "")).decode(), text)
    except UnicodeDecodeError:
        raise _bad(url, "percent-encoded UTF-8") from None


def _percent(text: str) -> str:
    try:
        return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)
    except UnicodeEncodeError:
        raise _bad(text, "text without lone surrogates") from None


def _bad(text: str, expected: str) -> ParseError:
    return ParseError("shields.io badge", text, expected)
