"""A catalogue from JSON and to JSON, against Python's own `json` on ready dictionaries.

The limits are for the document of a real site; a large made-up one shows how the ratios grow with the size. msgspec and
pydantic are measured beside ours where they are installed. Theirs are equivalent classes, but months stay strings,
duplicate keys go unnoticed, and claims and findings are left out.
"""

from __future__ import annotations

import gc
import json
import os
import random
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from _paired import PAIRS, report

import nhs_internships as ni
from nhs_internships.formats.json import from_json, to_json
from nhs_internships.model import BRIEF_FIELDS, Availability, OutputKind, Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    Make = Callable[[str, dict[str, object]], type]

CORPUS = Path(os.environ.get("NHS_INTERNSHIPS_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
SITE = CORPUS / "later" / "2024-02-05-3cf845d"
PROJECTS = 2_000
WORDS = """
    the of and to in data model patient records synthetic care health using for with a is that explore methods NHS
    clinical trust evaluation text imaging privacy generation pipeline open-source analysis national cohort
    [link](https://example.org/page) **bold** “quoted” – pathway outcomes tabular graph causal language
"""
VOCABULARY = WORDS.split()
LABELS = {
    ni.Facet.AREA: ("NLP", "Synthetic", "PETs", "Causal", "Imaging", "Population Health"),
    ni.Facet.TECHNIQUE: ("VAE", "GNN", "Transformers", "Agent-Based Model", "Federated Learning"),
    ni.Facet.MODALITY: ("Text", "Tabular", "Images", "MultiModal", "Audio"),
}
COLOURS = {ni.Facet.AREA: "yellow", ni.Facet.TECHNIQUE: "lightgrey", ni.Facet.MODALITY: "9cf"}
WAVES = tuple(
    ni.Wave(number=number, start=ni.Month(2020 + number // 2, 1), end=ni.Month(2020 + number // 2, 6))
    for number in range(1, 12)
)


def prose(chance: random.Random, chars: int) -> str:
    """Words up to about this many characters, in lines."""
    words: list[str] = []
    size = 0
    while size < chars:
        words.append(chance.choice(VOCABULARY))
        size += len(words[-1]) + 1
    return "".join(word + ("\n" if at % 14 == 13 else " ") for at, word in enumerate(words)).strip()


def brief(chance: random.Random, title: str, slug: str) -> ni.Brief:
    """Eight fields, 2.9 kB of text."""
    keywords = tuple(chance.choices(VOCABULARY[:20], k=4))
    texts = {"Keywords": ", ".join(keywords)}
    texts |= {name: prose(chance, 400) for name in BRIEF_FIELDS.values()}
    return ni.Brief(
        title=title,
        heading=title,
        permalink=f"/{slug}/",
        description=prose(chance, 60),
        keywords=keywords,
        fields=(ni.Field(name=name, text=text) for name, text in texts.items()),
        extra=(("layout", "base"), ("remote_theme", "nhsx/nhs-io-theme")),
    )


def project(chance: random.Random, number: int) -> ni.Project:
    """A project like the real ones; a third have run once."""
    slug, title = f"made-up-project-{number}", prose(chance, 50).replace("\n", " ")
    badges = [
        ni.Badge(label=chance.choice(labels), facet=facet, colour=COLOURS[facet]) for facet, labels in LABELS.items()
    ]
    wave = chance.choice(WAVES)
    outputs = (ni.Output(kind=kind, url=f"https://example.org/{slug}/{kind}") for kind in OutputKind)
    run = ni.Internship(code=f"P{number}", title=title, wave=wave, badges=badges, outputs=outputs)
    return ni.Project(
        slug=slug,
        title=title,
        status=chance.choice(list(ni.Status)),
        badges=badges,
        wave=wave,
        url=f"https://example.org/{slug}/",
        brief=brief(chance, title, slug),
        internships=(run,) if number % 3 == 0 else (),
    )


def sample() -> ni.Catalogue:
    """The same catalogue in every run."""
    chance = random.Random(2024)
    return ni.Catalogue(projects=(project(chance, number) for number in range(PROJECTS)), waves=WAVES)


def ratio(ours: Callable[[], object], theirs: Callable[[], object]) -> float:
    """The median of ours / theirs over interleaved pairs."""
    ours(), theirs()
    return median(_seconds(ours) / _seconds(theirs) for _ in range(PAIRS))


def _seconds(work: Callable[[], object]) -> float:
    # Each run starts with nothing to collect. Otherwise `json.loads` pays for collecting what stood before it, and
    # takes up to three times as long, which would flatter us.
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def _classes(make: Make) -> type:
    """The classes of a document, made by another library."""
    texts, optional = tuple[str, ...], str | None
    wave = make("Wave", {"number": int | None, "start": optional, "end": optional})
    badge = make("Badge", {"label": str, "facet": ni.Facet, "colour": optional})
    field = make("Field", {"name": str, "text": str})
    output = make("Output", {"kind": OutputKind, "url": optional, "availability": Availability, "text": str})
    person = make("Person", {"name": str, "role": Role})
    head = {"title": str, "heading": str, "subheading": str, "permalink": optional, "description": optional}
    body = {"keywords": texts, "preamble": str, "fields": tuple[field, ...], "extra": tuple[tuple[str, str], ...]}
    page = make("Brief", head | body)
    run = {"code": optional, "title": str, "wave": wave | None, "badges": tuple[badge, ...]}
    run |= {"outputs": tuple[output, ...], "people": tuple[person, ...], "description": optional}
    whole = {"slug": str, "title": str, "status": ni.Status | None, "badges": tuple[badge, ...], "wave": wave | None}
    whole |= {"url": optional, "brief": page | None, "internships": tuple[make("Internship", run), ...]}
    return make("Catalogue", {"projects": tuple[make("Project", whole), ...], "waves": tuple[wave, ...]})


def _msgspec(library: ModuleType, text: str) -> tuple[Callable[[], object], Callable[[], object]]:
    kind = _classes(lambda name, members: library.defstruct(name, list(members.items()), frozen=True))
    decode = library.json.Decoder(kind).decode
    value = decode(text)
    return lambda: decode(text), lambda: library.json.encode(value)


def _pydantic(library: ModuleType, text: str) -> tuple[Callable[[], object], Callable[[], object]]:
    def make(name: str, members: dict[str, object]) -> type:
        required = {key: (kind, ...) for key, kind in members.items()}
        return library.create_model(name, __config__=library.ConfigDict(frozen=True), **required)

    kind = _classes(make)
    value = kind.model_validate_json(text)
    return lambda: kind.model_validate_json(text), value.model_dump_json


def ratios(catalogue: ni.Catalogue) -> tuple[float, float]:
    """Reading of `json.loads`, and writing of `json.dumps`."""
    text = to_json(catalogue)
    document = json.loads(text)
    print(f"{len(catalogue):,} projects, {len(text.encode()) / 1e6:.1f} MB of JSON")
    indented = ratio(lambda: to_json(catalogue, indent=2), lambda: json.dumps(document, indent=2))
    print(f"to_json(indent=2) of json.dumps(indent=2): {indented:.2f}")
    reads = ratio(lambda: from_json(text), lambda: json.loads(text))
    return reads, ratio(lambda: to_json(catalogue), lambda: json.dumps(document))


def others(catalogue: ni.Catalogue) -> None:
    """The same for other libraries, if they are installed."""
    text = to_json(catalogue)
    document = json.loads(text)
    for name, prepare in {"msgspec": _msgspec, "pydantic": _pydantic}.items():
        if find_spec(name) is None:
            print(f"{name} is not installed")
            continue
        read, write = prepare(import_module(name), text)
        reads, writes = ratio(read, lambda: json.loads(text)), ratio(write, lambda: json.dumps(document))
        print(f"{name}: {reads:.2f} of json.loads, {writes:.2f} of json.dumps")


def main() -> int:
    """Print the ratios; 1 when one of ours is over its limit."""
    failed = 0
    if SITE.is_dir():
        reads, writes = ratios(ni.load(SITE))
        failed = report("from_json of json.loads", reads, 5.0) | report("to_json of json.dumps", writes, 1.8)
    else:
        print(f"no pages at {SITE}")
    catalogue = sample()
    reads, writes = ratios(catalogue)
    print(f"from_json of json.loads: {reads:.2f}\nto_json of json.dumps: {writes:.2f}")
    others(catalogue)
    return failed


if __name__ == "__main__":
    sys.exit(main())
