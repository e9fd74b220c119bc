"""The commands that change a site: what they show, what they ask, what they write, and what they refuse."""

from __future__ import annotations

import json
import re
import shlex
import sys
import time
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _git import commit, git, repository
from _sites import listing, write
from nhs_internships.cli.table_of_changes import CHANGES
from nhs_internships.testing import SMALL_SITE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from _command import Command

BRIEF = "content/projects/{}/maps-of-hedges.md"
MOVE = ("move", "maps-of-hedges", "paused")
SUMMARY = [
    "move maps-of-hedges to paused: 1 file edited, 1 file moved",
    "edited content/projects.md (+1 -3)",
    f"moved {BRIEF.format('new_open')} -> {BRIEF.format('closed/paused')}",
]
LEFT = ['content/projects.md: nothing is listed under "Open Projects Accepting Applications" any more']
CALLS = (
    "move maps-of-hedges paused",
    "add 'Moss on Stones' --area NLP --technique NER --modality Text --field need='Nobody counts moss.'",
    "remove maps-of-hedges",
    "edit maps-of-hedges --title 'Maps of Ditches' --area Graphs",
    "wave-open 'Wave 7 (August - December 2024)' maps-of-hedges orchards-that-never-grew",
    "wave-close 6",
    "rename-label Text Txt",
    "replace-links datascience@nhs.net datascience@nhs.uk",
    "convert content/projects.md cards",
    "fix",
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one safe fix; it is the current folder."""
    pages = {**SMALL_SITE, "contact.md": "# Contact\n\n[Ask us](datascience@nhs.net).\n"}
    folder = write(tmp_path / "site", pages)
    monkeypatch.chdir(folder)
    return folder


def _texts(folder: Path) -> Mapping[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


def test_every_change_is_called_here() -> None:
    """A new command that changes a site is tested like the others."""
    assert {call.split()[0] for call in CALLS} == {command.name for command in CHANGES}


# Showing and writing.


@pytest.mark.parametrize("call", CALLS)
def test_a_dry_run_writes_nothing(command: Command, site: Path, call: str) -> None:
    """The patch goes to standard output, and what it does to standard error."""
    before = _texts(site)
    done = command(*shlex.split(call), "--dry-run")
    assert done.code == 0
    assert done.out.startswith("diff --git a/")
    assert "1 file edited" in done.err or "files edited" in done.err
    assert _texts(site) == before


@pytest.mark.parametrize("call", CALLS)
def test_git_applies_what_is_printed(command: Command, site: Path, call: str) -> None:
    """It gives the same files as the command itself."""
    repository(site)
    commit(site)
    patch = command(*shlex.split(call), "--dry-run").out
    assert command(*shlex.split(call), "--yes").code == 0
    written = _texts(site)
    git(site, "reset", "--quiet", "--hard")
    git(site, "clean", "--quiet", "--force", "-d")
    assert written != _texts(site)
    (site.parent / "change.patch").write_text(patch, encoding="utf-8", newline="")
    git(site, "apply", "../change.patch")
    assert _texts(site) == written


def test_yes_writes_the_change(command: Command, site: Path) -> None:
    """And shows it as before."""
    shown = command(*MOVE, "--dry-run")
    done = command(*MOVE, "--yes")
    assert (done.code, done.out) == (0, shown.out)
    assert done.err.splitlines() == [*SUMMARY, *LEFT, "The change was written."]
    assert shown.err.splitlines() == [f"would {SUMMARY[0]}", *SUMMARY[1:], *LEFT]
    assert (site / BRIEF.format("closed/paused")).exists()
    assert not (site / BRIEF.format("new_open")).exists()


def test_the_site_may_be_elsewhere(command: Command, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths in the patch lead from the folder of the site."""
    here = command(*MOVE, "--dry-run")
    monkeypatch.chdir(site.parent)
    assert command(*MOVE, "--dry-run", "--site", "site") == here
    page = ("convert", "site/content/projects.md", "cards", "--site", "site", "--dry-run")
    assert "edited content/projects.md" in command(*page).err


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("place", ["content", "content/projects", "_data"])
def test_a_part_of_a_site_is_refused(
    command: Command, site: Path, monkeypatch: pytest.MonkeyPatch, call: str, place: str
) -> None:
    """The pages outside it state the same facts; the site is named, which is the one that `check` reads."""
    before = _texts(site)
    there = command(*shlex.split(call), "--yes", "--site", place)
    assert (there.code, there.out) == (2, "")
    assert (
        there.err == f"nhs-internships: {place} is a part of the site {site.as_posix()}; add --site {site.as_posix()}\n"
    )
    monkeypatch.chdir(site / place)
    here = command(*shlex.split(call), "--yes")
    assert (here.code, here.out, here.err) == (2, "", there.err.replace(f" {place} is", " the current folder is"))
    assert _texts(site) == before


def test_a_site_of_its_own_may_lie_in_another(command: Command, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its settings file says so."""
    write(site / "inner", {**SMALL_SITE, "nhs-internships.toml": ""})
    monkeypatch.chdir(site / "inner")
    assert command(*MOVE, "--dry-run").code == 0


def test_warnings_follow_the_summary(command: Command, site: Path) -> None:
    """A completed project leaves something to do."""
    done = command("move", "maps-of-hedges", "completed", "--dry-run")
    assert 'is "tbu", which is a placeholder (NI602, also on lines 4, 5)' in done.err


def test_json_is_one_document(command: Command, site: Path) -> None:
    """It has the same patch, and says whether the change was written."""
    patch = command(*MOVE, "--dry-run").out
    done = command(*MOVE, "--dry-run", "--json")
    document = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert list(document) == ["title", "written", "files", "diff", "warnings"]
    assert (document["title"], document["written"], document["diff"]) == (SUMMARY[0].split(":")[0], False, patch)
    assert document["files"][1] == {
        "kind": "moved",
        "old_path": BRIEF.format("new_open"),
        "new_path": BRIEF.format("closed/paused"),
        "note": "",
    }
    done = command(*MOVE, "--yes", "--json")
    assert (json.loads(done.out), done.err) == ({**document, "written": True}, "")
    assert (site / BRIEF.format("closed/paused")).exists()


def test_nothing_to_change_is_exit_1(command: Command, site: Path) -> None:
    """Nothing is asked, and the message says why."""
    done = command("convert", "index.md", "badge-table", "--yes")
    assert done == (1, "", "index.md is written in badge-table already.\n")
    assert command("fix", "--select", "NI101", "--yes") == (1, "", "Nothing can be fixed.\n")
    document = json.loads(command("fix", "--select", "NI101", "--dry-run", "--json").out)
    assert (document["files"], document["diff"]) == ([], "")


# Asking.


@pytest.mark.parametrize("typed", ["y\n", "Yes\n", " YES \n"])
def test_yes_on_a_terminal(terminal: Command, site: Path, type_in: Callable[[str], None], typed: str) -> None:
    """The diff, the summary and the question; then the change is written."""
    type_in(typed)
    done = terminal(*MOVE)
    assert done.code == 0
    assert done.out.startswith("diff --git a/content/projects.md b/content/projects.md\n")
    assert SUMMARY[0] in done.out.splitlines()
    assert done.err == "Write this change? [y/N] The change was written.\n"
    assert (site / BRIEF.format("closed/paused")).exists()


@pytest.mark.parametrize("typed", ["n\n", "\n", "", "maybe\n"])
def test_anything_else_is_a_no(with_rich: Command, site: Path, type_in: Callable[[str], None], typed: str) -> None:
    """Nothing is written, and the exit code says so."""
    before = _texts(site)
    type_in(typed)
    done = with_rich(*MOVE)
    assert (done.code, done.err.splitlines()[-1].removeprefix("Write this change? [y/N] ")) == (
        1,
        "Nothing was written.",
    )
    assert _texts(site) == before


def test_what_changed_while_asking_is_kept(with_rich: Command, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves the page before the answer: nothing is written over it."""

    class _Editor:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            write(site, {"content/projects.md": "# Saved meanwhile\n"})
            return "y\n"

    monkeypatch.setattr(sys, "stdin", _Editor())
    done = with_rich(*MOVE)
    assert done.code == 2
    assert "nhs-internships: content/projects.md: " in done.err
    assert (site / "content/projects.md").read_text(encoding="utf-8") == "# Saved meanwhile\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "there is no terminal to ask on; add --yes to write the change, or --dry-run to see it"),
        ("--force", "there is no terminal to ask on; add --yes to write the change, or --dry-run to see it"),
        ("--json", "--json asks nothing; add --yes to write the change, or --dry-run to see it"),
        ("--dry-run --yes", "--dry-run writes nothing, and --yes writes the change; leave one out"),
    ],
)
@pytest.mark.parametrize("call", CALLS)
def test_without_a_terminal_it_must_be_decided_before(
    command: Command, site: Path, call: str, words: str, message: str
) -> None:
    """Nothing is read or written."""
    before = _texts(site)
    done = command(*shlex.split(call), *shlex.split(words))
    assert done == (2, "", f"nhs-internships: {message}\n")
    assert _texts(site) == before


# What git could not give back.


@pytest.fixture
def committed(site: Path) -> Path:
    """The site in a subfolder of a repository, with everything committed."""
    repository(site.parent)
    commit(site.parent)
    return site


def _edit(site: Path) -> None:
    page = site / "content" / "projects.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nA note.\n", encoding="utf-8")


def _stage(site: Path) -> None:
    text = (site / "content" / "projects.md").read_text(encoding="utf-8")
    _edit(site)
    git(site, "add", "content/projects.md")
    write(site, {"content/projects.md": text})


def _untrack(site: Path) -> None:
    git(site, "rm", "--quiet", "--cached", "content/projects.md")


@pytest.mark.parametrize("change", [_edit, _stage, _untrack])
def test_what_is_not_committed_is_not_touched(
    command: Command, committed: Path, change: Callable[[Path], None]
) -> None:
    """An edit that is saved or staged, and a file that git does not know; ``--force`` touches it all the same."""
    change(committed)
    before = _texts(committed)
    done = command(*MOVE, "--yes")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "nhs-internships: content/projects.md has changes that are not committed in git; "
        "commit them first, or add --force\n"
    )
    assert _texts(committed) == before
    assert command(*MOVE, "--dry-run").code == 0
    assert command(*MOVE, "--yes", "--force").code == 0


def test_a_new_path_counts_too(command: Command, committed: Path) -> None:
    """The file was deleted, and that is not committed: the brief would take its place."""
    write(committed, {BRIEF.format("closed/paused"): "A note.\n"})
    commit(committed)
    (committed / BRIEF.format("closed/paused")).unlink()
    done = command(*MOVE, "--yes")
    assert f"{BRIEF.format('closed/paused')} has changes" in done.err


def test_other_files_do_not_count(command: Command, committed: Path) -> None:
    """Only what the change would touch must be committed."""
    write(committed, {"index.md": SMALL_SITE["index.md"] + "\nA note.\n", "new.md": "# New\n"})
    assert command(*MOVE, "--yes").code == 0


def test_converted_line_ends_are_committed(command: Command, committed: Path) -> None:
    """Git may write other line ends into the folder than it keeps."""
    page = committed / "content" / "projects.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert command(*MOVE, "--yes").code == 0


def test_many_names_are_cut_short(command: Command, site: Path) -> None:
    """In a repository without a commit every file counts."""
    repository(site)
    done = command("replace-links", "nhsx.github.io", "nhsengland.github.io", "--yes")
    assert done.code == 2
    assert " and 3 more have changes that are not committed" in done.err


# What is refused.


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("move maps-of-hedgse paused", 'unknown slug "maps-of-hedgse"; did you mean "maps-of-hedges"?'),
        ("move maps-of-hedges pausd", 'invalid status "pausd"'),
        ("move maps-of-hedges open", "maps-of-hedges: it is open already"),
        ("move maps-of-hedges active --wave soon", 'invalid wave "soon": expected a form such as "Wave 6'),
        ("move maps-of-hedges future", "no page has a section for future projects; add --create-section to write one"),
        ("add 'Maps of Hedges'", "maps-of-hedges: a project has this slug already; choose another slug"),
        ("add ' '", 'argument TITLE: expected a text, not " "'),
        ("add '???'", "the title gives no slug; give one, such as --slug made-up-project"),
        ("add Moss --slug 'Mo ss'", "digits and hyphens; give one, such as --slug made-up-project"),
        ("add Moss --status future", "write a heading for them on one of content/projects.md, index.md first"),
        ("add Moss --status opn", 'invalid status "opn"'),
        ("add Moss --wave soon", 'invalid wave "soon": expected a form such as "Wave 6'),
        ("add Moss --area ''", '--area: expected a text, not ""'),
        ("add Moss --field need", '--field: expected a name and a text, such as need="Ships wait.", not "need"'),
        ("add Moss --field =x", '--field: expected a name and a text, such as need="Ships wait.", not "=x"'),
        ("add Moss --field need=a --field need=b", '--field: "need" is given twice; give each field one text'),
        ("remove maps-of-hedgse", 'unknown slug "maps-of-hedgse"; did you mean "maps-of-hedges"?'),
        ("edit maps-of-hedgse --title Hedges", 'unknown slug "maps-of-hedgse"; did you mean "maps-of-hedges"?'),
        ("edit maps-of-hedges", "no new fact is given; add --title, --url, --area, --technique, --modality or --label"),
        ("edit maps-of-hedges --url /made-up-meadows/", '"made-up-meadows" is another project'),
        ("wave-open 7 maps-of-hedgse", 'unknown slug "maps-of-hedgse"; did you mean "maps-of-hedges"?'),
        ("wave-open seven maps-of-hedges", 'invalid wave "seven": expected a form such as "Wave 6'),
        ("wave-open 7", 'missing argument SLUG; see "nhs-internships wave-open --help"'),
        ("wave-close 12", "Wave 12: no running project is listed under this wave"),
        ("rename-label Texts Txt", 'unknown label "Texts"; did you mean "Text"?'),
        ("rename-label Text ' '", 'argument NEW: expected a text, not " "'),
        ("rename-label Text Txt --facet kind", 'unknown facet "kind". Valid: area, technique, modality, topic'),
        ("replace-links https://a.example https://b.example", "https://a.example: no page links to this address"),
        ("convert indx.md cards", 'indx.md: the site has no such page; did you mean "index.md"?'),
        ("convert index.md card", 'unknown dialect "card"; did you mean "cards"? Valid: link-list, title-list'),
        ("fix --select NI6O1", 'unknown code "NI6O1"; did you mean "NI601"?'),
        ("fix --site nowhere", "nowhere: No such file or directory"),
        ("fix --site index.md", "index.md: a site is a folder, and this is a file; name the folder that holds it"),
    ],
)
def test_a_refusal_is_one_line(command: Command, site: Path, call: str, message: str) -> None:
    """It says what was given and what to do, in terms of the command; nothing is written."""
    before = _texts(site)
    done = command(*shlex.split(call), "--yes")
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert message in done.err
    assert _texts(site) == before


# Each command.


def test_a_wave_is_given_by_its_number(command: Command, site: Path) -> None:
    """The entry goes under the row of the wave that is there."""
    assert command("move", "maps-of-hedges", "active", "--wave", "6", "--yes").code == 0
    text = (site / "index.md").read_text(encoding="utf-8")
    assert text.index("**Wave 6 ") < text.index("Maps of Hedges") < text.index("Reading Garden Letters")


def test_a_project_is_added_with_all_that_is_known(command: Command, site: Path) -> None:
    """Each option may be repeated, and a label that is given twice counts once."""
    labels = ("--area", "NLP", "--area", "Graphs", "--area", "NLP", "--technique", "NER", "--modality", "Text")
    texts = ("--field", "need=Moss = green.", "--field", "Datasets=None yet.")
    listed = ("--slug", "moss", "--status", "active", "--wave", "6")
    assert command("add", "Moss on Stones", *listed, *labels, *texts, "--label", "Walls", "--yes").code == 0
    found = ni.load(site)["moss"]
    assert (found.title, found.status) == ("Moss on Stones", "active")
    assert [(badge.facet.value, badge.label) for badge in found.badges] == [
        ("area", "NLP"),
        ("area", "Graphs"),
        ("technique", "NER"),
        ("modality", "Text"),
        ("topic", "Walls"),
    ]
    assert [found.wave] == [wave for wave in ni.load(site).waves if wave.number == 6]
    brief = (site / "content/projects/active/moss.md").read_text(encoding="utf-8")
    assert "**Need:** Moss = green.\n" in brief
    assert "**Datasets:** None yet.\n" in brief


def test_a_new_project_is_open(command: Command, site: Path) -> None:
    """Its title is enough."""
    assert command("add", "Moss", "--yes").code == 0
    assert ni.load(site)["moss"].status == "open"


def test_a_section_is_written_for_a_new_project(command: Command, tmp_path: Path) -> None:
    """If that is asked for."""
    folder = write(tmp_path, {"index.md": listing("## Open Projects", "a-b: A")})
    done = command("add", "Moss", "--status", "future", "--create-section", "--yes", "--site", folder)
    assert done.code == 0
    assert ni.load(folder)["moss"].status == "future"


def test_labels_are_replaced_by_those_that_are_given(command: Command, site: Path) -> None:
    """The title and the status stay."""
    before = ni.load(site)["maps-of-hedges"]
    assert command("edit", "maps-of-hedges", "--technique", "NER", "--yes").code == 0
    found = ni.load(site)["maps-of-hedges"]
    assert [(badge.facet.value, badge.label) for badge in found.badges] == [("technique", "NER")]
    assert (found.title, found.status) == (before.title, before.status)


def test_a_project_gets_another_address(command: Command, site: Path) -> None:
    """Title and labels stay."""
    before = ni.load(site)["maps-of-hedges"]
    assert command("edit", "maps-of-hedges", "--url", "/hedges/", "--yes").code == 0
    found = ni.load(site)["hedges"]
    assert (found.title, found.badges) == (before.title, before.badges)
    assert "maps-of-hedges" not in ni.load(site)


def test_what_leads_to_a_removed_brief_is_a_warning(command: Command, site: Path) -> None:
    """The record of a completed project stays."""
    done = command("remove", "topics-of-gardeners", "--yes")
    assert "_data/completed.yml, line 1: its record stays" in done.err.splitlines()
    assert not (site / "content/projects/closed/complete/topics-of-gardeners.md").exists()


def test_a_wave_begins_and_ends(command: Command, site: Path) -> None:
    """Its projects are active, then completed; the wave is listed among the others."""
    assert command("wave-open", "Wave 7 (August - December 2024)", "maps-of-hedges", "--yes").code == 0
    assert "Wave 7 - August to December 2024" in (site / "_data/kanban.yml").read_text(encoding="utf-8")
    assert (site / BRIEF.format("active")).exists()
    assert command("wave-close", "7", "--yes").code == 0
    assert "stage: Wave 7 - August to December 2024" in (site / "_data/completed.yml").read_text(encoding="utf-8")
    assert (site / BRIEF.format("closed/complete")).exists()


def test_a_section_is_written_if_that_is_asked_for(command: Command, site: Path) -> None:
    """The refusal names the option."""
    done = command("move", "maps-of-hedges", "future", "--create-section", "--dry-run")
    assert done.code == 0
    assert any(line.startswith("+##") and "Future" in line for line in done.out.splitlines())


def test_a_label_is_renamed_in_one_facet(command: Command, site: Path) -> None:
    """A technique stays, if areas were asked for."""
    write(
        site,
        {"more.md": listing("## Open Projects", "a-b: A") + "![technique](https://img.shields.io/badge/NLP-9cf)\n"},
    )
    done = command("rename-label", "NLP", "Free text", "--facet", "area", "--dry-run")
    assert "more.md" not in done.err


def test_fix_makes_the_fixes_of_check(command: Command, site: Path) -> None:
    """It says what is left, and its exit code is about the change."""
    patch = command("check", "--diff").out
    done = command("fix", "--yes")
    assert (done.code, done.out) == (0, patch)
    assert done.err.splitlines()[-2:] == ["The change was written.", "No findings."]
    write(site, {"index.md": SMALL_SITE["index.md"] + "\n[x]()\n", "contact.md": "# Contact\n\n[Us](a@b.example).\n"})
    assert command("fix", "--yes").err.splitlines()[-1].startswith("Left: ")


# On a terminal.


def test_a_diff_has_colours(with_rich: Command, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Green is new, red is gone, headings are bold, and what differs within a line is in inverse colours."""
    monkeypatch.delenv("NO_COLOR")
    out = with_rich("fix", "--dry-run").out
    assert "\x1b[1m+++ b/contact.md\x1b[0m\n" in out
    assert re.findall(r"\x1b\[([0-9;]+)m([-+].*?|mailto:)\x1b", out)[2:] == [
        ("31", "-[Ask us]("),
        ("32", "+[Ask us]("),
        ("7;32", "mailto:"),
    ]


def test_lines_that_have_little_in_common_are_not_marked(
    with_rich: Command, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that becomes a heading is another line, and not an edited one."""
    monkeypatch.delenv("NO_COLOR")
    out = with_rich("convert", "index.md", "link-list", "--dry-run").out
    assert "\x1b[32m+#### Wave 6 (February - July 2024)\x1b[0m\n" in out
    assert "\x1b[7;" not in out


def test_lines_of_a_diff_stay_whole(terminal: Command, site: Path) -> None:
    """The terminal wraps them; each can be copied. Everything below fits 80 columns."""
    done = terminal("move", "maps-of-hedges", "completed", "--dry-run")
    patch, _, rest = done.out.partition("\nwould move maps-of-hedges to completed")
    assert max(map(len, patch.splitlines())) > 200
    assert max(map(len, rest.splitlines())) <= 80
    assert "warning  _data/completed.yml, line " in rest
    assert done.err == ""


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_a_page_cannot_control_the_terminal(terminal: Command, site: Path, words: tuple[str, ...]) -> None:
    """Neither by what changes, nor by what stands beside it."""
    hostile = "\x1b[2J\x1b]0;owned\x07 \u202egnirts \x9b1m [red]x[/red]"
    write(site, {"contact.md": f"# {hostile}\n\n[{hostile}](datascience@nhs.net).\n"})
    done = terminal("fix", "--dry-run", *words)
    assert "[red]x" in done.out
    assert {char for char in done.out + done.err if not char.isprintable()} - {"\n"} == set()


def test_a_terminal_shows_what_takes_long(with_rich: Command, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On standard error, on one line that is gone afterwards; nothing where it is quick."""
    assert with_rich("fix", "--dry-run").err == ""
    monkeypatch.setattr("nhs_internships.cli.waiting.SECONDS", 0.01)
    monkeypatch.setattr("nhs_internships.site.Site.fix", _slowly(site))
    done = with_rich("fix", "--dry-run")
    assert "\rPlanning the change ... 0 s\r" in done.err
    assert done.err.endswith(" \rNothing can be fixed.\n")


def _slowly(site: Path) -> Callable[..., object]:
    from nhs_internships.site import ChangeSet

    def fix(*_: object, **__: object) -> ChangeSet:
        time.sleep(0.2)
        return ChangeSet(root=site)

    return fix
