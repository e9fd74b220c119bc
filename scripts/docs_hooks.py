"""What the docs build makes itself: the page of the bundled catalogue (see ``hooks`` in mkdocs.yml)."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

import nhs_internships as ni

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add ``catalogue.html``, so that pages can link to it."""
    with TemporaryDirectory() as folder:
        page = ni.bundled().order_by("status", "title").write(Path(folder) / "catalogue.html").read_bytes()
    files.append(File.generated(config, "catalogue.html", content=page))
    return files
