"""Law 7 over real sites: a fix removes its finding, adds none, is made once, and changes nothing else.

The usual run takes one site for each dialect, ``nox -s acceptance`` all of them. The catalogue and the rendered pages
may differ only on the lines of findings that were fixed.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest

import nhs_internships as ni
from _real_sites import AS_OF, SITES
from nhs_internships.checks.checking import check_pages
from nhs_internships.site.fixing import Fixed, fixed
from rendered.judge import Open, Picture, SiteError, Text, letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from nhs_internships.checks.pages import SitePages
    from nhs_internships.diagnostics import Diagnostic
    from nhs_internships.model import Claim
    from rendered.judge import Items, Kramdown

_MOST_ROUNDS = 3


class Outcome(NamedTuple):
    """A real site, and what came of its fixes.

    Attributes:
        site: The site as it is.
        result: The pages after the fixes.
        checks: How often the site was checked for them, the first time included.
        found: The findings before.
        left: The findings afterwards.
    """

    site: ni.Site
    result: Fixed
    checks: int
    found: Sequence[Diagnostic]
    left: Sequence[Diagnostic]


@cache
def outcome(folder: Path, unsafe: bool) -> Outcome:
    """The fixes of a site; the same for all tests."""
    site = ni.Site.open(folder, as_of=AS_OF)
    checked: list[SitePages] = []

    def find(pages: SitePages) -> Sequence[Diagnostic]:
        checked.append(pages)
        return check_pages(pages)

    result = fixed(site.root, site.pages, find, lambda _, fix: unsafe or fix.is_safe, site.limits)
    return Outcome(site, result, len(checked), check_pages(site.pages), check_pages(result.pages))


@pytest.fixture(params=SITES)
def folder(request: pytest.FixtureRequest, corpus: Path) -> Path:
    """One real site after the other."""
    name: str = request.param
    return corpus / name


@pytest.fixture
def safe(folder: Path) -> Outcome:
    """A site after its safe fixes."""
    return outcome(folder, False)


@pytest.fixture(params=[False, True], ids=["safe", "unsafe"])
def fixes(request: pytest.FixtureRequest, folder: Path) -> Outcome:
    """A site after its safe fixes, and after all of them."""
    return outcome(folder, request.param)


def test_every_fix_is_made_in_few_rounds(fixes: Outcome) -> None:
    """At most three rounds are enough, none of them had to leave out a fix, and no finding with a fix is left."""
    rounds = fixes.checks - 1
    print(f"{fixes.site.root.name}: {len(fixes.found)} findings, {fixes.result.number} fixed in {rounds} rounds")
    print(Counter(one.code for one in fixes.found) - Counter(one.code for one in fixes.left))
    assert rounds <= _MOST_ROUNDS
    assert fixes.result.warnings == ()


def test_no_finding_is_new(fixes: Outcome) -> None:
    """Each page has the findings that it had, without those that were fixed."""
    before, after = (Counter((one.code, one.path) for one in found) for found in (fixes.found, fixes.left))
    assert after <= before
    assert len(fixes.found) - len(fixes.left) == fixes.result.number


@pytest.mark.parametrize("unsafe", [False, True])
def test_a_second_run_changes_no_byte(unsafe: bool, folder: Path) -> None:
    """After the fixes there is nothing to fix."""
    site = ni.Site.open(folder, as_of=AS_OF)
    again = site.after(site.fix(unsafe=unsafe))
    assert not again.fix(unsafe=unsafe)


def test_safe_fixes_leave_pages_of_the_old_site_alone(safe: Outcome) -> None:
    """Whatever is changed there must be asked for."""
    assert not [path for path, _ in edited(safe) if safe.site.pages.is_old(safe.site.documents[path])]


class Lines(NamedTuple):
    """The numbers and texts of the lines of a page that differ before and after the fixes."""

    before: dict[int, str]
    after: dict[int, str]


def changed_lines(outcome: Outcome, path: str) -> Lines:
    """What the fixes did to a page."""
    old, new = (pages.by_path[path].text.splitlines() for pages in (outcome.site.pages, outcome.result.pages))
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            before |= {n + 1: old[n] for n in range(start, end)}
            after |= {n + 1: new[n] for n in range(new_start, new_end)}
    return Lines(before, after)


def edited(outcome: Outcome) -> Iterator[tuple[str, Lines]]:
    """The pages that the fixes change."""
    for page in outcome.site.documents.values():
        if outcome.result.pages.by_path[page.name].text != page.text:
            yield page.name, changed_lines(outcome, page.name)


def test_only_lines_with_findings_change(safe: Outcome) -> None:
    """Every line that is another one afterwards had a finding with a safe fix; a new line stands beside such a one."""
    places = {
        (edit.path, safe.site.documents[edit.path].position(edit.span.start).line)
        for one in safe.found
        if one.fix and one.fix.is_safe
        for edit in one.fix.edits
    }
    for path, lines in edited(safe):
        assert {(path, n) for n in lines.before} <= places


def claims(catalogue: ni.Catalogue) -> Iterator[tuple[str, Claim]]:
    for project in catalogue:
        yield from ((project.slug, claim) for claim in catalogue.claims(project.slug))


def stated(slug: str, claim: Claim) -> tuple[object, ...]:
    """What a claim says, wherever its line has moved to."""
    return slug, claim.field, claim.value, claim.path, claim.dialect, claim.rank


def test_the_catalogue_differs_only_where_fixes_are(safe: Outcome) -> None:
    """The projects are the same, and a claim that comes or goes stands on a line that a fix changed."""
    before, after = safe.site.catalogue, safe.result.pages.catalogue
    assert [one.slug for one in before] == [one.slug for one in after]
    lines = dict(edited(safe))
    old, new = (Counter(stated(*one) for one in claims(catalogue)) for catalogue in (before, after))
    for catalogue, gone, side in ((before, old - new, 0), (after, new - old, 1)):
        places = {(claim.path, claim.line) for slug, claim in claims(catalogue) if stated(slug, claim) in gone}
        assert {(path, n) for path, n in places if path not in lines or n not in lines[path][side]} == set()


def words(items: Items) -> list[str]:
    """A page as visitors see it, word by word."""
    found: list[str] = []
    for item in items:
        if isinstance(item, Text):
            found += item.text.split()
        elif isinstance(item, Open):
            found += [f"<{item.name}>", *(value for _, value in item.attributes)]
        elif isinstance(item, Picture):
            found += [item.alt, item.source, item.link or ""]
        else:
            found.append(str(item))
    return found


def rendered(kramdown: Kramdown, page: ni.Document) -> list[str]:
    """What a page or data file shows."""
    if page.name.endswith((".yml", ".yaml")):
        return [
            value for record in kramdown.records(page.text) for key in sorted(record) for value in (key, record[key])
        ]
    shown = kramdown.page(page.text)
    return [*(f"{key}: {value}" for key, value in shown.front.items()), *words(shown.items)]


def test_rendered_pages_differ_only_where_fixes_are(safe: Outcome, kramdown: Kramdown) -> None:
    """Each word, address and picture that kramdown shows differently stands on a line that a fix changed."""
    for path, lines in edited(safe):
        try:
            old, new = (rendered(kramdown, pages.by_path[path]) for pages in (safe.site.pages, safe.result.pages))
        except SiteError:  # the site could not be built with this page, before or after
            continue
        sources = [letters("".join(side.values())) for side in lines]
        for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                others = [word for word in old[start:end] if letters(word) not in sources[0]]
                others += [word for word in new[new_start:new_end] if letters(word) not in sources[1]]
                assert not others, path
