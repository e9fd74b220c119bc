"""Whole sites: loading, checking and changing them against the two parsers, how it grows, and its memory.

python benchmarks/sites.py [PAIRS]
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import frontmatter
from _paired import PAIRS, ratio, report
from markdown_it import MarkdownIt

import nhs_internships as ni
from _sites import write_site

CORPUS = Path(os.environ.get("NHS_INTERNSHIPS_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
SITE = CORPUS / "later" / "2024-02-05-3cf845d"
AGAINST = "the newest site / front matter and Markdown of its pages parsed"
SMALL, LARGE = 1_000, 10_000
MEASURE = """
import sys, tracemalloc
import nhs_internships as ni
ni.load([])
tracemalloc.start()
catalogue = ni.load(sys.argv[1])
print(tracemalloc.get_traced_memory()[1], len(catalogue))
"""


def main(pairs: int = PAIRS) -> int:
    """Print each figure beside its limit; 1 when one is over."""
    with TemporaryDirectory() as folder:
        small, large = Path(folder, "small"), Path(folder, "large")
        write_site(small, SMALL)
        write_site(large, LARGE)
        over = [*newest(pairs), growth(small, large, pairs), memory(small, SMALL), memory(large, LARGE)]
    return int(any(over))


def growth(small: Path, large: Path, pairs: int) -> int:
    """Time for a brief in the large site against one in the small site; the small is loaded several times."""
    times = LARGE // SMALL

    def several() -> None:
        for _ in range(times):
            ni.load(small)

    # Each pair takes a while; five tell as much as fifteen of the small ones.
    found = ratio(lambda: ni.load(large), several, max(3, pairs // 3))
    return report(f"a brief of {LARGE:,} / a brief of {SMALL:,}", found, 1.1)


def memory(folder: Path, briefs: int) -> int:
    """The most memory that is in use at once, in an interpreter of its own."""
    done = subprocess.run([sys.executable, "-c", MEASURE, str(folder)], capture_output=True, text=True, check=True)
    peak, found = map(int, done.stdout.split())
    assert found == briefs
    return report(f"kB of memory for a brief of {briefs:,}", peak / briefs / 1000, 15)


def newest(pairs: int) -> list[int]:
    """Loading, checking and changing the newest real site against parsing front matter and Markdown of its pages."""
    if not SITE.is_dir():
        print(f"no pages at {SITE}")
        return []
    pages = sorted(SITE.rglob("*.md"))

    def parsers() -> None:
        for page in pages:
            text = page.read_text(encoding="utf-8")
            frontmatter.loads(text)
            MarkdownIt().parse(text)

    loading = ratio(lambda: ni.load(SITE), parsers, pairs)
    checking = ratio(lambda: ni.check(SITE, as_of="2024-02-05"), parsers, pairs)
    site = ni.Site.open(SITE)
    moving = ratio(lambda: site.move("digital-twin", "completed", "Wave 6"), parsers, pairs)
    warning = ratio(lambda: ni.Site.open(SITE).move("digital-twin", "completed", "Wave 6").warnings, parsers, pairs)
    print(f"opening a site, planning a move and reading its warnings of {AGAINST}: {warning:.2f}")
    return [
        report(f"load of {AGAINST}", loading, 0.65),
        report(f"check of {AGAINST}", checking, 1.0),
        report(f"planning one move on {AGAINST}", moving, 0.5),
    ]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
