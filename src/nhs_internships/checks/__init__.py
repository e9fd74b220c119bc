"""What is wrong on the pages of a site: one module for each family of checks."""

from __future__ import annotations

from nhs_internships.checks.base import Check
from nhs_internships.checks.checking import CHECKS, check
from nhs_internships.checks.explanations import Explanation, explain
from nhs_internships.checks.settings import Settings
from nhs_internships.public import publish

__all__ = ["CHECKS", "Check", "Explanation", "Settings", "check", "explain"]


def __dir__() -> list[str]:
    return __all__


publish(__name__, globals())
