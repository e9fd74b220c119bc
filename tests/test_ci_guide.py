"""The guide to CI: its workflows are valid, their commands do what it says, and the hooks can be used."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from _git import commit, repository
from _sites import write
from nhs_internships.testing import SMALL_SITE
from places import PACKAGE, ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GUIDE = ROOT / "docs" / "how-to" / "check-your-site-in-ci.md"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
BROKEN = {**SMALL_SITE, "contact.md": "# Contact\n\n[Ask us](team@example.org).\n"}


@cache
def _blocks() -> tuple[str, ...]:
    return tuple(re.findall(r"^```yaml\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))


def _workflows() -> list[str]:
    return [block for block in _blocks() if "\njobs:\n" in block]


def _runs(workflow: str) -> list[str]:
    """The commands of a workflow, in order."""
    # "on" is a boolean to YAML 1.1, and no key that is looked at here.
    (job,) = yaml.safe_load(workflow)["jobs"].values()
    return [step["run"] for step in job["steps"] if "run" in step]


@pytest.mark.parametrize("workflow", _workflows())
def test_a_workflow_is_valid(tmp_path: Path, workflow: str) -> None:
    """By the schema of GitHub workflows that check-jsonschema brings along."""
    pytest.importorskip("check_jsonschema")
    file = tmp_path / "check.yml"
    file.write_text(workflow, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def variables(tmp_path: Path) -> Mapping[str, str]:
    """Variables with which the commands of a workflow find this library, and pip a wheel of its name."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, call in (("python", ""), ("nhs-internships", " -m nhs_internships")):
        program = programs / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}"{call} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    return {
        "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(PACKAGE.parent),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(_wheel(tmp_path).parent),
        "PIP_TARGET": str(tmp_path / "installed"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }


def _wheel(folder: Path) -> Path:
    """A wheel with the name of this library and nothing in it, for a pip without a network."""
    file = folder / "wheels" / "nhs_internships-0.0.0-py3-none-any.whl"
    file.parent.mkdir()
    facts = "nhs_internships-0.0.0.dist-info"
    with zipfile.ZipFile(file, "w") as wheel:
        wheel.writestr(f"{facts}/METADATA", "Metadata-Version: 2.1\nName: nhs-internships\nVersion: 0.0.0\n")
        wheel.writestr(f"{facts}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{facts}/RECORD", "")
    return file


def _site(folder: Path, pages: Mapping[str, str]) -> Path:
    site = write(repository(folder / "site"), pages)
    commit(site, "2024-03-01T12:00:00Z")
    return site


def _run(command: str, site: Path, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command as GitHub does."""
    bash = shutil.which("bash")
    if bash is None or sys.platform == "win32":
        pytest.skip("the commands are run by bash")
    call = [bash, "-e", "-c", command]
    return subprocess.run(call, cwd=site, env=dict(variables), capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("workflow", _workflows())
def test_the_commands_of_a_workflow_succeed_on_a_clean_site(
    tmp_path: Path, variables: Mapping[str, str], workflow: str
) -> None:
    """Each `run:` line, one after the other."""
    pytest.importorskip("pip")
    site = _site(tmp_path, SMALL_SITE)
    for command in _runs(workflow):
        done = _run(command, site, variables)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_check_fails_and_annotates(tmp_path: Path, variables: Mapping[str, str]) -> None:
    """The step that checks fails where something is wrong, and the summary is written all the same."""
    _, check, summary = _runs(_workflows()[0])
    site = _site(tmp_path, BROKEN)
    done = _run(check, site, variables)
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=contact.md,line=3,col=10,endColumn=26,title=NI604::")
    assert _run(summary, site, variables).returncode == 0
    assert "| NI604 | `contact.md:3:10` |" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_the_scan_writes_findings(tmp_path: Path, variables: Mapping[str, str]) -> None:
    """Although it does not fail."""
    site = _site(tmp_path, BROKEN)
    assert _run(_runs(_workflows()[1])[-1], site, variables).returncode == 0
    assert '"ruleId": "NI604"' in (site / "findings.sarif").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def hooks() -> list[dict[str, Any]]:
    """The hooks of this repository."""
    if not HOOKS.exists():
        pytest.skip("the hooks are beside the source only")
    found: list[dict[str, Any]] = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def hook(hooks: list[dict[str, Any]]) -> dict[str, Any]:
    """The hook that gets the pages of a commit."""
    return hooks[0]


def test_the_hooks_are_valid(hooks: list[dict[str, Any]]) -> None:
    """As pre-commit reads them; the guide shows the same hooks."""
    clientlib = pytest.importorskip("pre_commit.clientlib")
    clientlib.load_manifest(HOOKS)
    (shown,) = [yaml.safe_load(block) for block in _blocks() if block.startswith("repos:")]
    same = ("id", "name", "entry", "files", "require_serial", "pass_filenames", "always_run")
    for local, hook in zip(shown["repos"][0]["hooks"], hooks, strict=True):
        assert {key: local.get(key) for key in same} == {key: hook.get(key) for key in same}


@pytest.mark.parametrize(
    ("path", "is_checked"),
    [
        *((path, True) for path in ("index.md", "a/b.markdown", "_data/completed.yml", "site/_data/x.yaml")),
        *((path, False) for path in ("_config.yml", "code.py", "my_data/x.yml")),
    ],
)
def test_the_hook_gets_pages_and_data_files(hook: dict[str, Any], path: str, is_checked: bool) -> None:
    """And no other files."""
    assert bool(re.search(hook["files"], path)) is is_checked


def test_the_hook_checks_what_it_gets(tmp_path: Path, variables: Mapping[str, str], hook: dict[str, Any]) -> None:
    """Each page with its site; a clean page passes although another one is broken."""
    site = _site(tmp_path, {**BROKEN, "_config.yml": ""})
    assert _run(f"{hook['entry']} index.md content/projects.md", site, variables).returncode == 0
    assert _run(f"{hook['entry']} index.md contact.md", site, variables).returncode == 1


def test_the_second_hook_finds_what_the_removal_of_a_brief_breaks(
    tmp_path: Path, variables: Mapping[str, str], hooks: list[dict[str, Any]]
) -> None:
    """On a page that the commit does not change."""
    site = _site(tmp_path, {**SMALL_SITE, "_config.yml": ""})
    (brief, *_) = [path for path in SMALL_SITE if path.startswith("content/projects/")]
    assert _run(hooks[1]["entry"], site, variables).returncode == 0
    assert _run(f"git rm -q {brief}", site, variables).returncode == 0
    done = _run(hooks[1]["entry"], site, variables)
    assert (done.returncode, "NI611" in done.stdout) == (1, True)
