"""Codes of internships: ``P`` and a number, whose last digit counts the internships of a wave (``P34``: wave 3)."""

from __future__ import annotations

import re

__all__ = ["is_placeholder", "wave_number"]

_CODE = re.compile("[Pp]([0-9]{2,4})")
_PLACEHOLDER = re.compile("[Pp][0-9]*[Xx]+")


def is_placeholder(code: str) -> bool:
    """Whether a code only holds a place for one that is not given yet: ``P11x``, ``PXX``.

    Examples:
        >>> is_placeholder("P11x"), is_placeholder("P11")
        (True, False)
    """
    return _PLACEHOLDER.fullmatch(code) is not None


def wave_number(code: str) -> int | None:
    """The number of the wave that a code states, or ``None`` where it states none.

    Examples:
        >>> wave_number("P34"), wave_number("P112"), wave_number("P11x")
        (3, 11, None)
    """
    found = _CODE.fullmatch(code)
    return int(found[1][:-1]) or None if found else None
