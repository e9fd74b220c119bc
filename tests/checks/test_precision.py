"""The page about what the checks find on the real site."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_figures_of_the_page_are_what_the_checks_find(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page can be built again, and somebody has looked at each error about the two newest states."""
    if not (ROOT / "scripts").is_dir():
        pytest.skip("the scripts are not beside the tests")
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    assert import_module("survey_findings").main([str(corpus), "--check"]) == 0
