"""On a terminal: tables that fit, colours that can be switched off, and titles that cannot control it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships.cli.text import plain, plain_lines
from nhs_internships.model import OutputKind

if TYPE_CHECKING:
    from pathlib import Path

    from _command import Command

HOSTILE = "[red]x[/red] \x1b[2J\x1b]0;owned\x07 \u202egnirts :smile: \x9b1m"
CALLS = (["list"], ["show", "x"], ["search", "x"], ["similar", "y"], ["stats"], ["conflicts"])
FORMATS = (["export", "--format", "yaml"], ["export", "--format", "csv"], ["export"])


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A catalogue whose texts hold control characters and mark-up."""
    badge = ni.Badge(label=HOSTILE, facet=ni.Facet.AREA)
    output = ni.Output(kind=OutputKind.CODE, url=HOSTILE)
    run = ni.Internship(code=HOSTILE, title=HOSTILE, wave=ni.Wave(number=1), outputs=(output,))
    brief = ni.Brief(title=HOSTILE, keywords=(HOSTILE,))
    project = ni.Project(slug="x", title=HOSTILE, url=HOSTILE, badges=(badge,), brief=brief, internships=(run,))
    others = (ni.Project(slug="y", title=HOSTILE, badges=(badge,)), ni.Project(slug="z", title="z"))
    claims = [ni.Claim(field="title", value=value, path=HOSTILE) for value in (HOSTILE, f"{HOSTILE}!")]
    relation = ni.Relation(source="x", kind="repository", target=HOSTILE)
    catalogue = ni.Catalogue(
        projects=[project, *others], claims_by_slug={"x": claims}, relations=[relation], name=HOSTILE
    )
    path = tmp_path / "hostile.json"
    path.write_text(catalogue.to_json(), encoding="utf-8")
    return path


@pytest.mark.parametrize("words", [*CALLS, *FORMATS])
def test_a_title_cannot_control_the_terminal(terminal: Command, hostile: Path, words: list[str]) -> None:
    """Control sequences, direction marks and mark-up of a text are printed as visible characters."""
    done = terminal(*words, "--catalogue", hostile)
    assert {char for char in done.out if not char.isprintable()} - {"\n"} == set()
    assert "[red]" in done.out


@pytest.mark.parametrize(
    "text",
    [f"* [{HOSTILE}](x/)\n", f"---\ntitle: x\npermalink: /x/\n---\n# x\n\n**Keywords:** A, B\n\n**Need:** {HOSTILE}\n"],
)
def test_a_page_cannot_control_the_terminal(terminal: Command, tmp_path: Path, text: str) -> None:
    """Neither by an entry nor by a brief."""
    page = tmp_path / "page.md"
    page.write_text(f"## Open Projects\n\n{text}" if text.startswith("*") else text, encoding="utf-8")
    done = terminal("read", page)
    assert {char for char in done.out + done.err if not char.isprintable()} - {"\n"} == set()
    assert "[red]x" in done.out


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_no_color_switches_styles_off(
    with_rich: Command, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    """Not even bold letters are asked for, whatever else is set."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert "\x1b" not in with_rich("list").out


def test_rich_adds_colour(with_rich: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A status and the labels of each facet have colours of their own."""
    monkeypatch.delenv("NO_COLOR")
    out = with_rich("list", "--area", "PETs").out
    styles = {text: style for style, text in re.findall(r"\x1b\[([0-9;]+)m(\w+)", out)}
    assert [styles[text] for text in ("open", "PETs", "DifferentialPrivacy", "Tabular")] == ["1;32", "36", "35", "32"]


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize(
    "words",
    [["list"], ["show", "secrets"], ["search", "made"], ["similar", "made-up-letters"], ["conflicts"]],
)
def test_nothing_is_wider_than_the_terminal(
    terminal: Command, site: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], width: int
) -> None:
    """Each line fits; what is too long goes on in the next line."""
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(map(len, terminal(*words, "--catalogue", site).out.splitlines())) <= width


@pytest.mark.parametrize("width", [50, 80, 200])
def test_statistics_fit_the_terminal(
    terminal: Command, site: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """The narrowest table with every number has 48 columns."""
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(map(len, terminal("stats", "--catalogue", site).out.splitlines())) <= width


def test_every_wave_has_a_column_at_80_columns(terminal: Command) -> None:
    """All eleven waves of the bundled catalogue fit beside the areas."""
    lines = terminal("stats").out.splitlines()
    (numbers,) = (line.split()[1:] for line in lines if re.fullmatch("NLP( +[0-9]+){11}", line))
    assert len(numbers) == 11
    assert max(map(len, (line for line in lines if "-in-" not in line and "-a-" not in line))) <= 80


@pytest.mark.parametrize("words", [["show", "text-description-imaging"], ["conflicts"], ["stats"], ["list"]])
def test_no_slug_path_or_link_is_broken(terminal: Command, command: Command, words: list[str]) -> None:
    """Each stands on one line at 80 columns, even one that is longer: the terminal wraps and copies it whole."""
    pattern = r"(?:https?://|\b[\w.-]+/)[\w./-]+(?::\d+)?|\b\w+(?:-\w+){3,}\b"
    shown = set(re.findall(pattern, terminal(*words).out))
    assert set(re.findall(pattern, command(*words).out)) - shown <= _not_on_the_screen(words)
    assert shown


def _not_on_the_screen(words: list[str]) -> set[str]:
    """A list shows the address of no project."""
    return {str(project.url) for project in ni.bundled()} if words == ["list"] else set()


def test_addresses_are_links(with_rich: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the escape sequence OSC 8; without colour there are none."""
    address = "https://github.com/nhsx/txt-ray-align"
    assert "\x1b" not in with_rich("show", "text-description-imaging").out
    monkeypatch.delenv("NO_COLOR")
    link = r"\x1b\]8;[^;]*;([^\x1b]+)\x1b\\([^\x1b]+)\x1b\]8;;\x1b\\"
    assert (address, address) in re.findall(link, with_rich("show", "text-description-imaging").out)


def test_an_address_that_is_none_is_no_link(with_rich: Command, monkeypatch: pytest.MonkeyPatch, hostile: Path) -> None:
    """Control characters or another scheme stay text."""
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b]8" not in with_rich("show", "x", "--catalogue", hostile).out


@pytest.mark.parametrize("width", [30, 80])
def test_nothing_is_cut_off(terminal: Command, site: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """Every title is there in full, however narrow the terminal."""
    monkeypatch.setenv("COLUMNS", str(width))
    # Beside a wrapped title there is only the wave.
    shown = "".join(terminal("list", "--catalogue", site).out.replace("wave 6", "").split())
    assert [project.title for project in ni.load(site) if "".join(project.title.split()) not in shown] == []


def test_a_list_has_the_status_and_the_wave_on_the_left(terminal: Command, site: Path) -> None:
    """Beside them are the title, the slug and the labels; how many there are comes last."""
    done = terminal("list", "--catalogue", site, "--status", "active", "--status", "paused")
    *lines, last = (line.rstrip() for line in done.out.splitlines())
    assert lines == [
        "active  Summaries of notes",
        "wave 6  summaries  NLP, VAE",
        "paused  Shared secrets",
        "        secrets  PETs",
        "",
    ]
    assert last.startswith("2 projects (1 active, 1 paused)")


def test_a_list_of_nothing_is_a_message(terminal: Command, site: Path) -> None:
    """No empty table, no empty line."""
    done = terminal("list", "--catalogue", site, "--area", "PETs", "--status", "open")
    assert done == (1, "", "No projects match these filters.\n")


def test_show_marks_fields_with_a_conflict(terminal: Command, site: Path) -> None:
    """The mark is explained below the table."""
    shown = terminal("show", "secrets", "--catalogue", site).out
    assert re.search(r"^status ! +paused *\n +index\.md:15 *\n +open", shown, re.MULTILINE)
    assert "title !" not in shown
    assert shown.rstrip().endswith("! Sources disagree; the first value is used.")


def test_search_marks_matches_in_the_title(with_rich: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The marks of the library become bold letters, and the title is shown once."""
    monkeypatch.delenv("NO_COLOR")
    out = with_rich("search", "understanding privacy leakage").out
    assert "\x1b[1;32mLeakage\x1b[0m when" in out
    assert out.count("Understanding") == 1


def test_stats_has_every_table(terminal: Command, site: Path) -> None:
    """Each statistic has a table; a zero is a zero."""
    shown = terminal("stats", "--catalogue", site).out
    heads = ("status", "wave", "area", "modality", "technique", "Internships with each area in each wave")
    assert [head for head in heads if head.casefold() not in shown.casefold()] == []
    assert re.search(r"report +0 +0 +1\b", shown)


def test_numbers_of_a_column_are_aligned(terminal: Command) -> None:
    """Their last digits are below each other."""
    lines = [line for line in terminal("stats").out.splitlines() if line.startswith(("code ", "page "))]
    assert len({len(line.rstrip()) for line in lines}) == 1


@pytest.mark.parametrize("words", [["schema"], ["export", "--format", "yaml"], ["completion", "fish"]])
def test_a_text_for_another_program_is_shown_as_it_is(terminal: Command, command: Command, words: list[str]) -> None:
    """No table is made of it, and no line is wrapped."""
    pytest.importorskip("shtab")
    assert terminal(*words) == command(*words)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("  a:\r\n    b\n", "  a:\n    b\n"),
        ("a\tb", "a\\tb"),
        ("a\rb\x1b", "a\\rb\\x1b"),
    ],
)
def test_plain_lines(text: str, lines: str) -> None:
    """Lines and spaces stay; what would control the terminal is written as an escape."""
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
