"""Fixes are made together, checked on the pages as they are read again, and kept only if they help."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import write
from nhs_internships.checks import Settings
from nhs_internships.checks.base import found
from nhs_internships.checks.pages import SitePages
from nhs_internships.diagnostics import Diagnostic, FileEdit, Fix
from nhs_internships.errors import QueryError
from nhs_internships.site.fixing import Fixed, fixed
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from pathlib import Path


Check = Callable[[SitePages], Iterator[Diagnostic]]
PAGE = "## Open Projects\n\n- [Maps of hedges](maps-of-hedges)\n- [Counting owls](counting-owls)\n"


def replaced(pattern: str, new: str, code: str = "NI116") -> Check:
    """A check that finds a pattern on every page, with a fix that replaces it."""

    def find(pages: SitePages) -> Iterator[Diagnostic]:
        for document in pages.documents:
            for match in re.finditer(pattern, document.text):
                edit = FileEdit(path=document.name, span=Span(*match.span()), text=match.expand(new))
                fix = Fix(title="replace it", edits=(edit,))
                yield found(document, code, f"{match.group()!r} is wrong", edit.span, fix=fix)

    return find


def together(*checks: Check) -> Callable[[SitePages], list[Diagnostic]]:
    """What several checks find, in the order of the pages."""

    def find(pages: SitePages) -> list[Diagnostic]:
        every = [finding for check in checks for finding in check(pages)]
        return sorted(every, key=lambda one: (one.path, one.line or 0, one.column or 0))

    return find


def site_of(folder: Path, **pages: str) -> ni.Site:
    """A site of pages, by the names of their files without ``.md``."""
    return ni.Site.open(write(folder, {f"{name}.md": text for name, text in (pages or {"index": PAGE}).items()}))


def fix(site: ni.Site, *checks: Check, wanted: Callable[[Diagnostic, Fix], bool] = lambda _, __: True) -> Fixed:
    """The site after the fixes of what some checks find."""
    return fixed(site.root, site.pages, together(*checks), wanted, site.limits)


def texts(result: Fixed) -> dict[str, str]:
    """The pages as they will be."""
    return {document.name: document.text for document in result.pages.documents}


SLASHES = replaced(r"\]\(([a-z-]+)\)", r"](\1/)")


def test_every_fix_is_made_on_every_page(tmp_path: Path) -> None:
    """The change has all pages with a finding, and says how many findings it fixes."""
    site = site_of(tmp_path, index=PAGE, other=PAGE, clean="# Nothing\n")
    result = fix(site, SLASHES)
    expected = PAGE.replace("hedges)", "hedges/)").replace("owls)", "owls/)")
    assert texts(result) == {"clean.md": "# Nothing\n", "index.md": expected, "other.md": expected}
    assert result.number == 4


def test_what_was_fixed_stays_as_it_is(tmp_path: Path) -> None:
    """A second run changes nothing."""
    first = fix(site_of(tmp_path), SLASHES)
    again = fix(site_of(tmp_path, index=texts(first)["index.md"]), SLASHES)
    assert (texts(again), again.number) == (texts(first), 0)


def test_only_what_is_wanted_is_fixed(tmp_path: Path) -> None:
    """The caller chooses among findings and fixes."""
    result = fix(site_of(tmp_path), SLASHES, wanted=lambda finding, _: finding.line == 4)
    assert texts(result)["index.md"] == PAGE.replace("owls)", "owls/)")


def test_fixes_that_touch_each_other_are_made_one_after_the_other(tmp_path: Path) -> None:
    """Neither undoes the other one, whichever comes first."""
    site = site_of(tmp_path, index="# abcd\n")
    result = fix(site, replaced("ab", "AB"), replaced("cd", "CD"), replaced("bc", "BC"))
    assert texts(result) == {"index.md": "# ABCD\n"}


def test_what_a_fix_uncovers_is_fixed_with_it(tmp_path: Path) -> None:
    """A finding may hide another one, and neither is left."""
    site = site_of(tmp_path, index="# a\n\nb\n")
    result = fix(site, replaced("(?<=# )a", "A"), replaced("(?<=A\n\n)b", "B", "NI112"))
    assert texts(result) == {"index.md": "# A\n\nB\n"}
    assert result.number == 1


def test_a_fix_may_be_needed_twice(tmp_path: Path) -> None:
    """Where one fault is written twice at a place, the second one shows when the first one is gone."""
    site = site_of(tmp_path, index='# a""\n')
    assert texts(fix(site, replaced('"(?=\n)', ""))) == {"index.md": "# a\n"}


def test_fixes_that_undo_each_other_are_not_made(tmp_path: Path) -> None:
    """Each one uncovers the other one's finding, so neither helps."""
    site = site_of(tmp_path, index="# a\n")
    assert texts(fix(site, replaced("a", "b"), replaced("b", "a", "NI112"))) == {"index.md": "# a\n"}


def test_a_fix_that_keeps_its_finding_is_not_made(tmp_path: Path) -> None:
    """Writing something else that is wrong helps nobody; the others are made all the same."""
    site = site_of(tmp_path)
    result = fix(site, SLASHES, replaced("Maps|Plans", "Plans"))
    assert texts(result)["index.md"] == PAGE.replace("hedges)", "hedges/)").replace("owls)", "owls/)")
    assert result.number == 2
    assert result.warnings == (
        "index.md, line 3: NI116 is not fixed, because the fix would not mend it or would cause another finding",
    )


def test_a_fix_that_causes_another_finding_is_not_made(tmp_path: Path) -> None:
    """Also where the other finding is on another line, has another code, and comes from reading the page."""
    site = site_of(tmp_path, index="---\ntitle: a\n---\n# b\n# c\n")
    result = fix(site, replaced("# b", "# B"), replaced("(?<=\n)---", "..."), replaced(r"\.\.\.", "---", "NI112"))
    assert texts(result)["index.md"] == "---\ntitle: a\n---\n# B\n# c\n"


def test_a_fix_is_not_to_blame_for_another_one(tmp_path: Path) -> None:
    """Of many fixes only the one that does harm is left out."""
    lines = [f"- [Project {n}](project-{n})" for n in range(40)]
    site = site_of(tmp_path, index="\n".join(("## Open Projects", "", *lines, "")))
    result = fix(site, replaced(r"\((project-\d+)\)", r"(\1/)"), replaced("project-17/", "project-17/", "NI112"))
    assert result.number == 39
    assert len(result.warnings) == 1
    assert "(project-17)\n" in texts(result)["index.md"]


def test_fixes_that_only_hurt_together_are_made_as_far_as_possible(tmp_path: Path) -> None:
    """The first one is made, and the second one only if it helps after that."""
    site = site_of(tmp_path, index="# a\n\nb\n")
    result = fix(site, replaced("a", "A"), replaced("b", "B"), replaced("A(?=\n\nB)", "A", "NI112"))
    assert texts(result)["index.md"] == "# A\n\nb\n"


def test_a_finding_on_a_line_that_moves_is_no_new_one(tmp_path: Path) -> None:
    """A fix may add lines above other findings."""
    site = site_of(tmp_path)

    def odd(pages: SitePages) -> Iterator[Diagnostic]:
        page = pages.by_path["index.md"]
        at = page.text.index("Counting")
        yield found(page, "NI112", "odd", Span(at, at + 8))

    result = fix(site, replaced(r"\A(?!# )", "# Title\n\n"), odd)
    assert texts(result)["index.md"] == f"# Title\n\n{PAGE}"


@pytest.mark.parametrize("text", ["\0", "\ud800", "x" * 600_000])
def test_a_fix_that_cannot_be_written_is_not_made(text: str, tmp_path: Path) -> None:
    """No page can hold such a text."""
    site = site_of(tmp_path)
    assert texts(fix(site, replaced("Maps", text))) == {"index.md": PAGE}


@pytest.mark.parametrize(("path", "span"), [("other.md", Span(0, 1)), ("index.md", Span(0, 10_000))])
def test_a_fix_of_a_place_that_does_not_exist_is_not_made(path: str, span: Span, tmp_path: Path) -> None:
    """Neither of another page than those that were read, nor beyond the end of one."""
    site = site_of(tmp_path)
    lost = Fix(title="lost", edits=(FileEdit(path=path, span=span, text="x"),))
    result = fix(site, lambda pages: iter([found(pages.documents[0], "NI116", "odd", Span(0, 1), fix=lost)]))
    assert texts(result) == {"index.md": PAGE}
    assert len(result.warnings) == 1


def test_the_edits_of_one_fix_are_made_together_or_not_at_all(tmp_path: Path) -> None:
    """A fix of two pages of which one cannot be written changes neither."""
    site = site_of(tmp_path, a="# a\n", b="# b\n")

    def find(pages: SitePages) -> Iterator[Diagnostic]:
        edits = tuple(FileEdit(path=path, span=Span(2, 3), text=new) for path, new in (("a.md", "A"), ("b.md", "\0")))
        if pages.by_path["a.md"].text == "# a\n":
            yield found(pages.by_path["a.md"], "NI116", "odd", Span(2, 3), fix=Fix(title="both", edits=edits))

    assert texts(fix(site, find)) == {"a.md": "# a\n", "b.md": "# b\n"}


def test_many_fixes_of_one_page_take_little_time(tmp_path: Path) -> None:
    """The time grows with the size of the page, not with its square."""
    site = site_of(tmp_path, index="x a\n" * 15_000)
    assert fix(site, replaced(" a", " b"), replaced("^x", "y")).number == 15_001


LINKS = "## Open Projects\n\n[Ask us](team@example.org), [look](www.example.org).\n"


MAIL = LINKS.replace("(team", "(mailto:team")
BOTH = MAIL.replace("(www", "(https://www")


@pytest.mark.parametrize(
    ("select", "ignore", "ignored", "expected"),
    [
        ([], [], [], BOTH),
        (["NI604"], [], [], MAIL),
        ([], ["NI607"], [], MAIL),
        (["NI6"], ["NI607"], [], MAIL),
        ([], [], ["NI607"], MAIL),
        (["NI604"], [], ["NI6"], MAIL),
    ],
)
def test_a_site_fixes_the_findings_that_are_selected(
    select: list[str], ignore: list[str], ignored: list[str], expected: str, tmp_path: Path
) -> None:
    """What the caller or the settings leave out stays; what is selected counts more than the settings."""
    site = ni.Site.open(write(tmp_path, {"index.md": LINKS}), settings=Settings(ignore=ignored))
    assert site.after(site.fix(select=select, ignore=ignore)).documents["index.md"].text == expected


@pytest.mark.parametrize("unsafe", [False, True])
def test_unsafe_fixes_are_made_on_request(unsafe: bool, tmp_path: Path) -> None:
    """On a page of the old site no fix is safe."""
    old = "---\nlayout: projects_old\n---\n"
    site = site_of(tmp_path, index=f"{old}{LINKS}")
    assert site.after(site.fix(unsafe=unsafe)).documents["index.md"].text == f"{old}{BOTH if unsafe else LINKS}"


def test_the_change_says_how_many_findings_it_fixes(tmp_path: Path) -> None:
    """The summary begins with their number."""
    assert site_of(tmp_path, index=LINKS).fix().summary() == "fix 2 findings: 1 file edited\n  edited index.md (+1 -1)"


def test_a_code_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    """As `check` does."""
    with pytest.raises(QueryError, match="NI604"):
        site_of(tmp_path).fix(select=["NI6O4"])


def test_a_fix_is_written_with_the_newlines_of_the_page(tmp_path: Path) -> None:
    """Byte order mark, carriage returns and a missing end of the last line stay."""
    text = f"\ufeff{LINKS}".replace("\n", "\r\n").removesuffix("\r\n")
    site = ni.Site.open(write(tmp_path, {"index.md": text}))
    site.fix().apply()
    expected = f"\ufeff{BOTH}".replace("\n", "\r\n").removesuffix("\r\n")
    assert (tmp_path / "index.md").read_bytes() == expected.encode()
