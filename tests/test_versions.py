"""The version stands in one place, and what repeats it agrees."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version

import pytest

import nhs_internships as ni
from places import ROOT


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_project_file_takes_the_version_from_the_package() -> None:
    """pyproject.toml holds no version of its own."""
    project = tomllib.loads(_text("pyproject.toml"))
    assert "version" not in project["project"]
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == "src/nhs_internships/__init__.py"


def test_the_changelog_has_the_version() -> None:
    """The newest dated section of the changelog is this version."""
    dated = re.findall(r"^## \[(\d[^\]]*)\] - \d{4}-\d\d-\d\d$", _text("CHANGELOG.md"), re.MULTILINE)
    assert dated[0] == ni.__version__


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    """Changes that are not yet released have a section."""
    assert re.search(r"^## \[Unreleased\]$", _text("CHANGELOG.md"), re.MULTILINE)


def test_the_citation_has_the_version_and_its_date() -> None:
    """The citation file names this version, and the day that the changelog gives it."""
    citation = _text("CITATION.cff")
    released = re.search(rf"^## \[{re.escape(ni.__version__)}\] - (\S+)$", _text("CHANGELOG.md"), re.MULTILINE)
    assert released
    assert f"\nversion: {ni.__version__}\n" in citation
    assert f'\ndate-released: "{released[1]}"\n' in citation


def test_the_installed_distribution_has_the_version() -> None:
    """What the installer was told is what the package says."""
    try:
        installed = version("nhs-internships")
    except PackageNotFoundError:
        pytest.skip("the package is on the path and not installed")
    assert installed == ni.__version__
