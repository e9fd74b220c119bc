"""The whole history of a site, a catalogue a revision, against parsing every file of every distinct tree.

The repository is made here, and has the size of the real one: 148 commits, 126 distinct trees, 325 distinct texts in
4,834 file versions. The time of the git processes counts.

    python benchmarks/history.py [PAIRS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

import frontmatter
from markdown_it import MarkdownIt

import nhs_internships as ni
from _repositories import write_repository

MAX_RATIO = 0.10
MAX_MB = 200
PAIRS = 5


def main(pairs: int = PAIRS) -> int:
    """Print the ratio and the memory; 1 when one of them is over its limit."""
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder) / "site.git"
        write_repository(repository)
        memory = _memory(repository)
        texts = _texts(repository)
        print(f"{len(texts):,} file versions, {len(set(texts))} distinct texts")
        ratios = [_ratio(repository, texts) for _ in range(pairs + 1)][1:]  # the first one warms up
    print(f"all catalogues / all files parsed: {median(ratios):.3f} (at most {MAX_RATIO:.2f})")
    print(f"memory with every catalogue kept: {memory:.0f} MB (at most {MAX_MB})")
    return int(median(ratios) > MAX_RATIO or memory > MAX_MB)


def _ratio(repository: Path, texts: list[str]) -> float:
    start = _seconds()
    with ni.History.open(repository) as history:
        for revision in history.revisions:
            history.at(revision)
    between = _seconds()
    for text in texts:
        frontmatter.loads(text)
        MarkdownIt().parse(text)
    return (between - start) / (_seconds() - between)


def _seconds() -> float:
    """Processor time of this process and of those it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _texts(repository: Path) -> list[str]:
    """Every file of every distinct tree."""

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(repository), *arguments]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    blobs: dict[str, str] = {}
    texts: list[str] = []
    for tree in dict.fromkeys(git("log", "--format=%T", "main").split()):
        for line in git("ls-tree", "-r", tree).splitlines():
            blob = line.split()[2]
            if blob not in blobs:
                blobs[blob] = git("cat-file", "blob", blob)
            texts.append(blobs[blob])
    return texts


def _memory(repository: Path) -> float:
    """The most memory, in MB, of a process that keeps every catalogue and computes all changes."""
    code = (
        "import resource, sys, nhs_internships as ni\n"
        "history = ni.History.open(sys.argv[1])\n"
        "kept = [history.at(one) for one in history.revisions]\n"
        "history.changes()\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(repository)], check=True, capture_output=True)
    return int(done.stdout) / 1024


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
