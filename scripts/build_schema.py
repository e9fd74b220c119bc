"""Builds src/nhs_internships/data/schema.json, the JSON Schema of a catalogue's document, from the classes.

    python scripts/build_schema.py [OUT]

The same code gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from nhs_internships.formats.json_schema import build_schema

SHIPPED = Path(__file__).parents[1] / "src" / "nhs_internships" / "data" / "schema.json"


def main(arguments: list[str]) -> int:
    """Write the schema to the file that is named, or to where it is shipped."""
    out = Path(arguments[0]) if arguments else SHIPPED
    out.write_bytes(f"{json.dumps(build_schema(), indent=2, ensure_ascii=False)}\n".encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
