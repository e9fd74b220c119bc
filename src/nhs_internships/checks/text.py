"""Checks of characters: mojibake, invisible ones, misspellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nhs_internships.checks.base import Check

__all__ = ["CHECKS"]

CHECKS: tuple[Check, ...] = ()
