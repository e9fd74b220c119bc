"""`check`: what is reported, by the codes that are selected, the settings of the site, and its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import brief, listing, write
from nhs_internships.checks import CHECKS, Settings
from nhs_internships.diagnostics import RULES, Severity
from nhs_internships.errors import FormatError, QueryError, ReadError

if TYPE_CHECKING:
    from pathlib import Path

BADGE = "![area](https://img.shields.io/badge/NLP-yellow)"
PAGES = {
    "index.md": f"{listing('## Open Projects', ': Counting bees')}\n{BADGE}\n",
    "content/more.md": listing("## Odd heading", "maps-of-hedges: Maps of hedges"),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with three findings of reading and reconciling."""
    return write(tmp_path / "site", PAGES)


def test_findings_come_by_path_and_line(site: Path) -> None:
    """Whatever was found first."""
    found = ni.check(site)
    assert [(one.path, one.line) for one in found] == sorted((one.path, one.line) for one in found)
    assert {"NI206", "NI601", "NI201"} <= {one.code for one in found}


def test_a_site_beside_the_current_folder_is_whole(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``../other`` is no part of the site from which it is named, so what needs every page of a site is looked for."""
    write(site, {"_config.yml": ""})
    pages = {"index.md": listing("## Open Projects", "apis: Apis"), "bees.md": brief("Bees", "/bees/")}
    write(tmp_path / "other", pages)
    monkeypatch.chdir(site)
    assert [one.path for one in ni.check("../other", select=["NI615"])] == ["bees.md"]


def test_select_takes_codes_and_beginnings(site: Path) -> None:
    """Only what is named is reported."""
    assert {one.code for one in ni.check(site, select=["NI206", "NI3"])} == {"NI206", "NI311"}


def test_ignore_counts_more_than_select(site: Path) -> None:
    """A code that is selected by its beginning can be left out."""
    assert {one.code for one in ni.check(site, select=["NI2", "NI3"], ignore=["NI20"])} == {"NI311"}


def test_select_counts_more_than_the_settings(site: Path) -> None:
    """Who asks for a code gets it, although the site ignores it."""
    settings = Settings(ignore=("NI206",))
    assert "NI206" not in {one.code for one in ni.check(site, settings=settings)}
    assert [one.code for one in ni.check(site, settings=settings, select=["NI206"])] == ["NI206"]


@pytest.mark.parametrize("codes", [{"select": ["NI31l"]}, {"ignore": ["NI31l"]}])
def test_an_unknown_code_is_refused(site: Path, codes: dict[str, list[str]]) -> None:
    """With the nearest one that exists."""
    with pytest.raises(QueryError, match=r'unknown code "NI31l"; did you mean "NI311"\?'):
        ni.check(site, select=codes.get("select", ()), ignore=codes.get("ignore", ()))


def test_one_code_is_given_in_a_list(site: Path) -> None:
    """A text would be taken as several letters."""
    with pytest.raises(TypeError, match=r'write \["NI206"\]'):
        ni.check(site, select="NI206")


def test_a_source_of_another_type_is_refused() -> None:
    """The error says what can be checked."""
    with pytest.raises(TypeError, match="a source is a path or a document, not 5"):
        ni.check(5)  # type: ignore[arg-type]  # on purpose


def test_an_export_has_no_pages(tmp_path: Path) -> None:
    """A catalogue in JSON cannot be checked, and the error says what can."""
    file = tmp_path / "export.json"
    file.write_text(ni.bundled().to_json(), encoding="utf-8")
    with pytest.raises(ReadError, match="name the folder of the site"):
        ni.check(file)


def test_every_code_of_a_check_is_a_rule() -> None:
    """And no two checks of different families report one code."""
    assert {code for one in CHECKS for code in one.codes} <= set(RULES)


# Settings.


def test_the_settings_of_a_folder_are_found(site: Path) -> None:
    """They are in the file with the name of the program, in the folder of the site."""
    write(site, {"nhs-internships.toml": 'ignore = ["NI2"]\n'})
    assert {one.code for one in ni.check(site)} & {"NI201", "NI206"} == set()


def test_the_settings_of_a_page_are_those_of_its_site(site: Path) -> None:
    """They are looked for in the folders above it."""
    write(site, {"nhs-internships.toml": 'ignore = ["NI206"]\n'})
    assert "NI206" not in {one.code for one in ni.check(site / "content" / "more.md")}


def test_a_settings_file_above_the_repository_is_not_read(site: Path) -> None:
    """The search ends at the root of a git repository."""
    write(site, {"nhs-internships.toml": 'ignore = ["NI206"]\n', "content/.git": ""})
    assert "NI206" in {one.code for one in ni.check(site / "content" / "more.md")}


def test_given_settings_replace_those_of_the_folder(site: Path) -> None:
    """The file is not read then, so it may even be wrong."""
    write(site, {"nhs-internships.toml": "wrong"})
    assert ni.check(site, settings=Settings())


def test_a_severity_can_be_changed(site: Path) -> None:
    """The longest beginning of the code counts."""
    settings = Settings(severities={"NI2": "note", "NI206": "error"})
    found = {one.code: one.severity for one in ni.check(site, settings=settings)}
    assert (found["NI201"], found["NI206"]) == (Severity.NOTE, Severity.ERROR)


@pytest.mark.parametrize("pattern", ["content", "content/", "content/*.md", "more.md", "**/more.*", "/content"])
def test_paths_can_be_excluded(site: Path, pattern: str) -> None:
    """Nothing is reported about them."""
    assert {one.path for one in ni.check(site, settings=Settings(exclude=(pattern,)))} == {"index.md"}


@pytest.mark.parametrize(
    "pattern", ["/more.md", "conten", "content/more", "index.md/content", "*.txt", "content/*/*.md"]
)
def test_a_pattern_means_whole_names(site: Path, pattern: str) -> None:
    """From the beginning of a name to the end of a name."""
    assert "content/more.md" in {one.path for one in ni.check(site, settings=Settings(exclude=(pattern,)))}


def test_codes_can_be_ignored_on_some_paths(site: Path) -> None:
    """Elsewhere they are reported."""
    settings = Settings(paths={"content": ["NI206"], "index.md": ["NI3"]})
    assert {one.code for one in ni.check(site, settings=settings)} & {"NI201", "NI206", "NI311"} == {"NI201"}


def test_own_terms_join_the_vocabulary() -> None:
    """With the bundled ones."""
    settings = Settings.from_toml('[[term]]\nlabel = "Gardens"\nfacet = "area"\nmisspellings = ["Gradens"]\n')
    assert settings.vocabulary.label("Gradens") == "Gardens"
    assert settings.vocabulary.label("TabularData") == "Tabular"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ignore = [", "invalid TOML: "),
        ('ingore = ["NI2"]', 'ingore: unknown key; did you mean "ignore"?'),
        ("zzz = 1", "zzz: unknown key. Valid: ignore, exclude, paths, severities, moved, term"),
        ('ignore = "NI2"', "ignore: expected a list of strings, got 'NI2'"),
        ("ignore = [2]", "ignore[0]: expected a string that is not blank, got 2"),
        ('ignore = ["NI2", "NI2O6"]', 'ignore[1]: unknown code "NI2O6"; did you mean "NI206"?'),
        (
            'term = [{label = "A", facet = "area", colour = "yelow"}]',
            'term[0].colour: shields.io knows no colour "yelow"',
        ),
        (
            '[[term]]\nlabel = "A b"\nfacet = "area"\n[[term]]\nlabel = "a-b"\nfacet = "area"',
            'term[1].label: a second area "a-b"; write one term',
        ),
        ('exclude = [""]', "exclude[0]: expected a string that is not blank, got ''"),
        ("paths = 1", "paths: expected a table, got 1"),
        ('[paths]\n"a.md" = ["X"]', 'paths.a.md[0]: unknown code "X"'),
        ('[severities]\nNI206 = "eror"', 'severities.NI206: invalid severity "eror": expected error, warning or note'),
        ("[severities]\nNI206 = 1", 'severities.NI206: invalid severity "1"'),
        ('[severities]\nNI2O6 = "note"', 'severities.NI2O6: unknown code "NI2O6"; did you mean "NI206"?'),
        ('[moved]\n"https://a.example" = 1', "moved.https://a.example: expected a string that is not blank, got 1"),
        ("term = 1", "term: expected tables [[term]]"),
        ('[[term]]\nlabl = "A"', 'term[0].labl: unknown key; did you mean "label"?'),
    ],
)
def test_wrong_settings_are_refused(site: Path, text: str, problem: str) -> None:
    """The error names the file and the key, and says what was expected."""
    write(site, {"nhs-internships.toml": text})
    with pytest.raises(FormatError) as raised:
        ni.check(site)
    assert raised.value.name.endswith("site/nhs-internships.toml")
    assert any(str(one).startswith(problem) for one in raised.value.problems) or problem in str(raised.value)


def test_all_problems_of_a_settings_file_are_reported() -> None:
    """Those of its terms, too."""
    with pytest.raises(FormatError) as raised:
        Settings.from_toml('a = 1\nignore = 2\nterm = [{ label = "A" }]')
    assert [one.path for one in raised.value.problems] == ["a", "ignore", "term[0].facet"]


def test_settings_that_are_no_text_are_refused(site: Path) -> None:
    """As a page would be."""
    (site / "nhs-internships.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ReadError):
        ni.check(site)


@pytest.mark.parametrize("values", [{"ignore": ("X",)}, {"paths": {"a": ("X",)}}, {"severities": {"X": "note"}}])
def test_settings_made_in_python_are_checked_as_well(values: dict[str, object]) -> None:
    """A code that does not exist would silently do nothing."""
    with pytest.raises(QueryError, match='unknown code "X"'):
        Settings(**values)  # type: ignore[arg-type]  # one of several attributes
