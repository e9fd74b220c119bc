"""`check`: what it reads, what it prints, and its exit codes."""

from __future__ import annotations

import io
import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from _checked import full_brief
from _git import commit, git, repository
from _sites import listing, write
from nhs_internships.testing import SMALL_SITE, SMALL_SITE_AS_OF

if TYPE_CHECKING:
    from pathlib import Path

    from _command import Command

BADGE = "![area](https://img.shields.io/badge/NLP-yellow)"
ONLY = ("--select", "NI201,NI206,NI311")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with three findings, one of them on another page; it is the current folder."""
    pages = {
        "index.md": f"{listing('## Open Projects', ': Counting bees')}\n{BADGE}\n",
        "content/more.md": listing("## Odd heading", "maps-of-hedges: Maps of hedges"),
    }
    folder = write(tmp_path / "site", pages)
    monkeypatch.chdir(folder)
    return folder


def _places(out: str) -> list[str]:
    return [line.split(" ")[0] for line in out.splitlines() if line]


def test_a_clean_site_is_exit_0(command: Command, tmp_path: Path) -> None:
    """And it says so."""
    folder = write(tmp_path / "clean", SMALL_SITE)
    done = command("check", folder, "--as-of", SMALL_SITE_AS_OF)
    assert (done.code, done.out, done.err) == (0, "No findings.\n", "")


def test_findings_are_exit_1(command: Command, site: Path) -> None:
    """The current folder is checked when no path is given."""
    done = command("check", *ONLY, "--format", "concise")
    assert done.code == 1
    assert _places(done.out) == ["content/more.md:2:4:", "index.md:4:", "index.md:6:1:"]
    assert done.err == "3 findings in 2 files: 2 warnings, 1 note.\n"
    assert command("check", site, *ONLY, "--format", "concise") == done


def test_exit_zero_is_for_reports(command: Command, site: Path) -> None:
    """The findings are the same."""
    done = command("check", site, *ONLY, "--exit-zero")
    assert done == command("check", site, *ONLY)._replace(code=0)


def test_the_full_format_shows_the_source(command: Command, site: Path) -> None:
    """The line, a caret below each character of the place, and the hint; it is the default."""
    done = command("check", site, "--select", "NI201")
    assert (
        done.out
        == f"""\
index.md:6:1: warning NI201 this badge belongs to no entry
  6 | {BADGE}
    | {"^" * len(BADGE)}

1 warning in 1 file.
"""
    )
    assert command("check", site, "--select", "NI201", "--format", "full") == done


def test_a_long_line_is_cut_around_the_place(
    terminal: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal nothing is wider than it, and the carets stand below what they mean."""
    badges = " ".join(BADGE for _ in range(9))
    monkeypatch.chdir(
        write(tmp_path, {"index.md": f"## Open Projects\n\n{badges} <a href='javascript:alert(1)'>here</a>\n"})
    )
    out = terminal("check", "--select", "NI201").out
    lines = out.splitlines()
    assert max(map(len, lines)) <= 80
    for at, line in enumerate(lines):
        if "^" in line:
            shown = lines[at - 1]
            begin, end = line.index("^"), len(line.rstrip())
            assert shown[begin:end].startswith("![area](")


def test_related_places_are_shown(command: Command, tmp_path: Path) -> None:
    """Each below the finding, so that a maintainer can go there."""
    pages = {"index.md": listing("## Open Projects", "a-bee: A bee", "## Paused Projects", "a-bee: A bee")}
    done = command("check", write(tmp_path, pages), "--select", "NI313")
    assert "error NI313" in done.out


@pytest.mark.parametrize("codes", [["--select", "NI206", "--select", "NI311"], ["--select", "NI206,NI311"]])
def test_codes_are_selected_by_repetition_or_commas(command: Command, site: Path, codes: list[str]) -> None:
    """Both are usual."""
    done = command("check", site, *codes, "--format", "concise")
    assert [line.split(" ")[2] for line in done.out.splitlines()] == ["NI206", "NI311"]


def test_codes_are_ignored(command: Command, site: Path) -> None:
    """A beginning means all codes that begin so."""
    done = command("check", site, *ONLY, "--ignore", "NI2", "--format", "concise")
    assert _places(done.out) == ["index.md:4:"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--select", "NI2O1"], 'unknown code "NI2O1"; did you mean "NI201"?'),
        (["--format", "sarf"], 'unknown format "sarf"; did you mean "sarif"?'),
        (["--as-of", "today"], '--as-of: expected a day such as 2024-02-05, not "today"'),
        (["--as-of", "2024-02-31"], '--as-of: expected a day such as 2024-02-05, not "2024-02-31"'),
        (["--select", ""], "--select: expected codes such as NI6,NI801; leave the option out to mean all"),
        (["--json", "--format", "github"], "--json and --format github cannot both be printed; leave one out"),
        (["--stdin-filename", "index.md"], "--stdin-filename needs the path -, which reads standard input"),
        (["-", "index.md"], "- reads standard input; leave out the other paths"),
        (["--staged", "index.md"], "--staged takes one folder, that of the site"),
        (["nowhere"], "nowhere: No such file or directory"),
    ],
)
def test_wrong_arguments_are_exit_2(command: Command, site: Path, words: list[str], message: str) -> None:
    """The message says what is wrong; nothing is printed as data."""
    done = command("check", *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"nhs-internships: {message}")


def test_a_folder_without_pages_is_exit_2(command: Command, tmp_path: Path) -> None:
    """It would look like a clean site."""
    assert command("check", tmp_path).code == 2


def test_wrong_settings_are_exit_2(command: Command, site: Path) -> None:
    """The message names the file and each key."""
    write(site, {"nhs-internships.toml": 'ingore = ["NI2"]\n'})
    done = command("check")
    assert (done.code, done.out) == (2, "")
    assert done.err == 'nhs-internships: nhs-internships.toml: ingore: unknown key; did you mean "ignore"?\n'


def test_a_pattern_that_fits_no_page_is_said(command: Command, site: Path) -> None:
    """It may be misspelt, and what it should leave out is reported."""
    write(site, {"nhs-internships.toml": 'exclude = ["content", "contnet"]\n[paths]\n"index.md" = ["NI201"]\n'})
    out = command("check").out
    assert 'A pattern of the settings fits no page: "contnet".' in out
    assert out.count("A pattern") == 1


# What is read.


def test_a_page_alone_has_its_own_findings(command: Command, site: Path) -> None:
    """Its path is shown as it was given."""
    done = command("check", site / "content" / "more.md", *ONLY, "--format", "concise")
    assert _places(done.out) == [f"{(site / 'content' / 'more.md').as_posix()}:2:4:"]


@pytest.mark.parametrize("mark", ["_config.yml", "mkdocs.yml", "nhs-internships.toml"])
def test_a_page_is_checked_with_its_site(command: Command, site: Path, mark: str) -> None:
    """What other pages state is known, and only what is found on the page is reported."""
    pages = {"more/index.md": listing("## Paused Projects", "a-bee: A bee"), mark: ""}
    write(site, {**pages, "other.md": listing("## Open Projects", "a-bee: A bee")})
    assert "NI313" in command("check", "more/index.md", "other.md").out
    assert _places(command("check", "content/more.md", "--format", "concise").out) == ["content/more.md:2:4:"]


def test_paths_lead_from_the_current_folder(command: Command, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that an editor or a CI service finds the file."""
    monkeypatch.chdir(site.parent)
    assert _places(command("check", "site", *ONLY, "--format", "concise").out)[1] == "site/index.md:4:"
    found = json.loads(command("check", "site", *ONLY, "--json").out)["findings"]
    assert {one["path"] for one in found} == {"site/index.md", "site/content/more.md"}


def test_a_site_elsewhere_has_whole_paths(
    command: Command, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that they lead to the file from wherever an editor is."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    found = _places(command("check", site, *ONLY, "--format", "concise").out)
    assert found[1] == f"{site.as_posix()}/index.md:4:"


def test_a_folder_of_a_site_is_checked_with_the_site(
    command: Command, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its settings count, and only what is wrong in the folder is reported; paths lead from the current folder."""
    write(site, {"nhs-internships.toml": 'ignore = ["NI311"]\n', "_data/kanban.yml": "# empty\n"})
    assert _places(command("check", "content", *ONLY, "--format", "concise").out) == ["content/more.md:2:4:"]
    monkeypatch.chdir(site / "content")
    assert _places(command("check", "--select", "NI206", "--format", "concise").out) == ["../content/more.md:2:4:"]


def test_a_folder_of_a_site_needs_a_page(command: Command, site: Path) -> None:
    """Else it would look clean."""
    write(site, {"_config.yml": "", "pictures/a.txt": ""})
    done = command("check", "pictures")
    assert (done.code, done.err) == (2, "nhs-internships: pictures: there is no page and no data file in it\n")


def test_each_folder_is_a_site(command: Command, site: Path) -> None:
    """What one states contradicts nothing in the other."""
    write(site, {"a/index.md": listing("## Open Projects", "a-bee: A bee")})
    write(site, {"b/index.md": listing("## Paused Projects", "a-bee: A bee"), "b/more.md": listing("## Odd", "c-d: E")})
    done = command("check", "a", "b", "--select", "NI313,NI206", "--format", "concise")
    assert _places(done.out) == ["b/more.md:2:4:"]


def test_a_site_beside_the_current_folder_belongs_to_itself(command: Command, site: Path, tmp_path: Path) -> None:
    """``../other`` is no part of the site from which it is named."""
    write(site, {"_config.yml": ""})
    write(tmp_path / "other", {"contact.md": MAIL})
    done = command("check", "../other", "--fix", "--select", "NI6")
    assert (done.code, done.out) == (0, "No findings.\n")
    assert (tmp_path / "other/contact.md").read_text(encoding="utf-8") == MAIL.replace("(", "(mailto:")


def test_a_page_without_a_site_is_said_to_be_alone(command: Command, site: Path) -> None:
    """Other pages may contradict it; ``index.md`` beside ``_data`` makes a site."""
    alone = "Checked without a site: content/more.md. A site has nhs-internships.toml, _config.yml, mkdocs.yml, or "
    assert alone in command("check", "content/more.md").out
    write(site, {"_data/kanban.yml": "# empty\n"})
    assert "Checked without a site" not in command("check", "content/more.md").out


@pytest.mark.parametrize("name", ["tool.py", "pyproject.toml", "README"])
def test_what_is_no_page_is_refused(command: Command, site: Path, name: str) -> None:
    """It would look clean, or full of nonsense."""
    write(site, {name: ""})
    done = command("check", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"nhs-internships: {name} is not a page: a page ends in .md, .markdown, .yml or .yaml")


def test_what_cannot_be_read_is_an_error(command: Command, site: Path) -> None:
    """And what rests on it is not looked for: a brief that nobody can read may well be linked."""
    write(site, {"_config.yml": "", "projects/a-bee.md": full_brief(title="A bee", permalink="/a-bee/")})
    assert "NI615" in command("check", "--select", "NI615").out
    (site / "content" / "more.md").write_bytes(b"caf\xe9\n")
    done = command("check", "--select", "NI615,NI125")
    assert "content/more.md: error NI125" in done.out
    assert "NI615 no" not in done.out
    assert "1 path could not be read, and not checked." in done.out
    assert "Not checked, because they need every page: NI615." in done.out
    done = command("check", "content/more.md")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("nhs-internships: content/more.md: not UTF-8")


def _type(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_standard_input(command: Command, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor hands over what is not saved yet."""
    _type(monkeypatch, listing("## Odd", "c-d: E").encode())
    done = command("check", "-", *ONLY, "--format", "concise")
    assert (done.code, _places(done.out)) == (1, ["stdin.md:2:4:"])


def test_standard_input_may_have_a_name(command: Command, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it takes the place of that page of the site, and only its findings are reported."""
    write(site, {"_config.yml": "", "other.md": listing("## Open Projects", "a-bee: A bee")})
    _type(monkeypatch, listing("## Paused Projects", "a-bee: A bee").encode())
    done = command("check", "-", "--stdin-filename", "index.md", "--select", "NI313,NI311", "--format", "concise")
    assert (done.code, _places(done.out)) == (1, ["index.md:4:"])
    _type(monkeypatch, listing("## Open Projects", "a-bee: A bee").encode())
    done = command("check", "-", "--stdin-filename", "new.md", "--select", "NI313,NI311")
    assert (done.code, done.out) == (0, "No findings.\n")


def test_standard_input_that_is_no_text_is_exit_2(
    command: Command, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a file would be."""
    _type(monkeypatch, b"\xff\xfe\x00")
    done = command("check", "-")
    assert (done.code, done.out) == (2, "")


def test_what_is_staged(command: Command, site: Path) -> None:
    """The texts of the index, with the whole site; only what is staged is reported."""
    repository(site)
    commit(site)
    write(site, {"nhs-internships.toml": 'ignore = ["NI201"]\n', "new.md": listing("## Odd", "a-bee: A bee")})
    write(site, {"more.md": listing("## Open Projects", "a-bee: A bee", "## Paused Projects", "a-bee: A bee")})
    git(site, "add", "new.md", "nhs-internships.toml")
    write(site, {"new.md": "saved later"})
    done = command("check", "--staged", "--format", "concise")
    assert (done.code, _places(done.out)) == (1, ["new.md:2:4:"])
    assert command("check", ".", "--staged", "--format", "concise") == done


def test_nothing_staged_is_a_clean_site(command: Command, site: Path) -> None:
    """A commit of other files has nothing to do with the pages."""
    repository(site)
    commit(site)
    assert command("check", "--staged").code == 0


def test_staged_changes_are_judged_by_what_they_do_to_other_pages(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A brief is removed or renamed, and the listing still links it: the page that nobody touched is wrong now."""
    pages = {
        "_config.yml": "",
        "index.md": listing("## Open Projects", "a-bee: A bee", "old-one: Gone"),
        "projects/a-bee.md": full_brief(title="A bee", permalink="/a-bee/"),
        "projects/wasps.md": full_brief(title="Wasps", permalink="/wasps/"),
    }
    site = repository(write(tmp_path / "site", pages))
    monkeypatch.chdir(site)
    commit(site)
    select = ("--staged", "--select", "NI611,NI615", "--format", "concise")
    git(site, "rm", "--quiet", "projects/a-bee.md")
    removed = command("check", *select)
    assert (removed.code, len(_places(removed.out))) == (1, 1)
    assert _places(removed.out)[0].startswith("index.md:")
    monkeypatch.chdir(site / "projects")
    assert [f"../{one}" for one in _places(removed.out)] == _places(command("check", *select).out)


def test_staged_needs_a_repository(command: Command, site: Path) -> None:
    """The message is git's."""
    done = command("check", "--staged")
    assert (done.code, done.out) == (2, "")
    assert "not a git repository" in done.err


def test_the_day_is_that_of_the_newest_commit(command: Command, site: Path) -> None:
    """In a git work tree; ``--as-of`` counts more, and elsewhere there is none."""
    assert json.loads(command("check", "--json").out)["as_of"] is None
    repository(site)
    commit(site, "2023-08-03T12:00:00Z")
    for path in (".", "index.md"):
        assert json.loads(command("check", path, "--json").out)["as_of"] == "2023-08-03"
    assert json.loads(command("check", "--staged", "--json").out)["as_of"] == "2023-08-03"
    assert json.loads(command("check", "--as-of", "2024-02-05", "--json").out)["as_of"] == "2024-02-05"


# Other formats.


def test_json_has_everything(command: Command, site: Path) -> None:
    """One document; ``--json`` is short for it."""
    done = command("check", *ONLY, "--json", "--as-of", "2024-02-05")
    document = json.loads(done.out)
    assert (done.code, done.err, document["as_of"], document["skipped"]) == (1, "", "2024-02-05", [])
    assert document["findings"][2] == {
        "code": "NI201",
        "severity": "warning",
        "message": "this badge belongs to no entry",
        "path": "index.md",
        "line": 6,
        "column": 1,
        "span": {"start": 40, "end": 40 + len(BADGE)},
        "hint": "",
        "related": [],
        "fix": None,
    }
    assert command("check", *ONLY, "--format", "json", "--as-of", "2024-02-05") == done


@pytest.mark.parametrize("format_", ["full", "concise", "json", "github", "sarif", "markdown"])
def test_no_format_can_control_a_terminal(terminal: Command, tmp_path: Path, format_: str) -> None:
    """Whatever a page or a file name holds."""
    name = "a\x1b[2J.md" if os.name != "nt" else "a.md"
    hostile = "\x1b[2J\x1b]0;owned\x07 \u202egnirts \x9b1m ::error::x"
    page = write(tmp_path, {name: f"## {hostile}\n\n- [{hostile}]()\n{BADGE} {hostile}\n"})
    out = terminal("check", page, "--format", format_).out
    assert {char for char in out if not char.isprintable()} - {"\n"} == set()


@pytest.mark.parametrize("format_", ["full", "concise", "github", "markdown"])
def test_no_format_holds_a_workflow_command_of_a_page(command: Command, tmp_path: Path, format_: str) -> None:
    """GitHub obeys a line that begins with two colons; none begins with what a page states."""
    page = write(
        tmp_path, {"a.md": "## Odd\n\n- [\u0085::error::x\u2028::error::x]()\n::error::x &nbsp; " + BADGE + "\n"}
    )
    out = command("check", page, "--format", format_).out
    commands = [line for line in out.splitlines() if line.lstrip().startswith("::")]
    assert [line for line in commands if ",title=NI" not in line] == []


@pytest.mark.parametrize("format_", ["full", "concise", "json", "github", "sarif", "markdown"])
def test_every_format_has_an_exit_code(command: Command, site: Path, format_: str) -> None:
    """1 for findings, 0 without."""
    assert command("check", "--format", format_, *ONLY).code == 1
    assert command("check", "--format", format_, "--select", "NI101").code == 0


# Dates.


def test_without_a_date_the_dated_rules_are_named(command: Command, tmp_path: Path) -> None:
    """In every format; with a date they run."""
    site = write(tmp_path / "site", SMALL_SITE)
    done = command("check", site)
    assert done.code == 0
    note = done.out.splitlines()[-1]
    codes = note.removeprefix("Not checked without a date: ").removesuffix(". Give one with --as-of.").split(", ")
    assert codes == json.loads(command("check", site, "--json").out)["skipped"] != []
    assert note in command("check", site, "--format", "concise").err
    for format_ in ("github", "markdown", "sarif"):
        assert note in command("check", site, "--format", format_).out
    assert json.loads(command("check", site, "--json", "--as-of", SMALL_SITE_AS_OF).out)["skipped"] == []
    assert "NI908" in codes
    assert "NI908" not in command("check", site, "--ignore", "NI908").out


# Fixes.

MAIL = "# Contact\n\n[Ask us](team@example.org).\n"


@pytest.fixture
def fixable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one safe fix; it is the current folder."""
    folder = write(tmp_path / "fixable", {"contact.md": MAIL})
    monkeypatch.chdir(folder)
    return folder


def test_a_diff_writes_nothing(command: Command, fixable: Path) -> None:
    """It is a patch of what --fix would do."""
    done = command("check", "--diff", "--select", "NI6")
    assert done.code == 1
    assert done.out == (
        "diff --git a/contact.md b/contact.md\n--- a/contact.md\n+++ b/contact.md\n@@ -1,3 +1,3 @@\n # Contact\n \n"
        "-[Ask us](team@example.org).\n+[Ask us](mailto:team@example.org).\n"
    )
    assert done.err == "fix 1 finding: 1 file edited\nedited contact.md (+1 -1)\nNothing was written.\n"
    assert (fixable / "contact.md").read_text(encoding="utf-8") == MAIL


def test_fixes_are_made_and_the_rest_is_reported(command: Command, fixable: Path) -> None:
    """The exit code is about the rest."""
    done = command("check", "--fix", "--select", "NI6")
    assert (done.code, done.out) == (0, "No findings.\n")
    assert done.err == "fix 1 finding: 1 file edited\nedited contact.md (+1 -1)\n"
    assert (fixable / "contact.md").read_text(encoding="utf-8") == MAIL.replace("(", "(mailto:")
    assert command("check", "--fix", "--select", "NI6") == done._replace(err="")
    assert command("check", "--diff", "--select", "NI6")._replace(err="") == done._replace(err="", out="")


def test_only_the_named_page_is_fixed(command: Command, fixable: Path) -> None:
    """In a site, or in a folder of it; the rest of the report is about that page, too."""
    write(fixable, {"_config.yml": "title: A\n", "team/who.md": MAIL})
    done = command("check", "--fix", "team", "--select", "NI6")
    assert (done.code, done.out) == (0, "No findings.\n")
    assert done.err == "fix 1 finding: 1 file edited\nedited team/who.md (+1 -1)\n"
    assert (fixable / "contact.md").read_text(encoding="utf-8") == MAIL
    assert (fixable / "team/who.md").read_text(encoding="utf-8") == MAIL.replace("(", "(mailto:")
    assert command("check", "--diff", "contact.md", "--select", "NI6").out.count("\n+") == 2
    assert command("check", "--fix", "missing").code == 2


def test_a_safe_fix_is_offered(command: Command, fixable: Path) -> None:
    """The full format shows what it does, and the summary counts it."""
    out = command("check", "--select", "NI6").out
    assert "  fix:  " in out
    assert "1 finding has a safe fix, which --fix makes." in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--unsafe-fixes"], "--unsafe-fixes says which fixes are made; add --fix, or --diff to see them"),
        (["--diff", "--json"], "--diff prints a patch; leave out --json and --format"),
        (["--fix", "contact.md"], "fixes are made in a site; name its folder, or pages of one site"),
        (["--fix", "-"], "fixes are made in files; leave out --staged and -"),
        (["--fix", "--staged"], "fixes are made in files; leave out --staged and -"),
    ],
)
def test_wrong_fixes_are_exit_2(command: Command, fixable: Path, words: list[str], message: str) -> None:
    """Nothing is changed."""
    done = command("check", *words)
    assert (done.code, done.out, done.err) == (2, "", f"nhs-internships: {message}\n")
    assert (fixable / "contact.md").read_text(encoding="utf-8") == MAIL
