"""What came of the edits and renders of one test: right ones, refused ones with their reasons, wrong ones in full."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from attrs import Factory, mutable

from nhs_internships import parse
from nhs_internships.testing.texts import LISTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from nhs_internships import Document
    from nhs_internships.errors import RenderError, UnsafeEdit

_Case = TypeVar("_Case")

# How many cases each test draws, or "all"; and what decides which. The defaults are those of the gate.
CASES = os.environ.get("NHS_INTERNSHIPS_RENDERED", "")
SEED = os.environ.get("NHS_INTERNSHIPS_SEED", "1")
_MOST_SHOWN = 8


def sample(cases: Sequence[_Case], usual: int, name: str) -> list[_Case]:
    """A fixed choice of cases, or all of them."""
    count = len(cases) if CASES == "all" else min(len(cases), int(CASES or usual))
    return random.Random(f"{SEED} {name}").sample(cases, count)


def few(values: Sequence[_Case], name: str) -> list[_Case]:
    """Two of the values that may be asked of one fact of a real page: there are thousands of such facts."""
    return random.Random(f"{SEED} {name}").sample(values, min(2, len(values)))


class Wrong(Exception):
    """A visitor would see something else than what was asked."""


@mutable
class Tally:
    """Counts what came of the cases of one test."""

    right: int = 0
    refused: Counter[str] = Factory(Counter)
    wrong: list[str] = Factory(list)

    def add(self, what: str, attempt: Callable[[], None], refusal: type[UnsafeEdit | RenderError]) -> None:
        """Try one case: it is right when nothing is raised. A refusal must say what to do."""
        try:
            attempt()
        except refusal as error:
            self.refused[_reason(error)] += 1
            if not error.hint:
                self.wrong.append(f"{what}\nrefused without a hint: {error}")
        except Wrong as error:
            self.wrong.append(f"{what}\n{error}")
        else:
            self.right += 1

    def check(self) -> None:
        """Report what was tried, and fail if anything was wrong."""
        counts = f"{self.right} right, {self.refused.total()} refused, {len(self.wrong)} wrong"
        reasons = "\n".join(f"  {count} x {reason}" for reason, count in self.refused.most_common(_MOST_SHOWN))
        print(f"{counts}\n{reasons}")
        shown = "\n\n".join(self.wrong[:_MOST_SHOWN])
        assert not self.wrong, f"{counts}\n\n{shown}"


def written(before: str, after: str) -> str:
    """The lines that an edit wrote, for the report of a failure."""
    standing = set(before.splitlines())
    return "\n".join(f"written: {line}" for line in after.splitlines() if line not in standing)[:500]


@cache
def every_page(corpus: Path) -> tuple[Document, ...]:
    """Every listing, brief and data file of the real pages, each text once."""
    paths = sorted(
        path for folder in ("pages", "site", "later") for path in (corpus / folder).rglob("*") if path.is_file()
    )
    texts = {path.read_text(encoding="utf-8"): path for path in paths if path.suffix in {".md", ".yml"}}
    return tuple(parse(text, name=path.relative_to(corpus).as_posix()) for text, path in texts.items())


def listings(corpus: Path) -> list[Document]:
    """The real pages that hold entries."""
    return [page for page in every_page(corpus) if page.entries and page.dialect in LISTINGS]


def _reason(error: Exception) -> str:
    """A refusal without the names, numbers and texts of its case."""
    words = str(getattr(error, "problem", error))
    return re.sub(r"'[^']*'|\"[^\"]*\"|\(.*\)|\d+", "...", words)[:110]
