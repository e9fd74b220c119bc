"""Values as data for other programs: JSON, and dictionaries for any other library.

Each module is one format. The model itself knows none of them.
"""

from __future__ import annotations

from nhs_internships.formats.data import from_dict, to_dict
from nhs_internships.formats.json import SCHEMA, from_json, to_json

__all__ = ["SCHEMA", "from_dict", "from_json", "to_dict", "to_json"]


def __dir__() -> list[str]:
    return __all__
