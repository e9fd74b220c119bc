"""A catalogue as a YAML document, and back: the JSON document, in a form that people like to read and edit."""

from __future__ import annotations

from attrs import evolve

from nhs_internships.catalogue import Catalogue
from nhs_internships.errors import FormatError, LimitError, Problem
from nhs_internships.formats.document import write_catalogue
from nhs_internships.formats.json import decode, from_json
from nhs_internships.grammar.yaml.documents import as_json, dump
from nhs_internships.grammar.yaml.nodes import Unreadable
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.source.text import SourceText

__all__ = ["from_yaml", "to_yaml"]

# A document of a catalogue has more values than any page, and is read without building a tree. So many take a second
# or two, and are those of some 900 projects with all their claims.
_TIMES_AS_MANY = 3


def __dir__() -> list[str]:
    return __all__


def to_yaml(catalogue: Catalogue) -> str:
    """Write a catalogue as a YAML document; `from_yaml` gives an equal one back.

    A text that some version of YAML could take for anything else is quoted: yes, null, 1e3, a date.

    Args:
        catalogue: The catalogue.

    Raises:
        FormatError: A value is of a type that it cannot have, or a text holds a lone surrogate.
    """
    return dump(write_catalogue(catalogue))


def from_yaml(
    text: str | bytes, *, strict: bool = False, name: str = "<yaml>", limits: Limits = DEFAULT_LIMITS
) -> Catalogue:
    """Read the YAML document of a catalogue.

    Only null, true, false and numbers are not texts when they stand without quotes, as in YAML 1.2: a title may be
    ``yes`` and a day ``2024-07-31``. Aliases and tags are refused, since a catalogue needs none. A key that is not
    known, or stands twice, is a finding.

    Args:
        text: The document, or the bytes of its file in UTF-8.
        strict: Refuse what would be a finding.
        name: What errors and findings call the document.
        limits: Bounds on what is read: ``json_bytes``, ``yaml_depth``, and three times ``yaml_nodes``.

    Raises:
        TypeError: It is neither text nor bytes.
        ReadError: The bytes are not UTF-8, or the text passes a limit (`LimitError`).
        FormatError: The text is no YAML, or not the document of a catalogue; all problems are listed with their places.
    """
    bounds = evolve(limits, text_bytes=limits.json_bytes, yaml_nodes=limits.yaml_nodes * _TIMES_AS_MANY)
    source = SourceText.from_text(decode(text, name, limits), name, bounds)
    try:
        written = as_json(source.text, bounds)
    except Unreadable as error:
        raise _refused(error, source) from None
    return from_json(written, strict=strict, name=name, limits=evolve(limits, json_bytes=2**63))


def _refused(error: Unreadable, source: SourceText) -> FormatError | LimitError:
    line, column = source.position(error.at)
    if error.code == "NI106":
        return LimitError(source.name, f"{error.message} (line {line})", error.hint, error.at)
    problem = error.message.removeprefix("the YAML cannot be read: ")
    return FormatError(source.name, [Problem(f"line {line}, column {column}", f"{problem}; {error.hint}")])
