"""The grammar of static badge addresses, read and written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from nhs_internships.errors import ParseError
from nhs_internships.model.shields import ShieldsBadge, format_badge, parse_badge, with_colour

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://img.shields.io/badge/"
READ = {
    # the form of the scheme's pages
    "NLP-yellow": ("", "NLP", "yellow"),
    "TextData-9cf": ("", "TextData", "9cf"),
    "Images-ff69b4": ("", "Images", "ff69b4"),
    # label, message and colour
    "build-passing-brightgreen": ("build", "passing", "brightgreen"),
    "-passing-brightgreen": ("", "passing", "brightgreen"),
    # escapes
    "Multi--modal-blueviolet": ("", "Multi-modal", "blueviolet"),
    "snake__case-red": ("", "snake_case", "red"),
    "Two_words-red": ("", "Two words", "red"),
    "Two%20words-red": ("", "Two words", "red"),
    "Two words-red": ("", "Two words", "red"),
    "a___b-red": ("", "a_ b", "red"),
    "C%2B%2B%2FRust-red": ("", "C++/Rust", "red"),
    "caf%C3%A9-red": ("", "café", "red"),
    "café-red": ("", "café", "red"),
    "100%25-green": ("", "100%", "green"),
    "a%2Db%2Dred": ("a", "b", "red"),
    # dashes beside a joint belong to the label's right and the message's end
    "--x-red": ("", "-x", "red"),
    "x---red": ("", "x-", "red"),
    "a---b-red": ("a", "-b", "red"),
    "a-b---red": ("a", "b-", "red"),
    # an even row of dashes may hold both joints: the message between them is empty
    "Audio--9cf": ("Audio", "", "9cf"),
    "label--blue": ("label", "", "blue"),
    "Audio----9cf": ("Audio", "-", "9cf"),
    "a--b--c": ("a", "", "b--c"),
    "v1--v1.0--c": ("v1-v1.0", "", "c"),
    "Audio--visual_data-9cf": ("", "Audio-visual data", "9cf"),
    "--blue": ("", "", "blue"),
    # suffixes
    "NLP-yellow.svg": ("", "NLP", "yellow"),
    "NLP-yellow.json": ("", "NLP", "yellow"),
    "NLP-yellow.png": ("", "NLP", "yellow"),
    "v1.0-yellow": ("", "v1.0", "yellow"),
    # colours as written
    "x-darkblue": ("", "x", "darkblue"),
    "x-%23ff0000": ("", "x", "#ff0000"),
    "x-ff0000aa": ("", "x", "ff0000aa"),
    "x-rgb(1,2,3)": ("", "x", "rgb(1,2,3)"),
    "x-hsl%28120%2C50%25%2C50%25%29": ("", "x", "hsl(120,50%,50%)"),
    # overrides
    "NLP-yellow?color=red": ("", "NLP", "red"),
    "NLP-yellow?colorB=red": ("", "NLP", "red"),
    "NLP-yellow?color=red&colorB=blue": ("", "NLP", "red"),
    "NLP-yellow?label=Area": ("Area", "NLP", "yellow"),
    "a-b-red?label=Area": ("Area", "b", "red"),
    "a-b-red?label=": ("", "b", "red"),
    "a-b-red?message=c+d%2B": ("a", "c d+", "red"),
    "a-b-red?style=flat&amp;color=blue": ("a", "b", "blue"),
    "NLP-yellow?style=flat&logo=python&labelColor=abc#top": ("", "NLP", "yellow"),
}
REFUSED = [
    "",
    "NLP-yellow",
    BASE,
    f"{BASE}?style=flat",
    f"{BASE}a-b-c-d",
    f"{BASE}a-",
    f"{BASE}a--",
    f"{BASE}a---",
    f"{BASE}Audio",
    f"{BASE}Audio.svg",
    f"{BASE}Audio?color=red",
    f"{BASE}?message=Audio&color=red",
    f"{BASE}100%-green",
    f"{BASE}a%2-green",
    f"{BASE}NLP-yellow.txt",
    f"{BASE}%ff-red",
    f"{BASE}../x-red",
    f"{BASE}%2e%2E/x-red",
    f"{BASE}a\nb-red",
    f"{BASE}a\x00b-red",
    f"{BASE}a\ud800b-red",
    f"{BASE}{'x' * 2000}-red",
    "https://img.shields.io/NLP-yellow",
    "https://img.shields.io/static/v1",
    "https://img.shields.io/static/v1?label=a&color=red",
    "https://img.shields.io/static/v1?label=a&message=&color=red",
    "https://img.shields.io/static/v2?label=a&message=b&color=red",
    "https://badgen.net/badge/area/NLP/yellow",
    "https://img.shields.io/github/stars/nhsx/made-up",
    "https://img.shields.io.evil.example/badge/NLP-yellow",
    "https://img.shields.io@evil.example/badge/NLP-yellow",
    "https://me@img.shields.io/badge/NLP-yellow",
    "https://img.shields.io:8080/badge/NLP-yellow",
    "https://shields.io/NLP-yellow",
    "https://rasterxshields.io/badge/NLP-yellow",
    "https://xshields.io/badge/NLP-yellow",
    "https://imgxshields.io/badge/NLP-yellow",
    "ftp://img.shields.io/badge/NLP-yellow",
    "javascript://img.shields.io/badge/NLP-yellow",
    "https:/img.shields.io/badge/NLP-yellow",
    "(https://img.shields.io/badge/NLP-yellow)",
]
WRITTEN = {
    ("NLP", "yellow"): "NLP-yellow",
    ("SyntheticGeneration", "lightgrey"): "SyntheticGeneration-lightgrey",
    ("Text", "9cf"): "Text-9cf",
    ("Simulation", "darkblue"): "Simulation-darkblue",
    ("Multi-modal data", "blueviolet"): "Multi--modal_data-blueviolet",
    ("build: passing", "brightgreen"): "build-passing-brightgreen",
    ("Audio-9cf", None): "Audio--9cf-lightgrey",
    ("a _b", "red"): "a%20__b-red",
    ("100% (a|b)", "green"): "100%25_%28a%7Cb%29-green",
    ("NLP", "dark-blue"): "NLP-lightgrey?color=dark-blue",
    ("NLP", None): "NLP-lightgrey",
    ("", None): "-lightgrey",
}


@pytest.mark.parametrize(("content", "parts"), READ.items())
def test_an_address_is_read(content: str, parts: tuple[str, str, str | None]) -> None:
    """Left text, right text and colour are what the service shows, the colour as written."""
    assert parse_badge(BASE + content) == ShieldsBadge(*parts)


@pytest.mark.parametrize(
    "start",
    [
        "http://img.shields.io",
        "//img.shields.io",
        "HTTPS://IMG.Shields.io",
        "https://img.shields.io:443",
        "https://raster.shields.io",
        "https://shields.io",
    ],
)
def test_the_host_may_be_written_in_other_ways(start: str) -> None:
    """No scheme, any case and the default port name the same host."""
    assert parse_badge(f"{start}/badge/NLP-yellow") == ShieldsBadge("", "NLP", "yellow")


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("label=area&message=NLP&color=yellow", ("area", "NLP", "yellow")),
        ("message=Two+words%21&colorB=red&style=flat", ("", "Two words!", "red")),
        ("label=&amp;message=NLP", ("", "NLP", None)),
    ],
)
def test_the_older_address_states_everything_in_its_query(query: str, parts: tuple[str, str, str | None]) -> None:
    """``/static/v1`` shows the same badges."""
    assert parse_badge(f"https://img.shields.io/static/v1?{query}") == ShieldsBadge(*parts)


@pytest.mark.parametrize("url", REFUSED)
def test_anything_else_is_refused(url: str) -> None:
    """Other hosts, other paths and broken contents are errors that say what was expected."""
    with pytest.raises(ParseError, match=r"invalid shields\.io badge"):
        parse_badge(url)


@pytest.mark.parametrize(("badge", "content"), WRITTEN.items())
def test_an_address_is_written(badge: tuple[str, str | None], content: str) -> None:
    """The plainest form that says all is chosen."""
    assert format_badge(*badge) == BASE + content


@pytest.mark.parametrize(
    "colour", [None, "red", "", "dark-blue", "a.svg", "hsl(1, 2%, 3%)", "-", "a--b", "?#&+"], ids=repr
)
@pytest.mark.parametrize(
    "label",
    ["", " ", "-", "--", "-a", "a-", "_", " _", "_ ", "a  b", ".", "..", "/", "../x", "a/b", "a?b#c", "100%", "%41",
     "&amp;", "x.svg", ".json", ": ", "a: ", ": b", "a: b", "a-: -b", "a: b: c", "a-b-c-d", "é", "🩺", "a\nb",
     "`\"'<>|()[]\\", "+"],
)  # fmt: skip
def test_what_is_written_reads_back_equal(label: str, colour: str | None) -> None:
    """Labels and colours that the grammar makes hard survive; the service's own grey stands for no colour."""
    read = parse_badge(format_badge(label, colour))
    assert (read.label, read.colour) == (label, "lightgrey" if colour is None else colour)


@pytest.mark.parametrize(
    ("url", "painted"),
    [
        ("NLP-yellow", "NLP-red"),
        ("NLP-yellow.svg?logo=r", "NLP-red.svg?logo=r"),
        ("Audio--visual_data-9cf", "Audio--visual_data-red"),
        ("a-b-yellow?style=flat&amp;logo=r", "a-b-red?style=flat&amp;logo=r"),
        ("NLP-yellow?color=blue&logo=r", "NLP-yellow?color=red&logo=r"),
        ("Audio--9cf?logo=r", "Audio--9cf?logo=r&color=red"),
    ],
)
def test_another_colour_leaves_the_rest_of_an_address(url: str, painted: str) -> None:
    """Logo, style and spelling are the author's."""
    assert with_colour(BASE + url, "red") == BASE + painted


def test_a_lone_surrogate_cannot_be_written() -> None:
    """It is no character, so no address can hold it."""
    with pytest.raises(ParseError, match="without lone surrogates"):
        format_badge("\ud800", None)


def test_what_would_be_too_long_to_read_is_not_written() -> None:
    """The bound holds in both directions."""
    with pytest.raises(ParseError, match="at most 2000 characters"):
        format_badge("x" * 2000, "red")


@pytest.mark.parametrize("filler", ["-", "--a", "_", "%2D", "%", "&a=b", "/"])
def test_one_character_too_many_is_refused(filler: str) -> None:
    """Whatever the address consists of, it is refused by its length."""
    url = (BASE + filler * 2000)[:2000]
    with pytest.raises(ParseError, match="at most 2000 characters"):
        parse_badge(f"{url}x")


def test_every_badge_of_the_real_pages_comes_out_as_it_stands(corpus: Path) -> None:
    """Reading and writing changes no address that was ever published."""
    image = re.compile(r"!\[\w*\]\((https://img\.shields\.io/[^)\s]+)\)")
    found = {url for page in corpus.rglob("*.md") for url in image.findall(page.read_text("utf-8", "replace"))}
    assert len(found) > 40
    read = {url: parse_badge(url) for url in found}
    coloured = {url: badge for url, badge in read.items() if badge.colour is not None}
    assert {format_badge(badge.label, badge.colour): url for url, badge in coloured.items()} == {
        url: url for url in coloured
    }
