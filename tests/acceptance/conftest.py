"""The renderer of the tests of rendered pages."""

from __future__ import annotations

from rendered.conftest import kramdown

__all__ = ["kramdown"]
