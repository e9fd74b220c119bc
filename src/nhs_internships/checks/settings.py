"""The settings of a site: what its maintainers chose to check, and facts that only they know."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from nhs_internships.diagnostics import Severity
from nhs_internships.vocabulary import Vocabulary

__all__ = ["Settings"]


@frozen(kw_only=True)
class Settings:
    """What ``nhs-internships.toml`` states.

    Attributes:
        vocabulary: The terms that labels may be: the bundled ones and those of the site.
        ignore: Codes, or beginnings of codes, that are not reported.
        severities: Another severity for a code.
        moved: Where hosts and organisations have gone: a beginning of addresses, and what it is now.
    """

    vocabulary: Vocabulary = field(factory=Vocabulary.bundled)
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(factory=dict)
    moved: Mapping[str, str] = field(factory=dict)
