"""Plots of a catalogue or history: Axes in, Axes out; nothing is shown or saved. Needs the extra ``plot`` (matplotlib).

The background is transparent, and one hue with grey text is readable on light and on dark pages, in print, without
colour, and with any kind of colour vision. Values stand beside what they belong to. The line below a plot gives the
date for which it is true, where it is known, and what was left out.
"""

from __future__ import annotations

from nhs_internships.plots.catalogues import FORMATS, KINDS, counts, heatmap, picture, trend, waves
from nhs_internships.plots.histories import flow, lifecycle

__all__ = ["FORMATS", "KINDS", "counts", "flow", "heatmap", "lifecycle", "picture", "trend", "waves"]


def __dir__() -> list[str]:
    return __all__
