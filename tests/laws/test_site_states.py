"""Law 2 over whole sites: after any row of changes a site is as it was, but for what was asked and what was announced.

Each change is planned, written, and the site is read again. A change that is only planned, or refused, writes nothing.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

import nhs_internships as ni
from _sites import FULL_SITE
from nhs_internships import Badge, Claim, Facet, Status
from nhs_internships.dialects import BADGE_LIST, BADGE_TABLE, CARDS, LINK_LIST, TITLE_LIST, TITLE_TABLE
from nhs_internships.model.texts import fold
from nhs_internships.testing import SMALL_SITE, SMALL_SITE_AS_OF, SMALL_SITE_OF_CARDS, sites, write_site

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from nhs_internships.diagnostics import Diagnostic
    from nhs_internships.dialects import Dialect
    from nhs_internships.site import ChangeSet

    Key = Callable[[Diagnostic], tuple[str, str]]

# The session `explore` asks for many more, and for longer rows.
ASKED = os.environ.get("NHS_INTERNSHIPS_STATES")
COUNT, STEPS = (int(ASKED), 30) if ASKED else (20, 8)
# Pages on which there is something to fix.
FAULTY_PAGES = {
    "contact.md": "# Contact\n\n[Ask us](team@example.org), or see [our code](www.example.org/code).\n",
    "content/more.md": "## Paused Projects\n\n- [Ponds at night](/ponds-at-night/)\n"
    "![techniques](https://img.shields.io/badge/TabularData-lightgrey)\n![area](https://img.shields.io/badge/nlp-red)\n",
}
SMALL_SITES = {
    "tables": SMALL_SITE,
    "cards": SMALL_SITE_OF_CARDS,
    "lists": FULL_SITE,
    "faults": {**SMALL_SITE, **FAULTY_PAGES},
}
REAL_SITE = "later/2024-02-05-3cf845d"
WAVES = ("Wave 6 (February - July 2024)", "Wave 3 - June to December 2022", "Wave 9", "July to December 2025")
# A label's word in the filter changes on every card that has it.
FILTER_WORDS = ' data-tags="[^"]*"'
OF_LABELS = frozenset({"area", "technique", "modality", "topic", "keywords"})

titles = st.sampled_from(("Sea ice", "Ants & bees", "T 1: a|b", "*Stars*", "Maps of Hedges"))
labels = st.sampled_from(("NLP", "Tabular", "VAE", "Quite new", "R_and_D", "Text"))
badges = st.lists(
    st.builds(Badge, label=labels, facet=st.sampled_from(Facet)), max_size=3, unique_by=lambda badge: badge.key
)
statuses = st.sampled_from(Status)
waves = st.sampled_from(WAVES)
dialects = st.sampled_from((BADGE_LIST, BADGE_TABLE, CARDS, LINK_LIST, TITLE_LIST, TITLE_TABLE))


class SiteStates(RuleBasedStateMachine):
    """A site that is changed again and again."""

    @initialize(texts=st.sampled_from(sorted(SMALL_SITES)).map(SMALL_SITES.__getitem__) | sites())
    def begin(self, texts: Mapping[str, str]) -> None:
        """Write and read the site."""
        self.place = TemporaryDirectory()
        self.site = opened(write_site(self.place.name, texts))

    def teardown(self) -> None:
        """Remove the site."""
        if hasattr(self, "place"):
            self.place.cleanup()

    # Facts of one project: the entries, records and claims of all others stay.

    @rule(data=st.data(), status=statuses, wave=st.none() | waves, new=st.booleans())
    def move(self, data: st.DataObject, status: Status, wave: str | None, new: bool) -> None:
        """Move a project."""
        slug = data.draw(self.slugs())
        self.change(lambda site: site.move(slug, status, wave, create_section=new), about=[slug])

    @rule(title=titles, badges=badges, status=statuses, wave=st.none() | waves, new=st.booleans())
    def add(self, title: str, badges: list[Badge], status: Status, wave: str | None, new: bool) -> None:
        """Add a project."""
        self.change(lambda site: site.add(title, status=status, wave=wave, badges=badges, create_section=new))

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        """Remove a project."""
        slug = data.draw(self.slugs())
        self.change(lambda site: site.remove(slug), about=[slug])

    @rule(data=st.data(), title=titles)
    def rename(self, data: st.DataObject, title: str) -> None:
        """Give a project another title."""
        slug = data.draw(self.slugs())
        self.change(lambda site: site.edit(slug, title=title), about=[slug])

    @rule(data=st.data(), url=st.sampled_from(("/sea-ice-maps/", "ants-and-bees/", "/maps-of-hedges/")))
    def address(self, data: st.DataObject, url: str) -> None:
        """Give a project another address, which the pages of others may link."""
        slug = data.draw(self.slugs())
        self.change(lambda site: site.edit(slug, url=url), about=[slug])

    @rule(data=st.data(), badges=badges)
    def label(self, data: st.DataObject, badges: list[Badge]) -> None:
        """Give a project other badges."""
        slug = data.draw(self.slugs())
        self.change(lambda site: site.edit(slug, badges=badges), about=[slug])

    @rule(wave=waves, data=st.data(), new=st.booleans())
    def open_wave(self, wave: str, data: st.DataObject, new: bool) -> None:
        """Begin a wave with one project or two."""
        slugs = data.draw(st.lists(self.slugs(), min_size=1, max_size=2))
        self.change(lambda site: site.open_wave(wave, slugs, create_section=new), about=slugs)

    @rule(data=st.data(), new=st.booleans())
    def close_wave(self, data: st.DataObject, new: bool) -> None:
        """End a wave."""
        running = [project.slug for project in self.site.catalogue if project.status is Status.ACTIVE]
        wave = data.draw(st.sampled_from([*WAVES, *(wave.label for wave in self.site.catalogue.waves)]))
        self.change(lambda site: site.close_wave(wave, create_section=new), about=running)

    # One fact of many projects: their other facts stay.

    @rule(data=st.data(), new=labels)
    def rename_label(self, data: st.DataObject, new: str) -> None:
        """Give a label another name."""
        known = sorted({badge.label for project in self.site.catalogue for badge in project.badges})
        old = data.draw(st.sampled_from(known) if known else labels)
        about = self.stating(lambda claim: claim.field in OF_LABELS and fold(old) in fold(claim.value))
        self.change(lambda site: site.rename_label(old, new), about=about, fields=OF_LABELS, words=FILTER_WORDS)

    @rule(data=st.data(), new=st.sampled_from(("https://example.org/new/", "https://github.com/other")))
    def replace_links(self, data: st.DataObject, new: str) -> None:
        """Write another address in links."""
        known = sorted({address.text for address in self.site.pages.addresses if "://" in address.text})
        old = data.draw(st.sampled_from(known) if known else st.just("https://github.com"))
        self.change(lambda site: site.replace_links(old, new), about=self.projects())

    @rule(data=st.data(), dialect=dialects)
    def convert(self, data: st.DataObject, dialect: Dialect) -> None:
        """Write a listing in another dialect."""
        page = data.draw(st.sampled_from([*(one.name for one in self.site.pages.listings), "_data/kanban.yml"]))
        about = self.stating(lambda claim: claim.path == page)
        changes = self.change(lambda site: site.convert(page, dialect), about=about, fields=OF_LABELS | {"url"})
        assert not changes or {file.path for file in changes.files} <= {page}

    @rule(unsafe=st.booleans())
    def fix(self, unsafe: bool) -> None:
        """Mend what a program can mend."""
        self.change(lambda site: site.fix(unsafe=unsafe), about=self.projects(), key=by_page)

    # What holds of each

    def slugs(self) -> st.SearchStrategy[str]:
        """One of the projects, or none."""
        return st.sampled_from([*self.projects(), "no-such-project"])

    def projects(self) -> list[str]:
        """The slugs of all projects."""
        return [project.slug for project in self.site.catalogue]

    def stating(self, what: Callable[[Claim], bool]) -> list[str]:
        """The projects of which a page states something."""
        return [slug for slug in self.projects() if any(map(what, self.site.catalogue.claims(slug)))]

    def change(
        self,
        plan: Callable[[ni.Site], ChangeSet],
        *,
        about: Collection[str] = (),
        fields: Collection[str] | None = None,
        words: str = "",
        key: Key | None = None,
    ) -> ChangeSet | None:
        """Plan a change, write it, read the site again, and compare; a refused change must have done nothing.

        Args:
            plan: Plans the change.
            about: The projects that it is about; of the others no claim and no character of an entry may change.
            fields: Their fields that may change; ``None`` for all.
            words: A pattern of what may change in any entry.
            key: What a finding is known by.
        """
        before, texts = self.site, files(self.place.name)
        try:
            changes = plan(before)
        except ni.NHSInternshipsError:
            assert files(self.place.name) == texts
            return None
        assert files(self.place.name) == texts
        changes.apply()
        after = self.site = opened(self.place.name)
        assert files(self.place.name) == written(texts, changes)
        moved = {file.old_path or file.path: file.path for file in changes.files}
        for project in before.catalogue:
            slug, is_other = project.slug, project.slug not in about
            but = () if is_other else fields
            assert but is None or claims(after, slug, but, {}) == claims(before, slug, but, moved), slug
            assert not is_other or entries(after, slug, words) == entries(before, slug, words), slug
        assert unannounced(before, after, changes, key or by_message) == []
        return changes


def opened(folder: str | Path) -> ni.Site:
    """The site in a folder."""
    return ni.Site.open(folder, as_of=SMALL_SITE_AS_OF)


def files(folder: str) -> dict[str, bytes]:
    """The bytes of all files below a folder."""
    found = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def written(texts: Mapping[str, bytes], changes: ChangeSet) -> dict[str, bytes]:
    """The files after a change: those that it names are as it says, all others as they were."""
    taken = {file.old_path for file in changes.files}
    made = {file.new_path: file.after for file in changes.files if file.new_path}
    return {**{path: text for path, text in texts.items() if path not in taken}, **made}


def claims(site: ni.Site, slug: str, but: Collection[str], moved: Mapping[str, str]) -> Counter[tuple[str, str, str]]:
    """What the pages state of a project: field, value and page; how many blanks a title has is not seen."""
    stated = site.catalogue.claims(slug) if slug in site.catalogue else ()
    return Counter(
        (claim.field.value, " ".join(claim.value.split()), moved.get(claim.path, claim.path))
        for claim in stated
        if claim.field.value not in but
    )


def entries(site: ni.Site, slug: str, but: str) -> Counter[tuple[str, str]]:
    """The entries and records of a project: page and text, without what a pattern finds."""
    listed = (*site.pages.entries_by_slug.get(slug, ()), *site.pages.records_by_slug.get(slug, ()))
    texts = [(one.document.name, one.spans.whole.of(one.document.text).strip()) for one in listed]
    return Counter((path, re.sub(but, "", text) if but else text) for path, text in texts)


def unannounced(before: ni.Site, after: ni.Site, changes: ChangeSet, key: Key) -> list[str]:
    """The findings that a change causes and that none of its warnings names."""
    known = Counter(map(key, before.check()))
    found: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in after.check():
        found.setdefault(key(one), []).append(one)
    return [
        f"{found[one][0].path}:{found[one][0].line}: {' '.join(one)}"
        for one in found
        if len(found[one]) > known[one]
        and not any(names(warning, place.path, place.line) for warning in changes.warnings for place in found[one])
    ]


def by_message(finding: Diagnostic) -> tuple[str, str]:
    """What a finding is known by, whatever it counts and names in brackets; it may move to another page."""
    return finding.code, re.sub(r"\d+|\([^()]*\)", "", finding.message)


def by_page(finding: Diagnostic) -> tuple[str, str]:
    """What a finding is known by while pages are fixed: a fix of one may change the words of another."""
    return finding.code, finding.path


def names(warning: str, path: str, line: int | None) -> bool:
    """Whether a warning is about a line of a page."""
    return warning.startswith(path) and (line is None or re.search(rf"\b{line}\b", warning) is not None)


def run(machine: type[SiteStates], examples: int) -> None:
    """Make rows of changes."""
    options = settings(max_examples=examples, stateful_step_count=STEPS, suppress_health_check=[HealthCheck.too_slow])
    run_state_machine_as_test(machine, settings=options)


def test_only_what_was_asked_and_announced_changes_on_small_sites() -> None:
    """Whatever is done to a site, and in whatever order."""
    run(SiteStates, COUNT)


def test_only_what_was_asked_and_announced_changes_on_a_real_site(corpus: Path) -> None:
    """The same on a site of the scheme."""
    texts = {path: text.decode() for path, text in files(str(corpus / REAL_SITE)).items()}

    class RealSiteStates(SiteStates):
        @initialize(texts=st.just(texts))
        def begin(self, texts: Mapping[str, str]) -> None:
            super().begin(texts)

    run(RealSiteStates, COUNT // 7)
