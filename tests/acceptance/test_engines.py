"""Spark and Dask read pages as one process does, by the code of the guide."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from shutil import which
from typing import TYPE_CHECKING

import pytest

from places import PACKAGE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

BRIEFS = os.environ.get("NHS_INTERNSHIPS_BRIEFS", "300")
"""How many briefs are read; `nox -s acceptance` reads 100,000."""

GUIDE = ROOT / "docs" / "how-to" / "read-with-spark-or-dask.md"
SCRIPT = ROOT / "benchmarks" / "past_one_machine.py"
FOLDER_OF_PAGES = """
import sys
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema
from nhs_internships.formats.arrow import READ_SCHEMA, read_batch

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
pages = pages_of_folder(spark, sys.argv[1])
rows = pages.mapInArrow(lambda batches: map(read_batch, batches), from_arrow_schema(READ_SCHEMA))
print(sorted((row.kind, row.slug or row.finding) for row in rows.collect()))
"""


@pytest.fixture(autouse=True)
def engines() -> None:
    """Skip where one of them cannot run."""
    for library in ("pyarrow", "pyspark", "dask"):
        if not find_spec(library):
            pytest.skip(f"{library} is not installed")
    if not (which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java")
    if sys.platform != "linux" or not SCRIPT.exists():
        pytest.skip("the benchmark reads /proc, and stands beside the source only")


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with this package, and the same for the workers of Spark."""
    variables = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYSPARK_PYTHON": sys.executable}
    return subprocess.run(
        [sys.executable, *arguments], env=variables, capture_output=True, text=True, timeout=7200, check=False
    )


def test_the_rows_are_those_of_one_process() -> None:
    """Row by row, with one worker and with two."""
    done = python(str(SCRIPT), "--briefs", BRIEFS)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "rows, equal in all runs" in done.stdout


def test_spark_reads_a_folder_of_pages(tmp_path: Path) -> None:
    """Its binary files are batches as they are."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "index.md").write_text("## Open Projects\n- [Counting bees](counting-bees/)\n", encoding="utf-8")
    (tmp_path / "deep" / "bad.md").write_bytes(b"caf\xe9")
    (tmp_path / "notes.txt").write_text("no page", encoding="utf-8")
    (code,) = re.findall(r"```python\n(def pages_of_folder.+?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    done = python("-c", code + FOLDER_OF_PAGES, str(tmp_path))
    assert done.stdout.strip() == "[('entry', 'counting-bees'), ('finding', 'NI125')]", done.stderr[-2000:]
