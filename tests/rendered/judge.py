"""Shows pages as visitors see them: kramdown, the site's own renderer, makes HTML, and a small reader makes it a list.

A page is a flat list of what stands on it: elements that open and close, texts, images, and the labels of cards. Two
pages can then be compared item by item. Nothing here uses the library's readers or writers.
"""

from __future__ import annotations

import json
import re
import subprocess
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SCRIPT = Path(__file__).with_name("kramdown.rb")
MISSING = "kramdown is not installed: apt-get install ruby-kramdown ruby-kramdown-parser-gfm"

# kramdown sets quotes, dashes and dots as a printer would; what a visitor reads is the same.
_TYPOGRAPHY = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "--", "—": "---", "…": "..."}  # noqa: RUF001 - that is the point
)
_BLANKS = re.compile(r"[\s\u200b]+")
_ENCODED = re.compile(r"(?:%(?!2[35fF]|3[fF])[0-9A-Fa-f]{2})+")  # not of the signs / ? # and % themselves
# What runs code when a browser follows it; browsers drop blanks and control characters before they look.
_ACTIVE = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_DROPPED_BY_BROWSERS = re.compile(r"[\x00-\x20]")


def shown(text: str) -> str:
    """A text as it is compared: plain quotes, dashes and dots, and single blanks."""
    return _BLANKS.sub(" ", text.translate(_TYPOGRAPHY)).strip()


def letters(text: str) -> str:
    """The letters and digits of a text: enough to find it again, whatever marks stand in it."""
    return re.sub(r"[\W_]+", "", text)


def address(url: str) -> str:
    """A link target as it is compared: percent-encoded or not is the same, but for what divides an address."""
    return _ENCODED.sub(lambda found: unquote(found.group()), url)


# What stands on a page


@frozen
class Open:
    """An element begins."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"<{' '.join((self.name, *(f'{name}={value!r}' for name, value in self.attributes)))}>"

    def get(self, name: str) -> str | None:
        """The value of an attribute."""
        return dict(self.attributes).get(name)


@frozen
class Close:
    """An element ends."""

    name: str

    def __str__(self) -> str:
        return f"</{self.name}>"


@frozen
class Text:
    """A text, as it is compared."""

    text: str

    def __str__(self) -> str:
        return repr(self.text)


@frozen
class Picture:
    """An image, with the target of the link that stands around it alone."""

    alt: str
    source: str
    link: str | None = None

    def __str__(self) -> str:
        return f"![{self.alt}]({self.source})" + (f" in a link to {self.link}" if self.link is not None else "")


@frozen
class Label:
    """A label of a card."""

    text: str
    attributes: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"label {self.text!r} {dict(self.attributes)}"


Item = Open | Close | Text | Picture | Label
Items = tuple[Item, ...]


class _Reader(HTMLParser):
    """Collects the items of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.items: list[Item] = []
        self.text = ""

    def flush(self) -> None:
        if said := shown(self.text):
            self.items.append(Text(said))
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"br", "abbr"}:  # a line break is a blank; an abbreviation of the page's own only explains a word
            self.text += " " if tag == "br" else ""
            return
        self.flush()
        values = {name: value or "" for name, value in attrs}
        image = Picture(values.get("alt", ""), values.get("src", ""))
        self.items.append(image if tag == "img" else Open(tag, tuple(sorted(values.items()))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"br", "abbr", "img"}:
            self.flush()
            self.items.append(Close(tag))


def read(html: str) -> Items:
    """What stands on a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return joined(_whole(reader.items))


def _whole(items: list[Item]) -> Iterator[Item]:
    """Linked images and labels of cards as one item each."""
    at = 0
    while at < len(items):
        match items[at : at + 3]:
            case [Open(name="a") as link, Picture(alt=alt, source=source), Close(name="a")]:
                yield Picture(alt, source, link.get("href"))
                at += 3
            case [Open() as label, Text(text=text), Close()] if "nhsuk-tag" in (label.get("class") or "").split():
                yield Label(text, label.attributes)
                at += 3
            case _:
                yield items[at]
                at += 1


def joined(items: Iterable[Item]) -> Items:
    """The items with texts that follow each other as one."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, Text) and found and isinstance(before := found[-1], Text):
            found[-1] = Text(shown(f"{before.text} {item.text}"))
        elif item != Text(""):
            found.append(item)
    return tuple(found)


def runs_code(target: str) -> bool:
    """Whether a browser would run the target of a link as code."""
    return _ACTIVE.match(_DROPPED_BY_BROWSERS.sub("", target)) is not None


def hides_code(target: str) -> bool:
    """Whether a target of a data file or of front matter runs code once it stands in HTML."""
    return runs_code(unescape(target))


def active_links(items: Items) -> list[str]:
    """The link targets that would run code."""
    targets = [item.get("href") or "" for item in items if isinstance(item, Open)]
    targets += [item.link or "" for item in items if isinstance(item, Picture)]
    return [target for target in targets if runs_code(target)]


# Badges, by the service's own rules

_BADGE = re.compile(
    r"(?:https?:)?//img\.shields\.io(?::\d+)?/badge/((?:[^-]|--)*?)-?((?:[^-]|--)*)-((?:[^-.]|--)+)(?:\.svg|\.png)?"
)
_ROLES = {"area": "area", "technique": "technique", "techniques": "technique", "datamodality": "modality"}


@frozen
class Shown:
    """A badge as a visitor sees it."""

    facet: str
    label: str
    colour: str | None


def badge(item: Item) -> Shown | None:
    """The badge that an item is; a broken image, such as that of an address without a colour, is none."""
    if isinstance(item, Label):
        return Shown("", item.text, None)
    if not isinstance(item, Picture):
        return None
    role = _ROLES.get(item.alt.casefold(), "topic")
    path, _, query = item.source.partition("?")
    given = dict(parse_qsl(query, keep_blank_values=True))
    found = _BADGE.fullmatch(unquote(path))
    if path.endswith("/static/v1") and given.get("message"):
        found = _BADGE.fullmatch("//img.shields.io/badge/-lightgrey")
    if not found:  # a broken image
        return None
    left = given.get("label", _unescaped(found[1]))
    right = given.get("message", _unescaped(found[2]))
    label = f"{left}: {right}" if left and right else left or right
    return Shown(role, label, given.get("color", found[3]))


def _unescaped(text: str) -> str:
    spaced = re.sub(r"_+", lambda run: "_" * (len(run[0]) // 2) + " " * (len(run[0]) % 2), text)
    return spaced.replace("--", "-")


# kramdown


Record = dict[str, str]


class SiteError(Exception):
    """The site could not be built with this page."""


@frozen
class Page:
    """A page as visitors see it, and its front matter."""

    front: dict[str, object]
    items: Items
    html: str


class Kramdown:
    """A Ruby process that renders pages, one after the other."""

    def __init__(self, ruby: str) -> None:
        command = [ruby, str(SCRIPT)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        self.page = lru_cache(maxsize=256)(self._page)

    def __enter__(self) -> Kramdown:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def _page(self, text: str) -> Page:
        """A page with its front matter.

        Raises:
            SiteError: The site could not be built.
        """
        answer = self._ask({"page": text})
        return Page(answer["front"], read(answer["html"]), answer["html"])

    def records(self, text: str) -> list[Record]:
        """The records of a data file, each value as a page shows it.

        Raises:
            SiteError: The site could not be built.
        """
        records: list[Record] = self._ask({"data": text})["records"] or []
        return records

    def _ask(self, request: dict[str, str]) -> dict[str, Any]:
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(request) + "\n")
        stdin.flush()
        answer: dict[str, Any] = json.loads(stdout.readline())
        if "error" in answer:
            raise SiteError(answer["error"])
        return answer
