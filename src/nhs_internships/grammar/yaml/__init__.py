"""YAML as texts with spans: front matter and data files.

No YAML object is ever constructed: values stay the texts that their authors wrote, with their offsets in the original
text, exact with a byte order mark, any newlines and characters outside the basic plane.

Only `nodes` and `documents` use PyYAML, and only `nodes` uses python-frontmatter.
"""

from __future__ import annotations

from nhs_internships.grammar.yaml.reading import read_front_matter, read_records
from nhs_internships.grammar.yaml.values import FrontMatter, Item, Scalar, Style, YamlMapping
from nhs_internships.grammar.yaml.writing import quote, write_scalar

__all__ = [
    "FrontMatter",
    "Item",
    "Scalar",
    "Style",
    "YamlMapping",
    "quote",
    "read_front_matter",
    "read_records",
    "write_scalar",
]
