"""The real sites that a sweep goes over: one for each dialect, or all."""

from __future__ import annotations

import os

from places import CORPUS

__all__ = ["AS_OF", "SITES"]

# The newest site that has listings in the dialect.
_BY_DIALECT = {
    "LINK_LIST": "site/2022-03-07-333279f",
    "TITLE_LIST": "site/2022-07-29-a1d5977",
    "BADGE_LIST": "site/2023-03-08-1f847d4",
    "BADGE_TABLE": "later/2024-02-05-3cf845d",
    "CARDS": "later/2026-composite",
}


def _all() -> tuple[str, ...]:
    folders = [folder for part in ("site", "later") for folder in (CORPUS / part).glob("*") if folder.is_dir()]
    return tuple(sorted(folder.relative_to(CORPUS).as_posix() for folder in folders))


SITES = _all() if os.environ.get("NHS_INTERNSHIPS_SITES") == "all" else tuple(_BY_DIALECT.values())
"""The folders, from that of the corpus; all of them where ``NHS_INTERNSHIPS_SITES`` is ``all``."""

AS_OF = "2024-02-05"
"""A day for the checks that need one."""
