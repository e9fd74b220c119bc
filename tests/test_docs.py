"""The docs are complete and true; their examples are run as tests of their own (see conftest.py beside README.md)."""

from __future__ import annotations

import re

import pytest

from nhs_internships import dialects
from places import PACKAGE, PUBLIC, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
REFERENCE = "\n".join(page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs" / "reference").rglob("*.md")))


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_module_has_a_reference(name: str) -> None:
    """What can be imported is described, and from the code itself."""
    assert re.search(rf"^::: nhs_internships\.{name}\b", REFERENCE, re.MULTILINE)


def test_the_reference_shows_no_private_module() -> None:
    """Each page shows a public module, or names of one."""
    shown = re.findall(r"^::: nhs_internships\.([\w.]+)$", REFERENCE, re.MULTILINE)
    assert set(shown) == set(PUBLIC)


def test_every_name_of_the_dialects_has_a_reference() -> None:
    """Two pages show a part of this module each; all other modules are shown whole."""
    shown = re.findall(r"^ +members: \[(.+)\]$|^ +- (\w+)$", REFERENCE, re.MULTILINE)
    assert {name for some, one in shown for name in (one, *some.split(", ")) if name} == set(dialects.__all__)


def test_the_architecture_names_modules_that_exist() -> None:
    """Each step of a walk names a file of the package, so a newcomer can open it."""
    text = (ROOT / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")
    files = {name for name in re.findall(r"`([\w/]+\.py)`", text) if not name.startswith("tests/")}
    assert files
    assert not [name for name in files if not any(PACKAGE.rglob(name))]


@pytest.mark.parametrize("mark", ["run", "test"])
def test_the_readme_has_two_commands(mark: str) -> None:
    """The gate takes each command from the block of one line after its mark."""
    blocks = re.findall(rf"^<!-- ci: {mark} -->\n```sh\n(.+)\n```$", README, re.MULTILINE)
    assert len(blocks) == 1
    assert blocks[0].startswith("python3 -m venv .venv && ")


def test_links_of_the_readme_lead_somewhere() -> None:
    """Each relative link names a file of the project; the docs build checks the other pages."""
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", README)
    assert targets
    assert not [target for target in targets if not (ROOT / target).exists()]
