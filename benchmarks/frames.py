"""How much longer `to_pandas("projects")` takes than building the same frame from columns that are ready."""

from __future__ import annotations

import gc
import random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import pandas as pd

from nhs_internships.catalogue import Catalogue
from nhs_internships.formats.frames import to_pandas
from nhs_internships.formats.tables import columns
from nhs_internships.model import Badge, Brief, Facet, Internship, Month, Project, Status, Wave

if TYPE_CHECKING:
    from collections.abc import Callable

    from nhs_internships.formats.schema import Cell

PROJECTS = 10_000
PAIRS = 15
ALLOWED = 3.0


def made_up_project(number: int, dice: random.Random) -> Project:
    start = Month(dice.randint(2021, 2026), dice.choice([1, 7]))
    wave = Wave(number=dice.randint(1, 12), start=start, end=Month(start.year, start.month + 5))
    badges = (
        Badge(label=dice.choice(["NLP", "Synthetic", "PETs", "Explainability"]), facet=Facet.AREA, colour="yellow"),
        Badge(label=dice.choice(["VAE", "GAN", "Transformer"]), facet=Facet.TECHNIQUE, colour="lightgrey"),
        Badge(label=dice.choice(["Tabular", "Text", "Images"]), facet=Facet.MODALITY, colour="9cf"),
    )
    return Project(
        slug=f"made-up-project-{number}",
        title=f"A made-up project about {dice.choice(['wards', 'notes', 'scans'])}, number {number}",
        status=dice.choice([*Status, None]),
        badges=badges,
        wave=dice.choice([wave, None]),
        url=f"https://example.org/made-up-project-{number}/",
        brief=Brief(description=f"Number {number}"),
        internships=[Internship(code=f"P{number}", wave=wave)],
    )


def frame_from(ready: dict[str, list[Cell]]) -> pd.DataFrame:
    """The same frame, type by type, as somebody would write it who has the columns."""
    return pd.DataFrame(
        {
            **{name: pd.Series(ready[name], dtype="str") for name in ("slug", "title")},
            "status": pd.Categorical(ready["status"], categories=list(Status), ordered=True),
            **{name: pd.Series(ready[name], dtype="str") for name in ("area", "technique", "modality")},
            "wave": pd.Series(ready["wave"], dtype="Int64"),
            **{name: pd.Series(ready[name], dtype="datetime64[s]") for name in ("wave_start", "wave_end")},
            **{name: pd.Series(ready[name], dtype="str") for name in ("url", "description")},
            "internships": pd.Series(ready["internships"], dtype="Int64"),
        }
    )


def seconds(function: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    function()
    return perf_counter() - start


def compare(name: str, ours: Callable[[], object], theirs: Callable[[], object]) -> float:
    pairs = [(seconds(theirs), seconds(ours)) for _ in range(PAIRS)]
    ratio = median(our / their for their, our in pairs)
    mine, other = (median(column) * 1000 for column in ((p[1] for p in pairs), (p[0] for p in pairs)))
    print(f"{name}: {ratio:.2f} ({mine:.1f} ms and {other:.1f} ms)")
    return ratio


def main() -> None:
    dice = random.Random(1)
    catalogue = Catalogue(projects=[made_up_project(number, dice) for number in range(PROJECTS)])
    ready = columns(catalogue, "projects")
    pd.testing.assert_frame_equal(to_pandas(catalogue), frame_from(ready))
    ratio = compare("to_pandas / the typed frame", lambda: to_pandas(catalogue), lambda: frame_from(ready))
    compare("to_pandas / pandas.DataFrame(columns)", lambda: to_pandas(catalogue), lambda: pd.DataFrame(ready))
    compare("columns / the typed frame", lambda: columns(catalogue, "projects"), lambda: frame_from(ready))
    assert ratio <= ALLOWED, f"{ratio:.2f} is more than {ALLOWED}"


if __name__ == "__main__":
    main()
