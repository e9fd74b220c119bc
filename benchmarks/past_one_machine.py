"""How fast Spark and Dask read pages with `read_batch`, by the code of the guide, and whether they read the same.

Needs Linux, pyarrow, dask, and pyspark with Java. Prints the table of docs/how-to/read-with-spark-or-dask.md.

    python benchmarks/past_one_machine.py [--briefs 100000]
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from _sites import site_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GUIDE = Path(__file__).parents[1] / "docs" / "how-to" / "read-with-spark-or-dask.md"
RUNS = (("one process", 1), ("Spark", 1), ("Spark", 2), ("Dask", 1), ("Dask", 2))
_PAGES_A_FILE = 2500
_BAD = b"caf\xe9"  # not UTF-8


class Run(NamedTuple):
    """What one run took: seconds, and the most memory that all its processes had together, in bytes."""

    engine: str
    workers: int
    seconds: float
    memory: int


def main(arguments: Sequence[str]) -> int:
    """Print the table; 1 when a run gives other rows than one process."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--briefs", type=int, default=100_000)
    options.add_argument("--run", nargs=4, metavar=("ENGINE", "WORKERS", "SOURCE", "TARGET"), help=argparse.SUPPRESS)
    given = options.parse_args(arguments)
    if given.run:
        engine, workers, source, target = given.run
        return _run(engine, int(workers), source, target)
    with tempfile.TemporaryDirectory() as folder:
        return _compare(Path(folder), given.briefs)


def _compare(folder: Path, briefs: int) -> int:
    source = folder / "pages"
    pages = _write_pages(source, briefs)
    print(f"{pages:,} pages in {len(list(source.iterdir()))} files\n", flush=True)
    print("| engine | workers | seconds | pages a second | memory, MB |\n|---|---|---|---|---|", flush=True)
    expected: pa.Table | None = None
    for engine, workers in RUNS:
        target = folder / f"{engine}-{workers}"
        run = _measured(engine, workers, source, target)
        speed, memory = f"{pages / run.seconds:,.0f}", f"{run.memory / 1e6:,.0f}"
        print(f"| {engine} | {workers} | {run.seconds:,.0f} | {speed} | {memory} |", flush=True)
        rows = _rows(target)
        expected = rows if expected is None else expected
        if not rows.equals(expected):
            print(f"{engine} with {workers} gives other rows than one process", flush=True)
            return 1
    print(f"\n{len(expected or ()):,} rows, equal in all runs")
    return 0


def _write_pages(folder: Path, briefs: int) -> int:
    """Parquet files of pages; the number of pages. One text in a thousand cannot be read."""
    folder.mkdir()
    pages = ((path, text.encode()) for path, text in site_pages(briefs))
    bad = ((f"bad/{n}.md", _BAD) for n in range(briefs // 1000))
    count = 0
    for n, part in enumerate(_parts(page for source in (pages, bad) for page in source)):
        paths, contents = zip(*part, strict=True)
        pq.write_table(pa.table({"path": paths, "content": contents}), folder / f"{n:04}.parquet")
        count += len(part)
    return count


def _parts(pages: Iterator[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    while part := list(islice(pages, _PAGES_A_FILE)):
        yield part


def _measured(engine: str, workers: int, source: Path, target: Path) -> Run:
    """A run in a process of its own."""
    command = [sys.executable, __file__, "--run", engine, str(workers), str(source), str(target)]
    start = time.monotonic()
    memory = 0
    with subprocess.Popen(command, env={"PYSPARK_PYTHON": sys.executable, **os.environ}) as process:
        while process.poll() is None:
            memory = max(memory, _memory(process.pid))
            time.sleep(0.2)
    if process.returncode:
        raise SystemExit(f"{engine} with {workers} failed")
    return Run(engine, workers, time.monotonic() - start, memory)


def _run(engine: str, workers: int, source: str, target: str) -> int:
    blocks = re.findall(r"```python\n(def read_.+?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    # In this module, so that engines can send the functions to their workers.
    exec("\n".join(blocks), globals())
    code = globals()
    if engine == "Spark":
        code["read_with_spark"](source, target, workers)
    elif engine == "Dask":
        code["read_with_dask"](source, target, workers)
    else:
        Path(target).mkdir()
        for file in sorted(Path(source).iterdir()):
            code["read_file"](str(file), str(Path(target) / file.name))
    return 0


def _rows(folder: Path) -> pa.Table:
    """All rows, in the order of paths; those of one page keep theirs."""
    table = pa.concat_tables(pq.read_table(file) for file in sorted(folder.glob("*.parquet")))
    return table.take(pc.sort_indices(table, [("path", "ascending")])).combine_chunks().replace_schema_metadata()


def _memory(process: int) -> int:
    """Bytes of a process and all below it; what several share counts once."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        text = _text(stat)
        if text:
            children.setdefault(int(text.rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
    waiting, total = [process], 0
    while waiting:
        one = waiting.pop()
        found = re.search(r"^Pss:\s+(\d+) kB", _text(Path(f"/proc/{one}/smaps_rollup")), re.MULTILINE)
        total += 1024 * int(found[1]) if found else 0
        waiting += children.get(one, ())
    return total


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:  # the process has ended
        return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
