"""How findings are reported: for people, for GitHub, and for other programs; one module for each format."""

from __future__ import annotations

from nhs_internships.cli.reports.report import Report, combined

__all__ = ["Report", "combined"]
