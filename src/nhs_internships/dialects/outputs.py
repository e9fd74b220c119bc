"""Reads what a data file states about an output: its address, or a word for why there is none."""

from __future__ import annotations

import re

from nhs_internships.model import Availability, Output, OutputKind
from nhs_internships.model.internships import availability_of

__all__ = ["read_output"]


_ADDRESS = re.compile(r"(?:https?://|www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|uk|io|net)/)", re.IGNORECASE)


def read_output(kind: OutputKind, text: str) -> Output:
    """Read the value of a link key: an address, or a word instead of one.

    Args:
        kind: The kind of output that the key means.
        text: The value as written; it is kept in ``Output.text``.

    Returns:
        An output. ``url`` gets ``https://`` if it has no scheme, and loses a quotation mark at its end. Unknown words
        mean that the output is pending.
    """
    address = text.strip().strip('"').strip()
    if _ADDRESS.match(address) and not re.search(r"\s", address):
        url = address if "://" in address else f"https://{address}"
        return Output(kind=kind, url=url, availability=Availability.PUBLISHED, text=text)
    return Output(kind=kind, availability=availability_of(text), text=text)
