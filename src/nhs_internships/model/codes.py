"""Codes of internships: ``P`` and a number, whose last digit counts the internships of a wave (``P34``: wave 3).

A title may begin with the code, before a dash or colon: ``P34 - Made-up project``.
"""

from __future__ import annotations

import re

__all__ = ["is_placeholder", "looks_like_code", "project_code", "title_code", "wave_number", "written_code"]

_CODE = re.compile("[Pp]([0-9]{2,4})")
# Records have codes of other work of the team, too (C245).
_TITLE_CODE = re.compile(r"(?P<code>[A-Z]{1,2}\d{1,4}[a-z]?|p\d{1,4}[a-z]?|[Pp]\d*[Xx]+)\s*(?:[-\u2013\u2014:]|$)")
# Listings name projects alone, whose titles may begin with "T2-weighted" or "E2 - ..."; so a code must stand apart.
_PROJECT_CODE = re.compile(r"(?P<code>[Pp]\d{2,4})(?:\s+[-\u2013\u2014]\s|:\s|$)")
# The like of P12.1, P-124, [P124], (P124), 27-P01 and 2027-01 before a dash or colon, or P124 before a word.
_ODD_CODE = re.compile(
    r"(?:[\[(#]?(?:\d{2,4}[-./ ]?)?[Pp][-._ #]?\d+(?:[OIl]\d+)?(?:[-./_]\d+)*[A-Za-z]{0,2}[\])]?"
    r"(?:\s*[-\u2013\u2014:](?:\s|$)|\s+(?=[A-Z]|$)|$)"
    r"|\d{4}[-./]\d{1,3}\s*[-\u2013\u2014:]\s)"
)
_MAX_CHARS = 40
_PLACEHOLDER = re.compile("[Pp][0-9]*[Xx]+")


def is_placeholder(code: str) -> bool:
    """Whether a code is a placeholder for one that is not given yet: ``P11x``, ``PXX``.

    Examples:
        >>> is_placeholder("P11x"), is_placeholder("P11")
        (True, False)
    """
    return _PLACEHOLDER.fullmatch(code) is not None


def written_code(title: str) -> str | None:
    """The code or placeholder at the beginning of the title of a record, as written.

    Examples:
        >>> written_code("P11x - Made-up project"), written_code("p124: Another one")
        ('P11x', 'p124')
    """
    found = _TITLE_CODE.match(title)
    return found["code"] if found else None


def title_code(title: str) -> str | None:
    """The code at the beginning of the title of a record; a placeholder is none."""
    code = written_code(title)
    return None if code is None or is_placeholder(code) else code


def project_code(title: str) -> str | None:
    """The code at the beginning of the title of an entry on a listing."""
    found = _PROJECT_CODE.match(title)
    return found["code"] if found else None


def looks_like_code(title: str) -> bool:
    """Whether a title begins with what was meant as a code, in a style that is not read.

    Examples:
        >>> looks_like_code("P12.1 - Made-up project"), looks_like_code("P124 - Made-up project")
        (True, False)
        >>> looks_like_code("P1O2 - Made-up project")
        True
    """
    return written_code(title) is None and _ODD_CODE.match(title[:_MAX_CHARS]) is not None


def wave_number(code: str) -> int | None:
    """The number of the wave that a code states, or ``None`` where it states none.

    Examples:
        >>> wave_number("P34"), wave_number("P112"), wave_number("P11x")
        (3, 11, None)
    """
    found = _CODE.fullmatch(code)
    return int(found[1][:-1]) or None if found else None
