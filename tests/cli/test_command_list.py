"""`list`: which projects there are, filtered, in a pipe and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni

if TYPE_CHECKING:
    from pathlib import Path

    from _command import Command


def _slugs(out: str) -> list[str]:
    return [line.split("\t")[0] for line in out.splitlines()]


def test_the_bundled_catalogue_is_the_default(command: Command) -> None:
    """Without a path the open projects of the real scheme are listed."""
    done = command("list", "--status", "open")
    assert (done.code, done.err) == (0, "")
    assert sorted(_slugs(done.out)) == sorted(project.slug for project in ni.bundled().where(status="open"))


def test_a_project_is_one_line_of_values(command: Command, site: Path) -> None:
    """When piped, a line has nine values, separated by tabs, and nothing is cut off."""
    done = command("list", "--catalogue", site, "--label", "Graphs")
    title = "Maps of łakes, with a rather long title that goes on and on until it passes the edge"
    assert done.out == f"lakes\topen\t{title}\tGraphs\t\tMultiModal\t\t\tlakes/\n"


def test_projects_come_by_status_then_title(command: Command, site: Path) -> None:
    """Open projects come before active and paused ones; within a status the title decides."""
    assert _slugs(command("list", "--catalogue", site).out) == ["lakes", "made-up-letters", "summaries", "secrets"]


@pytest.mark.parametrize(
    ("filters", "slugs"),
    [
        (["--status", "open"], ["lakes", "made-up-letters"]),
        (["--status", "Open Projects"], ["lakes", "made-up-letters"]),
        (["--status", "paused", "--status", "active"], ["summaries", "secrets"]),
        (["--area", "nlp"], ["made-up-letters", "summaries"]),
        (["--area", "NLP", "--status", "active"], ["summaries"]),
        (["--technique", "word embeddings"], ["made-up-letters"]),
        (["--technique", "WordEmbeddings"], ["made-up-letters"]),
        (["--modality", "multimodal"], ["lakes"]),
        (["--wave", "6"], ["summaries"]),
        (["--wave", "Wave 6"], ["summaries"]),
        (["--label", "pets", "--label", "VAE"], ["summaries", "secrets"]),
    ],
)
def test_filters_choose(command: Command, site: Path, filters: list[str], slugs: list[str]) -> None:
    """Repeated options match any value, different options all of them; case, spaces and hyphens do not count."""
    done = command("list", "--catalogue", site, *filters)
    assert (done.code, _slugs(done.out)) == (0, slugs)


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (["--status", "open"], ""),
        (["--technique", "VAE"], "2 more cannot be decided: no record of their technique.\n"),
        (["--modality", "MultiModal"], "3 more cannot be decided: no record of their kind of data.\n"),
        (["--wave", "6"], "1 more cannot be decided: no record of their waves.\n"),
        (["--wave", "6", "--area", "NLP"], ""),
    ],
)
def test_what_cannot_be_decided_goes_to_standard_error(
    command: Command, site: Path, filters: list[str], message: str
) -> None:
    """How many projects might match, and what no source says of them; excluded ones are not counted."""
    assert command("list", "--catalogue", site, *filters).err == message


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (["--status", "opne"], ['unknown status "opne"', 'did you mean "open"?', "paused"]),
        (["--area", "NLP", "--area", "Grahps"], ['unknown area "Grahps"']),
        (["--area", "Grahps"], ['unknown area "Grahps"', 'did you mean "Graphs"?', "Graphs, NLP, PETs"]),
        (["--technique", "NLP"], ['unknown technique "NLP"', "VAE, Word Embeddings"]),
        (["--modality", "Multi Model"], ['did you mean "Multi-Modal"?']),
        (["--wave", "99"], ['unknown wave "Wave 99"', "Wave 6 (February - July 2024)"]),
        (["--wave", "soon"], ['unknown wave "soon"', "Wave 6 (February - July 2024)"]),
        (["--label", ""], ['unknown label ""', "Graphs"]),
        (["--wave", "9" * 5000], ["unknown wave"]),
    ],
)
def test_a_wrong_value_gets_the_right_ones(command: Command, site: Path, filters: list[str], words: list[str]) -> None:
    """A value that no project can have is an error that names the allowed ones, and the nearest."""
    done = command("list", "--catalogue", site, *filters)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert [word for word in words if word not in done.err] == []


def test_nothing_found_is_exit_1(command: Command, site: Path) -> None:
    """Right values that no project has together give no output, a message, and exit code 1."""
    done = command("list", "--catalogue", site, "--area", "PETs", "--status", "open")
    assert (done.code, done.out, done.err) == (1, "", "No projects match these filters.\n")


def test_json_is_one_list(command: Command, site: Path) -> None:
    """With --json there is one document: a list of projects, as `to_dict` gives them."""
    projects = json.loads(command("list", "--catalogue", site, "--wave", "6", "--json").out)
    assert [project["slug"] for project in projects] == ["summaries"]
    assert projects[0]["status"] == "active"
    assert projects[0]["badges"][1] == {"label": "VAE", "facet": "technique", "colour": "grey"}


def test_json_of_nothing_is_an_empty_list(command: Command, site: Path) -> None:
    """A program that reads the document need not treat nothing as a special case."""
    done = command("list", "--catalogue", site, "--area", "PETs", "--status", "open", "--json")
    assert (done.code, done.out) == (1, "[]\n")


def test_json_is_ascii(command: Command, site: Path) -> None:
    """No console can spoil the document: characters outside ASCII are escaped."""
    out = command("list", "--catalogue", site, "--json").out
    assert out.isascii()
    assert "łakes" in json.loads(out)[0]["title"]


def test_a_header_names_the_columns(command: Command, site: Path) -> None:
    """With --header the first line has a name for each value of the others."""
    plain = command("list", "--catalogue", site).out
    header, _, rest = command("list", "--catalogue", site, "--header").out.partition("\n")
    assert header.split("\t") == [
        *("slug", "status", "title", "areas", "techniques", "modalities", "topics", "wave", "url")
    ]
    assert rest == plain


@pytest.mark.parametrize(
    ("order", "slugs"),
    [
        (["--sort", "title"], ["lakes", "made-up-letters", "secrets", "summaries"]),
        (["--sort", "title", "--desc"], ["summaries", "secrets", "made-up-letters", "lakes"]),
        (["--desc"], ["secrets", "summaries", "lakes", "made-up-letters"]),
        (["--sort", "area"], ["lakes", "made-up-letters", "summaries", "secrets"]),
        (["--sort", "wave", "--limit", "1"], ["summaries"]),
        (["--limit", "2"], ["lakes", "made-up-letters"]),
    ],
)
def test_sort_and_limit(command: Command, site: Path, order: list[str], slugs: list[str]) -> None:
    """--sort names a field, --desc turns its order round, --limit keeps the first; titles decide between equals."""
    assert _slugs(command("list", "--catalogue", site, *order).out) == slugs


@pytest.mark.parametrize(
    ("years", "slugs"), [(["2024"], ["summaries"]), (["2023", "2024"], ["summaries"]), (["2023"], [])]
)
def test_years_choose_what_ran_then(command: Command, site: Path, years: list[str], slugs: list[str]) -> None:
    """A project counts for each year in which its wave has a month."""
    options = [part for year in years for part in ("--year", year)]
    assert _slugs(command("list", "--catalogue", site, *options).out) == slugs
