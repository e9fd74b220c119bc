"""One project from many sources: which mentions belong together, which claim wins, and all claims."""

from __future__ import annotations

from nhs_internships.catalogue.reconcile.authority import AUTHORITY, Origin
from nhs_internships.catalogue.reconcile.slugs import slug_of_title

__all__ = ["AUTHORITY", "Origin", "slug_of_title"]
