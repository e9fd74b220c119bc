"""The two parsers that PyYAML has: the C one where it was built, and the pure one that must behave alike."""

from __future__ import annotations

import yaml

LOADERS: list[type[yaml.CSafeLoader] | type[yaml.SafeLoader]] = [
    *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else []),
    yaml.SafeLoader,
]
