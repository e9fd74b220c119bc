"""What a data file says of an output: its address, or why there is none yet."""

from __future__ import annotations

import re

from nhs_internships.model import Availability, Output, OutputKind
from nhs_internships.model.internships import availability_of

__all__ = ["read_output"]


_ADDRESS = re.compile(r"(?:https?://|www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|uk|io|net)/)", re.IGNORECASE)


def read_output(kind: OutputKind, text: str) -> Output:
    """Read the value of a link key: an address, or a word that stands where one will be.

    Args:
        kind: What the key names.
        text: The value as written; it is kept in ``Output.text``.

    Returns:
        An output. An address without a scheme gets ``https://``; a lone quotation mark at its end is dropped from
        ``url``. Words that are none of the known ones mean that the output is pending.
    """
    address = text.strip().strip('"').strip()
    if _ADDRESS.match(address) and not re.search(r"\s", address):
        url = address if "://" in address else f"https://{address}"
        return Output(kind=kind, url=url, availability=Availability.PUBLISHED, text=text)
    return Output(kind=kind, availability=availability_of(text), text=text)
