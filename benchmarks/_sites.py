"""Writes sites of any size: seeded, with words of our own, and with sizes as those of the real pages."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEED = 20230803
BASE = "https://nhsx.github.io/nhsx-internship-projects/"
# Sizes of the real briefs of August 2023, in bytes; their median is 2.9 kB.
SIZES = (
    1400, 1800, 1900, 2000, 2200, 2300, 2400, 2600, 2700, 2900, 2900, 3000, 3200, 3400, 3600, 4000, 4500, 5200, 7000,
)  # fmt: skip
ROWS_A_PAGE = 500  # a listing page of more would pass the limit of a text
_WORDS = """
    acorn amber anchor apple arch autumn badger bark barley basket beacon bee beech bell berry birch blossom
    boat bough bramble bread bridge brook bucket butter candle canvas carrot cedar cellar chalk cherry clay
    cliff clover coast cobble copper coral corn cotton cradle crane creek crow daisy dew dock dove drift dune
    eagle elder elm ember fern ferry field finch flax flint flour forest fox frost garden glade grain grove gull
    hamlet harbour hare harvest hazel heath hedge heron hill hive honey ivy jetty kettle kiln lake lamb lantern
    larch lark leaf lime linen loam lodge maple marsh meadow mill mint mist moor moss moth nest nettle oak oar
    oat orchard otter owl pebble pine plough pond poplar quarry quill rabbit rain raven reed ridge river robin
    rope rose rowan rush rye sail salt sand seed shell shore silver sky slate sloe snow sparrow spring spruce
    stone stream swan thatch thistle thorn tide timber trout twig valley wagon walnut water wave weir wheat
    willow wind wood wool wren yarn yew
"""
WORDS = tuple(_WORDS.split())
LABELS = ("Need", "Current Knowledge/Examples & Possible Techniques/Approaches", "Related Previous Internship Projects",
          "Enables Future Work", "Outcome/Learning Objectives", "Datasets", "Desired skill set")  # fmt: skip
AREAS = ("Garden-green", "Forest-darkgreen", "Coast-blue", "Hill-orange", "River-9cf", "Harbour-red", "Field-yellow")
TECHNIQUES = tuple(f"{word.title()}-lightgrey" for word in WORDS[:40])
MODALITIES = ("Tabular-green", "Text-9cf", "Images-ff69b4", "MultiModal-blueviolet")
HEADINGS = {
    "new_open": "## Open Projects Accepting Applications",
    "active": "## Active Projects",
    "closed/paused": "## Closed Projects\n\n#### Paused Projects",
    "closed/complete": "#### Completed Projects",
    "closed/archive": "#### Archived Projects",
}


def write_site(folder: Path, briefs: int) -> None:
    """Write a site of this many briefs, with listings that name each of them, and records of every tenth."""
    for path, text in site_pages(briefs):
        page = folder / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8", newline="\n")


def site_pages(briefs: int) -> Iterator[tuple[str, str]]:
    """Path and text of each page of such a site."""
    random = Random(SEED)
    projects = [(f"{'-'.join(random.sample(WORDS, 3))}-{n}", random.choice(tuple(HEADINGS))) for n in range(briefs)]
    for n, (slug, place) in enumerate(projects):
        earlier = projects[random.randrange(n)][0] if n else None
        yield f"content/projects/{place}/{slug}.md", _brief(random, slug, earlier)
    for at in range(0, briefs, ROWS_A_PAGE):
        yield f"projects{at // ROWS_A_PAGE:03}.md", "\n".join(_listing(random, projects[at : at + ROWS_A_PAGE]))
    for at in range(0, briefs, ROWS_A_PAGE * 10):
        records = "\n".join(
            _record(random, n, slug) for n, (slug, _) in enumerate(projects[at:][: ROWS_A_PAGE * 10 : 10])
        )
        yield f"_data/completed{at}.yml", records


def _title(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _brief(random: Random, slug: str, earlier: str | None) -> str:
    size = random.choice(SIZES)
    head = (
        f"---\nremote_theme: example/theme\ntitle: {_title(slug)}\ndescription: PhD Internship - {_title(slug)}\n"
        f"permalink: /{slug}/\n---\n\n# {_title(slug)}\n\n**Keywords:** {', '.join(random.sample(WORDS, 3))}\n"
    )
    share = (size - len(head) - 500) // len(LABELS)
    fields = "".join(f"\n**{label}:** {_prose(random, share)}\n" for label in LABELS)
    if earlier and random.random() < 0.3:
        link = f"[{_title(earlier)}]({BASE}{earlier}/)"
        fields = fields.replace(
            "**Related Previous Internship Projects:** ", f"**Related Previous Internship Projects:** {link} "
        )
    return f"{head}{fields}\n---\n\nReturn to list of [all available projects]({BASE}).\n"


def _prose(random: Random, size: int) -> str:
    words: list[str] = []
    left = size
    while left > 0:
        words.append(random.choice(WORDS))
        left -= len(words[-1]) + 1
        if len(words) % 12 == 0:
            words[-1] += ".\n-" if len(words) % 36 == 0 else random.choice((".", ",", "\u2019s", " \u2013"))
    if random.random() < 0.15:
        words.append(f"[{words[0]}](https://github.com/example/{words[0]})" if words else "")
    return " ".join(words)


def _listing(random: Random, projects: list[tuple[str, str]]) -> Iterator[str]:
    yield "---\nlayout: base\ntitle: Projects\n---\n\n# Projects"
    for place, heading in HEADINGS.items():
        yield f"\n{heading}\n\n|:---:|---|"
        for slug, where in projects:
            if where == place:
                yield _row(random, slug)


def _row(random: Random, slug: str) -> str:
    labels = zip(("area", "technique", "datamodality"), (AREAS, TECHNIQUES, MODALITIES), strict=True)
    badges = " &nbsp; ".join(f"![{alt}](https://img.shields.io/badge/{random.choice(of)})" for alt, of in labels)
    return f"|{badges}|[{_title(slug)}]({BASE}{slug}/)|"


def _record(random: Random, n: int, slug: str) -> str:
    wave = random.choice(("Wave 1 - April to September 2021", "Wave 2 - January to May 2022"))
    words = ", ".join(random.sample(WORDS, 12))
    return (
        f"- title: A{n} - {_title(slug)}\n  permalink: /{slug}/\n  codelink: https://github.com/example/{slug}\n"
        f"  reportlink: tbu\n  stage: {wave}\n  badge1: Garden\n  badge2: Forest\n  description: {words}.\n"
    )
