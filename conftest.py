"""Every example is run: ``python`` blocks of README and docs, with or without ``>>>``, and examples in docstrings.

Docstrings are read from the source: pytest's own collector looks at the module that a class names as its home, and
passes over the methods of classes that a package publishes under its own name.
"""

from __future__ import annotations

from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.sybil import SybilCollection

readme = Sybil(parsers=[PythonCodeBlockParser(), SkipParser()], filenames={"README.md"})
pages = Sybil(parsers=[PythonCodeBlockParser(), SkipParser()], path="docs", pattern="*.md")
docstrings = Sybil(
    parsers=[DocTestParser()],
    path="src",
    pattern="*.py",
    document_types={".py": PythonDocStringDocument},
)

pytest_collect_file = SybilCollection((readme, pages, docstrings)).pytest()
