"""Reading every Markdown page of a site into documents, against the two parsers that such a reader is built on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import frontmatter
from _paired import ratio, report
from markdown_it import MarkdownIt

import nhs_internships as ni

CORPUS = Path(os.environ.get("NHS_INTERNSHIPS_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
SITE = CORPUS / "site" / "2023-08-03-8df23fd"


def main() -> int:
    """Print the ratio; 1 when it is over its limit."""
    if not SITE.is_dir():
        print(f"no pages at {SITE}")
        return 0
    texts = [path.read_text(encoding="utf-8") for path in sorted(SITE.rglob("*.md"))]

    def ours() -> None:
        for text in texts:
            ni.parse(text)

    def theirs() -> None:
        for text in texts:
            frontmatter.loads(text)
            MarkdownIt().parse(text)

    return report(f"reading {len(texts)} pages / front matter and Markdown parsed", ratio(ours, theirs), 0.25)


if __name__ == "__main__":
    sys.exit(main())
