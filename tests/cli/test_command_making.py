"""`export`, `schema` and `plot`: what other programs and print get, and where it is written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships.formats.csv import from_csv
from nhs_internships.formats.schema import TABLES
from places import PACKAGE

if TYPE_CHECKING:
    from pathlib import Path

    from _command import Command
    from places import RunPython

BEGINNINGS = {"png": b"\x89PNG\r\n", "svg": b"<?xml", "pdf": b"%PDF-"}


def test_an_export_is_the_catalogue(command: Command, site: Path) -> None:
    """What is exported reads back equal, and holds ASCII alone."""
    done = command("export", "--format", "json", "--catalogue", site)
    assert done.out.isascii()
    assert ni.Catalogue.from_json(done.out) == ni.load(site)


def test_an_export_is_a_catalogue_path(command: Command, site: Path, tmp_path: Path) -> None:
    """The exported file can stand wherever a site can."""
    saved = tmp_path / "saved.json"
    saved.write_text(command("export", "--catalogue", site).out, encoding="utf-8")
    assert command("list", "--catalogue", saved) == command("list", "--catalogue", site)


def test_the_export_of_the_bundled_catalogue_is_lossless(command: Command) -> None:
    """The whole real catalogue survives the way out and back."""
    assert ni.Catalogue.from_json(command("export").out) == ni.bundled()


def test_an_export_as_yaml_is_the_catalogue(command: Command, site: Path) -> None:
    """The YAML document says what the JSON document says."""
    assert ni.Catalogue.from_yaml(command("export", "--format", "yaml", "--catalogue", site).out) == ni.load(site)


@pytest.mark.parametrize("table", TABLES)
def test_an_export_as_csv_is_a_table(command: Command, site: Path, table: str) -> None:
    """Every table can be had, as the library writes it."""
    done = command("export", "--format", "csv", "--table", table, "--catalogue", site)
    assert (done.code, done.out) == (0, ni.load(site).to_csv(table))


def test_the_first_table_is_the_usual_one(command: Command, site: Path) -> None:
    """CSV without a table is that of projects."""
    assert command("export", "--format", "csv", "--catalogue", site).out == ni.load(site).to_csv("projects")


def test_no_cell_is_a_formula(command: Command, tmp_path: Path) -> None:
    """A title that a spreadsheet would run is marked, and the mark is taken away when it is read back."""
    page = tmp_path / "page.md"
    page.write_text("## Open Projects\n\n* [=1+1](one/)\n", encoding="utf-8")
    out = command("export", "--format", "csv", "--catalogue", page).out
    assert '"\'=1+1"' in out
    assert from_csv("projects", out)[0][1] == "=1+1"


@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_an_export_keeps_every_character_and_newline(site: Path, form: str) -> None:
    """What is piped is UTF-8 to the byte, whatever the console knows."""
    command = [sys.executable, "-m", "nhs_internships", "export", "--format", form, "--catalogue", str(site)]
    variables = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, env=variables, capture_output=True, timeout=60, check=False)
    catalogue = ni.load(site)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (catalogue.to_yaml() if form == "yaml" else catalogue.to_csv()).encode()


@pytest.mark.parametrize("name", ["out.json", "out.yaml", "out.YML", "out.csv"])
def test_an_export_into_a_file_is_what_the_library_writes(command: Command, tmp_path: Path, name: str) -> None:
    """The file extension sets the format; a CSV file holds the projects."""
    path = tmp_path / name
    done = command("export", "-o", path)
    assert (done.code, done.out, done.err) == (0, "", f"Wrote {path}\n")
    ni.bundled().write(tmp_path / f"own-{name}", table="projects" if name == "out.csv" else None)
    assert path.read_bytes() == (tmp_path / f"own-{name}").read_bytes()


def test_an_unknown_file_extension_is_exit_2(command: Command, tmp_path: Path) -> None:
    """The message lists the valid ones, and nothing is written."""
    done = command("export", "-o", tmp_path / "out.xslx")
    assert (done.code, done.out, list(tmp_path.iterdir())) == (2, "", [])
    assert 'unknown file extension ".xslx"; did you mean ".xlsx"? Valid: .json, ' in done.err


def test_an_export_into_a_folder_is_every_table(command: Command, tmp_path: Path) -> None:
    """A path that ends in a slash names a folder, which is made; a data package describes the tables."""
    assert command("export", "-o", f"{tmp_path}/tables/").code == 0
    assert sorted(path.stem for path in (tmp_path / "tables").iterdir()) == sorted([*TABLES, "datapackage"])


def test_a_dash_is_standard_output(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Path
) -> None:
    """So no file of that name is made."""
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert command("export", "-o", "-", "--catalogue", site) == command("export", "--catalogue", site)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--table", "waves", "--format", "json"], ["--table needs --format csv, not json"]),
        (["--table", "waves", "-o", "x.yml"], ["a .yml file holds the whole catalogue; leave the table out"]),
        (["--format", "csv", "-o", "x.csv"], ["the file extension sets the format; leave --format out"]),
        (["--format", "csv", "--json"], ["--json and --format csv cannot both be printed"]),
    ],
)
def test_what_does_not_fit_together_is_exit_2(command: Command, arguments: list[str], words: list[str]) -> None:
    """The message says what would be right."""
    done = command("export", *arguments)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert [word for word in words if word not in done.err] == []


def test_the_schema_is_that_of_the_library(command: Command) -> None:
    """`schema` prints the JSON Schema that the package ships, with or without --json."""
    done = command("schema")
    assert (done.code, done.err) == (0, "")
    assert done.out.isascii()
    assert json.loads(done.out) == json.loads((PACKAGE / "data" / "schema.json").read_text(encoding="utf-8"))
    assert command("schema", "--json") == done


@pytest.mark.parametrize("form", BEGINNINGS)
@pytest.mark.parametrize("kind", ["counts", "waves", "heatmap", "trend"])
def test_a_picture_is_written(command: Command, site: Path, tmp_path: Path, kind: str, form: str) -> None:
    """Every kind in every form, into the file that was named and no other."""
    pytest.importorskip("matplotlib")
    folder = tmp_path / "pictures"
    folder.mkdir()
    path = folder / f"{kind}.{form}"
    done = command("plot", kind, "-o", path, "--catalogue", site)
    assert (done.code, done.out, done.err) == (0, "", f"Wrote {path}\n")
    assert path.read_bytes().startswith(BEGINNINGS[form])
    assert list(folder.iterdir()) == [path]


def test_a_picture_as_json(command: Command, tmp_path: Path) -> None:
    """With --json the document names the file and its size."""
    pytest.importorskip("matplotlib")
    path = tmp_path / "waves.png"
    done = command("plot", "waves", "--output", path, "--json")
    assert json.loads(done.out) == {"path": str(path), "bytes": path.stat().st_size}


def test_a_picture_needs_no_display(run_python: RunPython, tmp_path: Path) -> None:
    """Whatever matplotlib is told to show windows with, no window is opened."""
    pytest.importorskip("matplotlib")
    code = (
        "import os, sys; os.environ.pop('DISPLAY', None); os.environ['MPLBACKEND'] = 'TkAgg'\n"
        "from nhs_internships.cli import run; sys.exit(run(['plot', 'counts', '-o', sys.argv[1]]))"
    )
    done = run_python(code, str(tmp_path / "counts.png"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "counts.png").exists()


def test_an_odd_title_is_no_message(command: Command, tmp_path: Path) -> None:
    """A character that no font has, or a formula, neither stops a picture nor says anything."""
    pytest.importorskip("matplotlib")
    badge = "![area](https://img.shields.io/badge/%F0%9F%A9%BA$x_$^-grey)"
    page = tmp_path / "page.md"
    page.write_text(f"## Open Projects\n\n|{badge}|[One](one/)|\n", encoding="utf-8")
    path = tmp_path / "heatmap.png"
    done = command("plot", "heatmap", "-o", path, "--catalogue", page)
    assert (done.code, done.err) == (0, f"Wrote {path}\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["counts"], ["Specify an output file, for example: -o counts.png"]),
        (["counts", "-o", "x.jpg"], ["x.jpg: unknown file extension; use .png, .svg or .pdf"]),
        (["counts", "-o", "x"], ["x: unknown file extension; use .png, .svg or .pdf"]),
        (["counts", "-o", ""], ['-o/--output: expected a path, not ""']),
        (["counts", "-o", "none/x.png"], ["none/x.png: No such file or directory"]),
        (["counts", "-o", "folder.png"], ["folder.png: "]),
        (["counts", "-o", "half\x00.png"], ['expected a path, not "half\\x00.png"']),
    ],
)
def test_a_picture_that_cannot_be_is_exit_2(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: list[str]
) -> None:
    """One message, no file, and nothing beside the one that was named."""
    pytest.importorskip("matplotlib")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.png").mkdir()
    done = command("plot", *arguments)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert [word for word in words if word not in done.err] == []
    assert list(tmp_path.iterdir()) == [tmp_path / "folder.png"]


@pytest.mark.parametrize(("words", "name", "code"), [(["export"], "link.json", 0), (["plot", "counts"], "link.png", 2)])
def test_nothing_is_written_through_a_link(
    command: Command, tmp_path: Path, words: list[str], name: str, code: int
) -> None:
    """An export takes the place of the link, a plot is refused; the file behind the link stays as it is."""
    pytest.importorskip("matplotlib")
    target = tmp_path / "target"
    target.write_bytes(b"kept")
    link = tmp_path / name
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("links cannot be made here")
    done = command(*words, "-o", link)
    assert (done.code, done.out, target.read_bytes()) == (code, "", b"kept")
    assert "name the file itself" in done.err or not link.is_symlink()


def test_without_matplotlib_it_says_what_to_install(run_python: RunPython, tmp_path: Path) -> None:
    """One line on standard error that names the command to type, and no file."""
    code = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "from nhs_internships.cli import run; sys.exit(run(['plot', 'counts', '-o', sys.argv[1]]))"
    )
    done = run_python(code, str(tmp_path / "x.png"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        'nhs-internships: matplotlib is not installed; install it with: pip install "nhs-internships[plot]"\n'
    )
    assert list(tmp_path.iterdir()) == []
