"""Every check of the project. ``nox -l`` lists them; ``.ci/run`` and the CI workflow run them."""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import time
import tomllib
from pathlib import Path
from tempfile import gettempdir

import nox
from packaging.requirements import Requirement

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "types", "tests", "docs", "lowest", "wheel", "score"]
nox.options.reuse_existing_virtualenvs = True

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
# The oldest Python has wheels of the oldest libraries.
OLDEST = PYTHONS[0]
ROOT = Path(__file__).parent
CORPUS = Path(os.environ.get("NHS_INTERNSHIPS_CORPUS") or ROOT.parent / "shared" / "corpus").resolve()
PYTEST = ("python", "-m", "pytest")


def install(session: nox.Session, *what: str) -> None:
    """Install into the session's environment; with ``--no-venv``, trust the one that is active."""
    if session.venv_backend != "none":
        session.install(*what)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, likely bugs and layout of the code."""
    install(session, "ruff")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """mypy strict and pyright over the code, the tests, and the two scripts beside them."""
    install(session, "--editable", ".[dev,all]")
    python = session.run("python", "-c", "import sys; print(sys.executable)", silent=True)
    session.run("mypy")
    session.run("mypy", "conftest.py", "noxfile.py")
    session.run("pyright", "--pythonpath", str(python).strip())


@nox.session(python=PYTHONS)
@nox.parametrize("extras", ["dev", "dev,all"], ids=["core", "all"])
def tests(session: nox.Session, extras: str) -> None:
    """The suite, without the optional libraries and with all of them."""
    install(session, "--editable", f".[{extras}]")
    session.run(*PYTEST, *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """The docs build, every warning is an error, and every public name is in their object inventory."""
    install(session, "--editable", ".[docs]")
    site = Path(session.create_tmp()) / "site"
    quiet = {
        "NO_MKDOCS_2_WARNING": "1",  # an announcement of the theme, no warning about our pages
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # else a notebook's plots would not be kept
    }
    session.run("mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site.resolve()), env=quiet)
    session.run("python", "scripts/check_inventory.py", str(site.resolve()))


@nox.session(python=OLDEST)
def lowest(session: nox.Session) -> None:
    """The whole suite with the oldest libraries that pyproject.toml allows, those of the extras included."""
    install(session, "--editable", ".[dev,all]", "--constraint", str(constraints(session, extras=True)))
    # Old libraries use what newer ones deprecate; that is no fault of ours.
    session.run(*PYTEST, "-W", "default::DeprecationWarning", *session.posargs, env={"TMPDIR": gettempdir()})


def constraints(session: nox.Session, *, extras: bool) -> Path:
    """A constraints file that pins libraries which users get to their lower bounds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"]]
    if extras:
        tools = {"dev", "docs", "all"}  # not for users; `all` repeats the others
        groups += [lines for name, lines in project["optional-dependencies"].items() if name not in tools]
    wanted = [Requirement(line) for lines in groups for line in lines]
    pins = [f"{one.name}=={bound.version}" for one in wanted for bound in one.specifier if bound.operator == ">="]
    file = Path(session.create_tmp()).resolve() / "lowest.txt"
    file.write_text("\n".join(pins) + "\n", encoding="utf-8")
    return file


@nox.session(python=OLDEST)
def wheel(session: nox.Session) -> None:
    """The core suite on the built wheel, away from the source, without extras, with the oldest core libraries."""
    place = Path(session.create_tmp()).resolve() / "wheel"
    shutil.rmtree(place, ignore_errors=True)
    install(session, "build")
    session.run("python", "-m", "build", "--wheel", "--outdir", str(place / "dist"))
    (built,) = (place / "dist").glob("*.whl")
    pins = constraints(session, extras=False)
    install(session, "--force-reinstall", f"nhs-internships[test] @ {built.as_uri()}", "--constraint", str(pins))
    suite = place / "suite"
    shutil.copytree(ROOT, suite, ignore=_only_what_tests_need)
    with session.chdir(suite):
        # Without this line the source tree could be what is tested, and nobody would notice.
        session.run("python", "-c", "import nhs_internships as ni; assert 'site-packages' in ni.__file__")
        # A folder of a test must not lie inside this checkout, whose mkdocs.yml would make it a part of a site.
        environment = {"NHS_INTERNSHIPS_CORPUS": str(CORPUS), "TMPDIR": gettempdir()}
        # The laws run on the source, with every extra.
        arguments = ("tests", "--ignore=tests/laws", "-W", "default::DeprecationWarning")
        session.run(*PYTEST, *arguments, *session.posargs, env=environment)


def _only_what_tests_need(folder: str, names: list[str]) -> set[str]:
    if Path(folder) != ROOT:
        return {"__pycache__"} & set(names)
    kept = {"tests", "docs", "pyproject.toml", "conftest.py", "CITATION.cff", "LICENSE", "NOTICE"}
    return {name for name in names if name not in kept and not name.endswith(".md")}


@nox.session
def score(session: nox.Session) -> None:
    """Compare the library with what is known of the real pages."""
    script = CORPUS / "score.py"
    if not script.exists():
        session.skip("there is no corpus of real pages beside the project")
    install(session, "--editable", ".")
    session.run("python", str(script))


@nox.session
def acceptance(session: nox.Session) -> None:
    """Changes over every site of the corpus, Spark and Dask over 100,000 briefs, axe-core over the page (30 min)."""
    install(session, "--editable", ".[dev,all]", "pyspark>=4.0", "dask>=2025.1")
    sizes = {"NHS_INTERNSHIPS_SITES": "all", "NHS_INTERNSHIPS_BRIEFS": "100000"}
    # A size of the environment wins, for a rehearsal.
    sizes = {name: os.environ.get(name, size) for name, size in sizes.items()}
    environment = {"CI": "true", "NHS_INTERNSHIPS_CORPUS": str(CORPUS), "TMPDIR": gettempdir(), **sizes}
    tests = ("tests/acceptance", "tests/rendered/test_rendered_conversions.py")
    session.run(*PYTEST, *tests, "-rsP", *session.posargs, env={**environment, **_of_npm(session)})


def _of_npm(session: nox.Session) -> dict[str, str]:
    """Where axe-core and the stylesheet of NHS.UK are installed; without npm their tests are skipped."""
    if shutil.which("npm") is None:
        return {}
    folder = Path(session.create_tmp()).resolve() / "npm"
    quiet = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts")
    session.run("npm", "install", *quiet, "--prefix", str(folder), "axe-core", "nhsuk-frontend", external=True)
    modules = folder / "node_modules"
    stylesheet = modules / "nhsuk-frontend" / "dist" / "nhsuk" / "nhsuk-frontend.min.css"
    return {"NHS_INTERNSHIPS_AXE": str(modules / "axe-core" / "axe.min.js"), "NHSUK_STYLESHEET": str(stylesheet)}


@nox.session
def explore(session: nox.Session) -> None:
    """The laws and the judge of rendered pages over other examples in each round; not part of the gate."""
    options = argparse.ArgumentParser(prog="nox -s explore --")
    options.add_argument("--minutes", type=float, default=20, help="no round starts later (default: 20)")
    minutes: float = options.parse_args(session.posargs).minutes
    install(session, "--editable", ".[dev,all]")
    end = time.monotonic() + 60 * minutes
    while time.monotonic() < end:
        seed = str(secrets.randbelow(1_000_000))
        # Without CI, Hypothesis draws other examples in every run.
        sizes = {"NHS_INTERNSHIPS_RENDERED": "1000", "NHS_INTERNSHIPS_MUTATED": "50000"}
        environment = {"CI": "", "NHS_INTERNSHIPS_SEED": seed, **sizes}
        session.run(*PYTEST, "tests/laws", "tests/rendered", f"--hypothesis-seed={seed}", "-rP", env=environment)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure the speed; not part of the gate, because machines differ."""
    install(session, "--editable", ".[dev,all]")
    for script in sorted((ROOT / "benchmarks").glob("[!_]*.py")):
        session.run("python", str(script), *session.posargs)
