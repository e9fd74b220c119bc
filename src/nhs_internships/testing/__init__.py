"""What the tests of other programs need: Hypothesis strategies for projects, pages, sites and edits, and a small site.

It needs the extra `testing`, which is Hypothesis.
"""

from __future__ import annotations

from nhs_internships.formats._extras import extra
from nhs_internships.public import publish
from nhs_internships.testing.small_site import SMALL_SITE, SMALL_SITE_AS_OF, SMALL_SITE_OF_CARDS, write_site

with extra("testing", "hypothesis"):
    from nhs_internships.testing.editing import EntryEdit, edits
    from nhs_internships.testing.texts import pages, sites
    from nhs_internships.testing.values import projects

__all__ = [
    "SMALL_SITE",
    "SMALL_SITE_AS_OF",
    "SMALL_SITE_OF_CARDS",
    "EntryEdit",
    "edits",
    "pages",
    "projects",
    "sites",
    "write_site",
]


def __dir__() -> list[str]:
    return __all__


publish(__name__, globals())
