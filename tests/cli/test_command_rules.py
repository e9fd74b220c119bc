"""`explain`, `labels`, and what other commands say about the findings of a folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from _sites import listing, write
from nhs_internships.checks import explain
from nhs_internships.diagnostics import RULES
from nhs_internships.testing import SMALL_SITE, SMALL_SITE_OF_CARDS

if TYPE_CHECKING:
    from pathlib import Path

    from _command import Command


# explain


def test_a_code_is_explained(command: Command) -> None:
    """With its severity, its text and its examples, in Markdown."""
    done = command("explain", "NI311")
    assert (done.code, done.err) == (0, "")
    assert done.out == str(explain("NI311"))


def test_several_codes_and_beginnings(command: Command) -> None:
    """Each once, in the order in which they were given."""
    out = command("explain", "NI316", "NI12", "NI121").out
    assert [line for line in out.splitlines() if line.startswith("## NI")] == [
        *("## NI316", "## NI121", "## NI122", "## NI123", "## NI124", "## NI125")
    ]


def test_an_unknown_code_is_exit_2(command: Command) -> None:
    """With the nearest one."""
    done = command("explain", "NI3I1")
    assert (done.code, done.out) == (2, "")
    assert done.err == 'nhs-internships: unknown code "NI3I1"; did you mean "NI311"?\n'


def test_explain_as_json(command: Command) -> None:
    """A list of objects with the files of the examples."""
    (one,) = json.loads(command("explain", "NI311", "--json").out)
    assert list(one) == ["code", "severity", "summary", "text", "as_of", "bad", "good"]
    assert list(one["bad"]) == ["index.md"]


def test_without_a_code_all_rules_are_listed(command: Command, terminal: Command) -> None:
    """One a line."""
    lines = command("explain").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == list(RULES)
    assert [one["code"] for one in json.loads(command("explain", "--json").out)] == list(RULES)
    assert max(map(len, terminal("explain").out.splitlines())) <= 80


# labels


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """A site in which one label has two spellings, and one is in no term."""
    site = write(tmp_path / "site", SMALL_SITE)
    page = site / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("badge/Text-9cf", "badge/TextData-9cf"), encoding="utf-8")
    other = site / "content" / "projects.md"
    other.write_text(other.read_text(encoding="utf-8").replace("badge/GNNs-", "badge/Gardening-", 1), encoding="utf-8")
    return site


def test_labels_have_terms_counts_and_places(command: Command, labelled: Path) -> None:
    """A line for each spelling of each kind."""
    done = command("labels", labelled)
    assert (done.code, done.err) == (0, "")
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert ["modality", "TextData", "Text", "1", "index.md:14"] in rows
    assert ["technique", "Gardening", "", "1", "content/projects.md:13"] in rows
    assert [row[0] for row in rows] == sorted(
        (row[0] for row in rows), key=["area", "technique", "modality", "topic", "keyword"].index
    )


def test_labels_as_json(command: Command, labelled: Path) -> None:
    """The places are objects."""
    found = json.loads(command("labels", labelled, "--json").out)
    (one,) = [use for use in found if use["label"] == "TextData"]
    assert one == {
        "label": "TextData",
        "kind": "modality",
        "term": "Text",
        "count": 1,
        "places": [{"path": "index.md", "line": 14}],
    }


def test_labels_of_cards(terminal: Command, tmp_path: Path) -> None:
    """On a terminal a table for each kind; many places are counted."""
    done = terminal("labels", write(tmp_path / "site", SMALL_SITE_OF_CARDS))
    assert done.code == 0
    assert max(map(len, done.out.splitlines())) <= 80
    assert "modality\n" in done.out


def test_own_terms_count(command: Command, labelled: Path) -> None:
    """Those in the settings of the site."""
    write(labelled, {"nhs-internships.toml": '[[term]]\nlabel = "Gardens"\nfacet = "technique"\nold = ["Gardening"]\n'})
    rows = [line.split("\t") for line in command("labels", labelled).out.splitlines()]
    assert ["technique", "Gardening", "Gardens", "1", "content/projects.md:13"] in rows


def test_no_labels_is_exit_1(command: Command, tmp_path: Path) -> None:
    """As for any question without an answer."""
    done = command("labels", write(tmp_path / "site", {"index.md": "# Nothing\n"}))
    assert (done.code, done.out, done.err) == (1, "", "No labels found.\n")


# Other commands.

BAD = {"index.md": listing("## Open Projects", ": Counting bees", "a-bee: A bee", "## Paused Projects", "a-bee: A bee")}


@pytest.mark.parametrize(
    "words",
    [
        *(["list"], ["show", "a-bee"], ["search", "bee"], ["stats"], ["conflicts"], ["export"]),
        ["export", "-o", "out.csv"],
    ],
)
def test_a_folder_with_findings_is_mentioned(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    """On standard error, with the command that shows them; never with --json."""
    monkeypatch.chdir(write(tmp_path, {f"my site/{path}": text for path, text in BAD.items()}))
    message = "my site: 1 error, 1 note when it was read; see: nhs-internships check 'my site'"
    assert message in command(*words, "--catalogue", "my site").err.splitlines()
    assert "when it was read" not in command(*words, "--catalogue", "my site", "--json").err


def test_both_folders_of_a_diff_are_mentioned(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each by its name."""
    monkeypatch.chdir(write(tmp_path, {**{f"a/{path}": text for path, text in BAD.items()}, "b/index.md": "# B\n"}))
    assert command("diff", "a", "b").err == "a: 1 error, 1 note when it was read; see: nhs-internships check a\n"


@pytest.mark.parametrize("name", ["clean", "export.json"])
def test_nothing_is_said_where_there_is_nothing(command: Command, tmp_path: Path, name: str) -> None:
    """A clean folder has no findings, and an export cannot be checked."""
    write(tmp_path / "clean", SMALL_SITE)
    command("export", "-o", tmp_path / "export.json", "--catalogue", write(tmp_path / "bad", BAD))
    assert "check" not in command("stats", "--catalogue", tmp_path / name).err
