"""On a terminal: tables that fold, colours that can be switched off, and titles that cannot steer it."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships.cli._contents import (
    Alike,
    Content,
    Disagreements,
    Export,
    Found,
    OneProject,
    Page,
    Projects,
    Written,
    counts_of,
)
from nhs_internships.cli._plain import plain, plain_lines
from nhs_internships.model import OutputKind
from nhs_internships.query import Hit, Similar

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "[red]x[/red] \x1b[2J\x1b]0;owned\x07 \u202egnirts :smile: \x9b1m"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def _show(content: Content, width: int = 80, colour: bool = True) -> str:
    """What a terminal of a width receives."""
    pytest.importorskip("rich")
    from rich.console import Console

    from nhs_internships.cli._screens import screen_of

    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=width, color_system="standard" if colour else None)
    console.print(screen_of(content))
    return stream.getvalue()


def _contents(catalogue: ni.Catalogue) -> dict[str, Content]:
    first = catalogue.projects[0]
    entries = (ni.Entry(title=first.title, badges=first.badges),)
    brief = ni.Brief(title=first.title, keywords=first.labels(), fields=(ni.Field(name="Need", text=first.title),))
    return {
        "list": Projects(catalogue.projects),
        "show": OneProject(first, catalogue),
        "search": Found(((first, Hit(slug=first.slug, score=1.0, snippet=f"a **{first.title}** b")),)),
        "similar": Alike(((first, Similar(slug=first.slug, score=0.5, words=(first.title,))),)),
        "stats": counts_of(catalogue),
        "export": Export(f"title: {first.title}\n"),
        "conflicts": Disagreements(catalogue.conflicts()),
        "read": Page("page.md", "LINK_LIST", entries, None, ()),
        "read a brief": Page("brief.md", "BRIEF", (), brief, ()),
    }


def _hostile() -> ni.Catalogue:
    badge = ni.Badge(label=HOSTILE, facet=ni.Facet.AREA)
    output = ni.Output(kind=OutputKind.CODE, url=HOSTILE)
    run = ni.Internship(code=HOSTILE, title=HOSTILE, outputs=(output,))
    brief = ni.Brief(title=HOSTILE, keywords=(HOSTILE,))
    project = ni.Project(slug="x", title=HOSTILE, url=HOSTILE, badges=(badge,), brief=brief, internships=(run,))
    claims = [ni.Claim(field="title", value=value, path=HOSTILE) for value in (HOSTILE, f"{HOSTILE}!")]
    relation = ni.Relation(source="x", kind="repository", target=HOSTILE)
    return ni.Catalogue(projects=[project], claims_by_slug={"x": claims}, relations=[relation], name=HOSTILE)


@pytest.mark.parametrize("name", list(_contents(_hostile())))
def test_a_title_cannot_steer_the_terminal(name: str) -> None:
    """Control sequences, direction marks and mark-up of a text arrive as plain characters."""
    shown = COLOUR.sub("", _show(_contents(_hostile())[name]))
    odd = {char for char in shown if not char.isprintable()} - {"\n"}
    assert odd == set()
    assert "[red]x[/red]" in shown or (name == "stats" and "[red]" in shown)


@pytest.mark.parametrize("name", list(_contents(_hostile())))
def test_without_colour_there_is_no_escape(name: str) -> None:
    """With NO_COLOR not even bold letters are asked for."""
    assert "\x1b" not in _show(_contents(_hostile())[name], colour=False)


def test_no_color_switches_colours_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable NO_COLOR counts when it is set and not empty; FORCE_COLOR does not win over it."""
    pytest.importorskip("rich")
    from nhs_internships.cli._screens import console_for

    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    assert console_for(io.StringIO()).color_system is None


@pytest.mark.parametrize("width", [40, 80, 200])
def test_nothing_is_wider_than_the_terminal(site: Path, width: int) -> None:
    """Each line fits; what is too long goes on in the next line."""
    for content in _contents(ni.load(site)).values():
        lines = COLOUR.sub("", _show(content, width)).split("\n")
        assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", [30, 80])
def test_nothing_is_cut_off(site: Path, width: int) -> None:
    """Every word of every title is there, however narrow the terminal."""
    catalogue = ni.load(site)
    shown = "".join(COLOUR.sub("", _show(Projects(catalogue.projects), width)).split())
    assert [project.title for project in catalogue if "".join(project.title.split()) not in shown] == []


def test_a_list_has_a_heading_for_each_status(site: Path) -> None:
    """Projects stand under their status, with their number; how many there are in all comes last."""
    ordered = ni.load(site).order_by("status", "title")
    lines = COLOUR.sub("", _show(Projects(ordered.projects))).split("\n")
    assert [line.strip() for line in lines if line and not line.startswith(" ")] == [
        "OPEN (2)",
        "ACTIVE (1)",
        "PAUSED (1)",
        "4 projects",
    ]


def test_show_marks_what_is_disputed(site: Path) -> None:
    """A field about which sources disagree carries a mark, and the mark is explained."""
    catalogue = ni.load(site)
    shown = _show(OneProject(catalogue["secrets"], catalogue), colour=False)
    assert "status !" in shown
    assert "title !" not in shown
    assert "sources disagree" in shown


def test_search_shows_words_that_were_found() -> None:
    """The marks of the library become bold letters."""
    project = ni.Project(slug="a", title="A")
    shown = _show(Found(((project, Hit(slug="a", score=1.0, snippet="on **privacy** and")),)))
    assert "on \x1b[1;32mprivacy\x1b[0m and" in shown


def test_stats_shows_every_table(site: Path) -> None:
    """Each statistic has a table; a zero is a zero."""
    shown = _show(counts_of(ni.load(site)), colour=False)
    heads = ("status", "wave", "area", "modality", "technique", "Runs with each area in each wave")
    assert [
        head for head in (*heads, "Waves with their internships", "Internships with a published") if head not in shown
    ] == []
    assert re.search(r"report +0 +0 ", shown)


def test_a_file_that_was_written_is_no_output() -> None:
    """The message says all."""
    assert _show(Written("a.png", 5)) == ""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("  a:\r\n    b\n", "  a:\n    b\n"),
        ("a\tb", "a\\tb"),
        ("a\rb\x1b", "a\\rb\\x1b"),
    ],
)
def test_plain_lines(text: str, lines: str) -> None:
    """Lines and blanks stay; what would steer the terminal is written as an escape."""
    assert plain_lines(text) == lines


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a title", "a title"),
        ("tab\tand\r\nlines", "tab and lines"),
        ("bell\x07", "bell\\x07"),
        ("\u202eright to left", "\\u202eright to left"),
        ("half \ud83d", "half \\ud83d"),
        ("łódź – 🙂", "łódź – 🙂"),
    ],
)
def test_plain_text(text: str, line: str) -> None:
    """Text becomes one line; what cannot be seen is written as an escape."""
    assert plain(text) == line
