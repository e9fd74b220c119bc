"""Laws of reconciling: every value has a claim, and the value shown is that of the winning claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nhs_internships as ni
from _sites import BASE, brief, old_page, record, write
from nhs_internships.catalogue.reconcile.authority import AUTHORITY, LIVE
from places import CORPUS

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

SITES = sorted(place.name for place in (CORPUS / "site").glob("*")) or [""]

_slugs = st.sampled_from(["bees", "ants", "wasps", "moths", ""])
_titles = st.sampled_from(
    ["Bees", "bees", "Bees - Extension", "Ants (See below)", "Ants", "Wasps: Next Steps", "\u8702"]
)
_headings = st.sampled_from(
    [
        *("Current Projects", "Ongoing Projects", "Open Projects", "Areas of Future Interest", "Paused Projects"),
        *("Completed Projects", "Archived Projects", "Closed Projects", "Something else"),
    ]
)
_folders = st.sampled_from(["", "projects/", "new_open/", "closed/superseded/", "projects/paused/", "old_site/active/"])
_labels = st.lists(st.sampled_from(["area", "technique", "datamodality"]), max_size=3)
_waves = st.sampled_from(["", "Wave 3", "June 2023", "Wave 5 (June - November 2023)"])


@st.composite
def _listing(draw: st.DrawFn) -> str:
    lines: list[str] = []
    for heading in draw(st.lists(_headings, min_size=1, max_size=3)):
        lines += [f"## {heading}", ""]
        for _ in range(draw(st.integers(0, 4))):
            slug, wave = draw(_slugs), draw(_waves)
            lines += [f"|**{wave}**|"] if wave else []
            badges = " ".join(f"![{alt}](https://img.shields.io/badge/X{n}-red)" for n, alt in enumerate(draw(_labels)))
            lines.append(f"|{badges}|[{draw(_titles)}]({BASE}{slug}/)|" if slug and badges else f"- {draw(_titles)}")
        lines.append("")
    return "\n".join(lines)


@st.composite
def _site(draw: st.DrawFn) -> dict[str, str]:
    pages = {f"page{n}.md": draw(_listing()) for n in range(draw(st.integers(0, 2)))}
    if draw(st.booleans()):
        pages["old.md"] = old_page() + draw(_listing())
    for n in range(draw(st.integers(0, 3))):
        pages[f"{draw(_folders)}{n}.md"] = brief(draw(_titles), f"/{draw(_slugs)}/")
    runs = [(draw(_titles), draw(_waves), draw(_slugs)) for _ in range(draw(st.integers(0, 3)))]
    data = "".join(
        record(f"P{n} - {title}", wave or "complete", permalink=f"/{slug}/")
        for n, (title, wave, slug) in enumerate(runs)
    )
    pages |= {"_data/completed.yml": data} if data else {}
    return pages or {"empty.md": ""}


def _documents(folder: Path) -> Iterator[ni.Document]:
    for place in sorted(folder.rglob("*")):
        name = place.relative_to(folder).as_posix()
        if place.suffix == ".md" or (place.suffix == ".yml" and "_data/" in name):
            yield ni.parse(place.read_text(encoding="utf-8"), name=name)


def _check(folder: Path, catalogue: ni.Catalogue) -> None:
    _check_nothing_is_dropped(folder, catalogue)
    _check_winning_claims(catalogue)


def _check_nothing_is_dropped(folder: Path, catalogue: ni.Catalogue) -> None:
    """Each entry, record and brief has claims that point at its place; each fact of an entry is claimed."""
    said = {
        (c.path, c.line, c.field.value, c.value) for slug in catalogue.claims_by_slug for c in catalogue.claims(slug)
    }
    paths = {path for path, *_ in said}
    templates = {found.path for found in catalogue.diagnostics if found.code == "NI316"}
    for document in _documents(folder):
        if document.brief is not None and document.name not in templates:
            assert document.name in paths
        for entry, spans in zip(document.entries, document.spans, strict=True):
            line = document.position(spans.title.start).line
            assert (document.name, line, "title", entry.title) in said
            for badge, span in zip(entry.badges, spans.badges, strict=True):
                assert (document.name, document.position(span.start).line, badge.facet.value, badge.label) in said
            if entry.wave is not None:
                assert any(
                    (path, field, value) == (document.name, "wave", entry.wave.label) for path, _, field, value in said
                )
            if entry.status is not None:
                assert any(
                    (path, field, value) == (document.name, "status", entry.status) for path, _, field, value in said
                )


def _check_winning_claims(catalogue: ni.Catalogue) -> None:
    """The claim that is named as the source of a field says what the project shows."""
    for project in catalogue:
        claims = catalogue.claims(project.slug)
        assert claims
        for field in AUTHORITY:
            source = catalogue.source(project.slug, field)
            assert source is None or source in claims
            match field:
                case "status":
                    shown = project.status and project.status.value
                    only_old = source is not None and source.value in LIVE and project.status is ni.Status.CLOSED
                    assert only_old or (source.value if source else None) == shown
                case "title":
                    assert source is None or source.value.endswith(project.title)
                case "url":
                    assert (source.value if source else None) == project.url
                case "wave":
                    # A claim may name the number or the first month alone; the project shows the catalogue's wave.
                    named, shown_wave = ni.Wave.parse(source.value) if source else None, project.wave
                    assert (named is None) == (shown_wave is None)
                    if named is not None and shown_wave is not None and named != shown_wave:
                        assert shown_wave in catalogue.waves
                        assert named.number in {None, shown_wave.number}
                        assert named.number is not None or named.start == shown_wave.start
                case "area" | "technique" | "modality" | "topic":
                    labels = project.labels(ni.Facet(field))
                    assert (source.value if source else None) == (labels[0] if labels else None)
                case _:
                    pass


@settings(max_examples=100)
@given(pages=_site(), seed=st.randoms(use_true_random=False))
def test_generated_sites(tmp_path_factory: pytest.TempPathFactory, pages: dict[str, str], seed: random.Random) -> None:
    """No claim is dropped, winning claims are shown, and neither a second load nor another order changes anything."""
    folder = write(tmp_path_factory.mktemp("site"), pages)
    catalogue = ni.load(folder)
    _check(folder, catalogue)
    assert ni.load(folder) == catalogue
    shuffled = list(pages.items())
    seed.shuffle(shuffled)
    assert ni.load(write(tmp_path_factory.mktemp("site"), dict(shuffled))) == catalogue
    assert len({project.slug for project in catalogue}) == len(catalogue)
    assert ni.Catalogue.from_json(catalogue.to_json()) == catalogue


@pytest.mark.parametrize("site", SITES)
def test_real_sites(corpus: Path, site: str) -> None:
    """The same on every state of the site, with and without the crosswalk."""
    folder = corpus / "site" / site
    for crosswalk in ("bundled", None):
        catalogue = ni.load(folder, crosswalk=crosswalk)
        _check(folder, catalogue)
        assert ni.load(folder, crosswalk=crosswalk) == catalogue


@pytest.mark.parametrize("site", SITES)
def test_another_order_of_files_gives_the_same(corpus: Path, site: str, tmp_path: Path) -> None:
    """The order in which files are created is that of many file systems."""
    folder = corpus / "site" / site
    paths = sorted((place for place in folder.rglob("*") if place.is_file()), key=lambda place: place.name[::-1])
    for place in reversed(paths):
        write(tmp_path, {place.relative_to(folder).as_posix(): place.read_bytes().decode("utf-8")})
    assert ni.load(tmp_path) == ni.load(folder)
