"""What every HTML of the library has in common: which characters it holds, and which addresses become links."""

from __future__ import annotations

import re
from typing import TypeGuard

__all__ = ["is_web_address", "visible"]

# What HTML cannot hold or a reader cannot see: control characters and lone surrogates.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def visible(text: str, instead: str = "\N{REPLACEMENT CHARACTER}") -> str:
    """A text in which another character stands for each that HTML cannot hold."""
    return _UNSEEN.sub(instead, text)


def is_web_address(url: str | None) -> TypeGuard[str]:
    """Whether an address may become a link; anything else (``javascript:``) is shown as text alone."""
    return url is not None and url.lower().startswith(("https://", "http://"))
