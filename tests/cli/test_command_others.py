"""`show`, `stats`, `conflicts` and `read`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from _command import Command


def test_show_prints_the_facts(command: Command, site: Path) -> None:
    """Each fact of a project is a line."""
    done = command("show", "summaries", "--catalogue", site)
    lines = done.out.splitlines()
    assert done.code == 0
    assert lines[:3] == ["slug\tsummaries", "title\tSummaries of notes", "status\tactive"]
    assert "badge\ttechnique\tVAE" in lines
    assert "wave\tWave 6 (February - July 2024)" in lines


def test_show_prints_the_source_of_each_fact(command: Command, site: Path) -> None:
    """Every claim has its source and rank; the winning one comes first."""
    lines = command("show", "secrets", "--catalogue", site).out.splitlines()
    assert [line for line in lines if line.startswith("claim\tstatus")] == [
        "claim\tstatus\tpaused\tindex.md:15\tBADGE_TABLE\t2",
        "claim\tstatus\topen\tcontent/old_site/open.md:4\tLINK_LIST\t5",
    ]


def test_show_as_json_has_the_claims(command: Command, site: Path) -> None:
    """The document holds the project, its relations, its claims and its conflicts."""
    document = json.loads(command("show", "secrets", "--catalogue", site, "--json").out)
    assert list(document) == ["project", "relations", "claims", "conflicts"]
    assert document["project"]["slug"] == "secrets"
    assert [claim["value"] for claim in document["claims"] if claim["field"] == "status"] == ["paused", "open"]
    assert document["conflicts"][0]["field"] == "status"


def test_show_of_an_unknown_slug_guesses(command: Command, site: Path) -> None:
    """A misspelt slug is an error that names the nearest one."""
    done = command("show", "sumaries", "--catalogue", site)
    assert (done.code, done.out) == (2, "")
    assert 'did you mean "summaries"?' in done.err


def test_stats_counts(command: Command, site: Path) -> None:
    """Totals and the counts of each field stand one a line; what no source says is counted, too."""
    lines = command("stats", "--catalogue", site).out.splitlines()
    assert "total\tprojects\t4" in lines
    assert "status\topen\t2" in lines
    assert "area\tNLP\t2" in lines
    assert "wave\t(unknown)\t1" in lines
    assert "wave\t(none)\t2" in lines


def test_stats_as_json(command: Command, site: Path) -> None:
    """The document has the totals at its top, and the counts of each field under "by"."""
    document = json.loads(command("stats", "--catalogue", site, "--json").out)
    assert (document["projects"], document["waves"], document["conflicts"]) == (4, 1, 1)
    assert document["by"]["status"] == {"open": 2, "active": 1, "paused": 1}


def test_stats_tells_what_ran_and_was_published(command: Command) -> None:
    """Labels over waves, waves with their internships, and shares follow the counts."""
    lines = command("stats").out.splitlines()
    assert "labels_over_waves\tNLP\tWave 2\t2" in lines
    assert "waves\tWave 1\t2021-04\t2021-09\t4\tP11, P12, P13, P14" in lines
    assert "published\tcode\t23\t10\t0\t70%" in lines
    assert "published\tpage\t17\t0\t16\t100%" in lines


def test_stats_tables_as_json(command: Command) -> None:
    """Each table is a list of records; a share is a number from 0 to 1."""
    tables = json.loads(command("stats", "--json").out)["tables"]
    assert list(tables) == ["labels_over_waves", "waves", "published"]
    assert tables["waves"][0]["codes"] == "P11, P12, P13, P14"
    assert tables["published"][0] == {
        "output": "code",
        "published": 23,
        "not published": 10,
        "unknown": 0,
        "share": 23 / 33,
    }


def test_conflicts_are_exit_1(command: Command, site: Path) -> None:
    """A disagreement is printed value by value, and the exit code tells a script."""
    done = command("conflicts", "--catalogue", site)
    assert done.code == 1
    assert done.out.splitlines() == [
        "warning\tsecrets\tstatus\tpaused\tindex.md:15",
        "warning\tsecrets\tstatus\topen\tcontent/old_site/open.md:4",
    ]


def test_no_conflict_is_exit_0(command: Command, site: Path) -> None:
    """A project about which all sources agree has nothing to print."""
    done = command("conflicts", "lakes", "--catalogue", site)
    assert (done.code, done.out, done.err) == (0, "", "No conflicts found.\n")


def test_conflicts_as_json(command: Command, site: Path) -> None:
    """Each conflict is an object with its values and the claims behind them."""
    (conflict,) = json.loads(command("conflicts", "--catalogue", site, "--json").out)
    assert (conflict["slug"], conflict["field"], conflict["severity"]) == ("secrets", "status", "warning")


def test_read_prints_the_entries_of_a_page(command: Command, site: Path) -> None:
    """One page in hand is enough: its entries stand one a line."""
    done = command("read", site / "index.md")
    assert done.code == 0
    assert done.out.splitlines()[2] == (
        "active\tSummaries of notes\tsummaries/\tWave 6 (February - July 2024)\tNLP\tVAE\t\t"
    )


def test_read_tells_findings_on_standard_error(command: Command, tmp_path: Path) -> None:
    """What was not understood does not mix with the data."""
    page = tmp_path / "page.md"
    page.write_text("## Open Projects\n\n* [One](one/)\n\n![area](https://img.shields.io/badge/NLP-yellow)\n")
    done = command("read", page)
    assert (done.code, done.out) == (0, "open\tOne\tone/\t\t\t\t\t\n")
    assert "NI201" in done.err


def test_read_as_json_has_the_findings(command: Command, tmp_path: Path) -> None:
    """With --json findings are data like everything else."""
    page = tmp_path / "page.md"
    page.write_text("## Open Projects\n\n* [One](one/)\n\n![area](https://img.shields.io/badge/NLP-yellow)\n")
    done = command("read", page, "--json")
    document = json.loads(done.out)
    assert ([entry["title"] for entry in document["entries"]], done.err) == (["One"], "")
    assert [found["code"] for found in document["diagnostics"]] == ["NI201"]


def test_read_of_prose_is_exit_1(command: Command, tmp_path: Path) -> None:
    """A page without an entry and without a brief gives nothing, and says so."""
    page = tmp_path / "prose.md"
    page.write_text("Nothing here.\n")
    done = command("read", page)
    assert (done.code, done.out) == (1, "")
    assert done.err == f'No entries and no brief found in "{page}".\n'


def test_stats_counts_findings_only_where_there_are_any(command: Command, tmp_path: Path) -> None:
    """The bundled catalogue was published without its findings; none is not the number."""
    page = tmp_path / "index.md"
    page.write_text("## Open Projects\n\n- [Bees]()\n", encoding="utf-8")
    assert "findings" not in command("stats").out
    assert "findings" in command("stats", "--catalogue", page).out


def test_a_header_of_show_comes_before_each_kind_of_fact(command: Command, site: Path) -> None:
    """Facts of different kinds have different columns; the first one is the kind."""
    lines = command("show", "secrets", "--catalogue", site, "--header").out.splitlines()
    headers = [line.split("\t") for line in lines if line.startswith("fact\t")]
    assert headers[0] == ["fact", "value"]
    assert headers[-1] == ["fact", "field", "value", "source", "dialect", "rank"]
    assert len({tuple(header) for header in headers}) == len(headers)
    assert [line for line in lines if not line.startswith("fact\t")] == command(
        "show", "secrets", "--catalogue", site
    ).out.splitlines()


def test_a_header_of_stats_comes_before_each_table(command: Command) -> None:
    """The counts have one, and so has each of the three tables."""
    lines = command("stats", "--header").out.splitlines()
    assert [line.split("\t") for line in lines if line.startswith(("field\t", "table\t"))] == [
        ["field", "value", "number"],
        ["table", "area", "wave", "internships"],
        ["table", "wave", "first month", "last month", "internships", "codes"],
        ["table", "output", "published", "not published", "unknown", "share"],
    ]


def test_headers_of_conflicts_and_read(command: Command, site: Path) -> None:
    """A name for each value of a line."""
    conflicts = command("conflicts", "--catalogue", site, "--header").out.splitlines()
    assert conflicts[0].split("\t") == ["severity", "slug", "field", "value", "sources"]
    entries = command("read", site / "index.md", "--header").out.splitlines()
    assert entries[0].split("\t") == ["status", "title", "url", "wave", "areas", "techniques", "modalities", "topics"]
    assert {len(line.split("\t")) for line in entries} == {8}


def test_a_limit_is_no_advice_to_python_programmers(command: Command, tmp_path: Path) -> None:
    """What is over a limit is named, without the argument that the command does not have."""
    (tmp_path / "large.md").write_text("a" * 600_000, encoding="utf-8")
    (tmp_path / "deep.md").write_text(f"---\nx: {'[' * 100}\n---\n# A\n", encoding="utf-8")
    large, deep = (command("read", tmp_path / name).err for name in ("large.md", "deep.md"))
    assert "large.md: 524,289 bytes are more than the limit of 524,288\n" in large
    assert "NI106 the YAML is nested deeper than the limit allows (32 levels), and was not read\n" in deep


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("exists", [True, False])
def test_a_name_cannot_imitate_a_message(command: Command, tmp_path: Path, exists: bool) -> None:
    """A line end in it is written as an escape."""
    path = tmp_path / "a\nnhs-internships: forged.md"
    if exists:
        path.write_text("- [A](a-b/)\n", encoding="utf-8")
    done = command("read", path)
    assert len(done.err.splitlines()) == 1
    assert "a\\nnhs-internships: forged.md" in done.err
