"""Every rule is explained: a text, and examples that are found and not found."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import write
from nhs_internships.checks import explain
from nhs_internships.diagnostics import RULES, Diagnostic
from nhs_internships.errors import QueryError
from places import PACKAGE, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

SCRIPT = "example.py"


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_a_section(code: str) -> None:
    """With a text, a bad and a good example, in a file of ``data/rules``."""
    section = explain(code)
    assert section.text, f"no section for {code}"
    assert section.bad, f"no bad example for {code}"
    assert section.good, f"no good example for {code}"


@pytest.mark.parametrize("code", RULES)
def test_the_bad_example_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Whoever looks at the section sees what the rule finds."""
    section = explain(code)
    assert code in _found(section.bad, section.as_of, tmp_path, monkeypatch)


@pytest.mark.parametrize("code", RULES)
def test_the_good_example_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Whoever follows the section is rid of the finding."""
    section = explain(code)
    assert code not in _found(section.good, section.as_of, tmp_path, monkeypatch)


def _found(
    pages: Mapping[str, str], as_of: date | None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterable[str]:
    if SCRIPT not in pages:
        return [finding.code for finding in ni.check(write(folder / "site", pages), as_of=as_of)]
    if sys.platform == "win32":
        pytest.skip("links and pipes are made in another way there")
    monkeypatch.chdir(folder)
    names: dict[str, Iterable[Diagnostic]] = {}
    exec(compile(pages[SCRIPT], SCRIPT, "exec"), {}, names)  # the examples are ours
    return [finding.code for finding in names["findings"]]


def test_an_unknown_code_is_refused() -> None:
    """With the nearest one."""
    with pytest.raises(QueryError, match='unknown code "NI2O1"; did you mean "NI201"'):
        explain("NI2O1")


def test_the_reference_is_up_to_date() -> None:
    """The pages in docs/reference/rules are what scripts/rules_reference.py makes of the sections."""
    script = ROOT / "scripts" / "rules_reference.py"
    if not script.exists():
        pytest.skip("the scripts are beside the source only")
    variables = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run([sys.executable, str(script), "--check"], env=variables, timeout=60, check=False)
    assert done.returncode == 0, f"run: python {script.relative_to(ROOT)}"
