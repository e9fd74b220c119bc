"""Loading whole sites: how it grows, against front matter alone, against Markdown parsed, and the memory it takes.

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
SITE = CORPUS / "site" / "2023-08-03-8df23fd"
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
        over = [growth(small, large, pairs), front_matter(small, pairs), memory(small, SMALL), memory(large, LARGE)]
    over.append(newest(pairs))
    return int(any(over))


def growth(small: Path, large: Path, pairs: int) -> int:
    """Time for a brief in the large site against one in the small site; the small is loaded several times."""
    times = LARGE // SMALL

    def several() -> None:
        for _ in range(times):
            ni.load(small)

    # Each pair takes a while; five tell as much as fifteen of the small ones.
    found = ratio(lambda: ni.load(large), several, max(3, pairs // 3))
    return report(f"a brief of {LARGE:,} / a brief of {SMALL:,}", found, 1.2)


def front_matter(folder: Path, pairs: int) -> int:
    """Loading a site against reading the front matter of its pages and nothing else."""
    pages = sorted(folder.rglob("*.md"))

    def theirs() -> None:
        for page in pages:
            frontmatter.loads(page.read_text(encoding="utf-8"))

    return report(
        f"load of {SMALL:,} briefs / frontmatter.loads of the same files",
        ratio(lambda: ni.load(folder), theirs, pairs),
        3.0,
    )


def memory(folder: Path, briefs: int) -> int:
    """The most memory that is in use at once, in an interpreter of its own."""
    done = subprocess.run([sys.executable, "-c", MEASURE, str(folder)], capture_output=True, text=True, check=True)
    peak, found = map(int, done.stdout.split())
    assert found == briefs
    return report(f"kB of memory for a brief of {briefs:,}", peak / briefs / 1000, 15)


def newest(pairs: int) -> int:
    """Loading the newest real site against parsing its pages."""
    if not SITE.is_dir():
        print(f"no pages at {SITE}")
        return 0
    pages = sorted(SITE.rglob("*.md"))

    def one_parser() -> None:
        markdown = MarkdownIt()
        for page in pages:
            text = page.read_text(encoding="utf-8")
            frontmatter.loads(text)
            markdown.parse(text)

    def a_parser_each() -> None:
        for page in pages:
            text = page.read_text(encoding="utf-8")
            frontmatter.loads(text)
            MarkdownIt().parse(text)

    what = "load of the newest site / front matter and Markdown parsed"
    over = [
        report(f"{what}, one parser for all", ratio(lambda: ni.load(SITE), one_parser, pairs), 0.30),
        report(f"{what}, a parser for each", ratio(lambda: ni.load(SITE), a_parser_each, pairs), 0.30),
    ]
    return int(any(over))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
