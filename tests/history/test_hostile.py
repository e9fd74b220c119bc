"""A repository from anywhere: nothing that it configures runs, no name is an option, and damage is a clean error."""

from __future__ import annotations

import os
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _repositories import Repository, git
from _sites import brief, listing
from nhs_internships.errors import LimitError, QueryError, ReadError

if TYPE_CHECKING:
    from pathlib import Path

OPEN, BEES = "## Open Projects", "counting-bees: Counting bees"
# Settings and variables by which git runs programs, or reads and writes elsewhere.
PROGRAMS = (
    "core.fsmonitor",
    "core.pager",
    "pager.rev-list",
    "pager.cat-file",
    "core.sshCommand",
    "core.askPass",
    "core.editor",
    "core.alternateRefsCommand",
    "gpg.program",
    "credential.helper",
    "diff.external",
    "diff.page.textconv",
    "diff.page.command",
    "filter.page.smudge",
    "filter.page.clean",
    "filter.page.process",
    "alias.rev-list",
    "alias.cat-file",
    "remote.origin.uploadpack",
    "uploadpack.packObjectsHook",
)


def program(folder: Path, marks: Path) -> str:
    """A program that leaves a mark when it is started."""
    place = folder / "evil"
    place.write_text(f"#!/bin/sh\ntouch {marks}/started-$$\ncat\n")
    place.chmod(0o755)
    return str(place)


def small(repository: Repository) -> Path:
    repository.commit("2023-01-01", {"index.md": listing(OPEN, BEES), ".gitattributes": "*.md diff=page filter=page\n"})
    repository.commit("2023-02-01", {"projects/a.md": brief("Counting bees", "/counting-bees/")})
    return repository.write()


def walk(history: ni.History) -> None:
    """Use everything that asks git."""
    for one in history.revisions:
        history.at(one)
    history.changes()
    history.at("main~1")


def test_configured_programs_and_hooks_never_run(repository: Repository, tmp_path: Path) -> None:
    """Monitors, pagers, filters, text converters, signers, aliases, hooks."""
    folder, marks = small(repository), tmp_path / "marks"
    marks.mkdir()
    evil = program(tmp_path, marks)
    for name in PROGRAMS:
        git(folder, "config", name, evil)
    git(folder, "config", "log.showSignature", "true")
    git(folder, "config", "core.hooksPath", "hooks")
    for hook in ("post-checkout", "post-index-change", "fsmonitor-watchman", "reference-transaction", "pre-auto-gc"):
        place = folder / "hooks" / hook
        place.parent.mkdir(exist_ok=True)
        place.write_text(f"#!/bin/sh\nexec {evil}\n")
        place.chmod(0o755)
    walk(ni.History.open(folder, messages=True))
    assert not list(marks.iterdir())


def test_missing_objects_are_not_fetched(repository: Repository, tmp_path: Path) -> None:
    """A partial clone would ask a server, by a program or transport that the repository names."""
    folder, marks = small(repository), tmp_path / "marks"
    marks.mkdir()
    evil = program(tmp_path, marks)
    git(folder, "config", "core.repositoryformatversion", "1")
    git(folder, "config", "extensions.partialClone", "origin")
    git(folder, "config", "remote.origin.promisor", "true")
    git(folder, "config", "remote.origin.uploadpack", evil)
    git(folder, "config", "protocol.allow", "always")
    git(folder, "config", "core.sshCommand", evil)
    remove(folder, git(folder, "rev-parse", "main:projects/a.md"))
    for url in (str(tmp_path / "elsewhere"), f"ext::{evil}", "ssh://example.org/x"):
        git(folder, "config", "remote.origin.url", url)
        history = ni.History.open(folder)
        assert "counting-bees" in history.at("main~1")
        with pytest.raises(ReadError, match="is missing or damaged; fetch it, or clone the repository again"):
            history.at("main")
    assert not list(marks.iterdir())


def test_variables_that_point_git_elsewhere_are_ignored(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a hook has them, which may call this library."""
    folder, other = small(repository), Repository(tmp_path / "other")
    other.commit("2020-01-01", {"index.md": listing(OPEN, "other: Other")})
    monkeypatch.setenv("GIT_DIR", str(other.write() / ".git"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.folder / ".git" / "objects"))
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "x")
    assert "counting-bees" in ni.History.open(folder).at("HEAD")
    assert not (tmp_path / "trace").exists()


@pytest.mark.parametrize("name", ["--upload-pack=evil", "--all", "-c", "--output=made", "--help", "--"])
def test_a_ref_that_looks_like_an_option_is_a_name(name: str, repository: Repository, tmp_path: Path) -> None:
    """It is never an argument of git."""
    folder = small(repository)
    with pytest.raises(QueryError, match="invalid revision"):
        ni.History.open(folder, name)
    tip = git(folder, "rev-parse", "main~1")
    (folder / ".git" / "refs" / "heads" / name).write_text(f"{tip}\n")
    assert len(ni.History.open(folder, f"refs/heads/{name}").revisions) == 1
    assert not (tmp_path / "made").exists()


def test_paths_that_look_like_options_are_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Repository
) -> None:
    """Of the repository, and of its files."""
    small(repository)
    odd = Repository(tmp_path / "--upload-pack=evil")
    odd.commit(
        "2023-01-01", {"--output=made.md": brief("Counting bees", "/counting-bees/"), "-c/a.md": listing(OPEN, BEES)}
    )
    odd.write()
    monkeypatch.chdir(tmp_path)
    history = ni.History.open("--upload-pack=evil")
    assert [claim.path for claim in history.at("HEAD").claims("counting-bees") if claim.field == "title"] == [
        "-c/a.md",
        "--output=made.md",
    ]


def objects(folder: Path) -> dict[str, Path]:
    """Every loose object by its id."""
    unpack(folder)
    return {
        f"{place.parent.name}{place.name}": place
        for place in (folder / ".git" / "objects").glob("??/*")
        if place.is_file()
    }


def unpack(folder: Path) -> None:
    """Make loose objects of packed ones, so that each can be damaged alone."""
    packs = list((folder / ".git" / "objects" / "pack").glob("*.pack"))
    for pack in packs:
        moved = folder / pack.name
        pack.rename(moved)
        for other in pack.parent.glob(f"{pack.stem}.*"):
            other.unlink()
        with moved.open("rb") as data:
            git(folder, "unpack-objects", "-q", text=data.read())
        moved.unlink()


def remove(folder: Path, name: str) -> None:
    objects(folder)[name].unlink()


@pytest.mark.parametrize("damage", ["missing", "empty", "noise", "cut off"])
def test_any_damaged_object_is_a_clean_error(damage: str, repository: Repository) -> None:
    """Each object in turn: what does not need it can still be read, and the history too, afterwards."""
    folder = small(repository)
    unread = git(folder, "rev-parse", "main:.gitattributes")  # the only one that nothing needs
    for name, place in objects(folder).items():
        data = place.read_bytes()
        place.chmod(0o644)
        match damage:
            case "missing":
                place.unlink()
            case "empty":
                place.write_bytes(b"")
            case "noise":
                place.write_bytes(os.urandom(len(data)))
            case _:
                place.write_bytes(data[: len(data) // 2])
        with nullcontext() if name == unread else pytest.raises(ReadError, match=r"missing|cannot"):
            walk(ni.History.open(folder))
        place.write_bytes(data)
        walk(ni.History.open(folder))


def test_one_damaged_revision_leaves_the_others(repository: Repository) -> None:
    """Also when it is read together with them."""
    folder = small(repository)
    place = objects(folder)[git(folder, "rev-parse", "main:projects/a.md")]
    place.chmod(0o644)
    place.write_bytes(b"noise")
    history = ni.History.open(folder)
    for _ in range(2):
        assert "counting-bees" in history.at("main~1")
        with pytest.raises(ReadError):
            history.at("main")


def test_a_tree_that_is_no_tree_is_an_error(repository: Repository) -> None:
    """Git itself passes some of them on."""
    folder = small(repository)
    made = git(folder, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", text="100644 a.md\0short")
    commit = git(folder, "cat-file", "commit", "main").replace(git(folder, "rev-parse", "main^{tree}"), made)
    name = git(folder, "hash-object", "-w", "-t", "commit", "--stdin", text=f"{commit}\n")
    with pytest.raises(ReadError, match=r"damaged|cannot read"):
        ni.History.open(folder).at(name)


def test_folders_that_hold_each_other_many_times_are_refused(repository: Repository) -> None:
    """A few objects that mean more files than there are atoms."""
    folder = small(repository)
    blob = git(folder, "hash-object", "-w", "--stdin", text="x")
    lines = "".join(f"100644 blob {blob}\t{n}.md\n" for n in range(10))
    tree = git(folder, "mktree", text=lines)
    for _ in range(12):
        tree = git(folder, "mktree", text="".join(f"040000 tree {tree}\t{n}\n" for n in range(10)))
    commit = git(folder, "cat-file", "commit", "main").replace(git(folder, "rev-parse", "main^{tree}"), tree)
    name = git(folder, "hash-object", "-w", "-t", "commit", "--stdin", text=f"{commit}\n")
    with pytest.raises(LimitError, match="more than 100,000 files and folders"):
        ni.History.open(folder).at(name)


def test_very_deep_folders_are_a_finding(repository: Repository) -> None:
    """Deeper than any path can be."""
    folder = small(repository)
    tree = git(folder, "rev-parse", "main^{tree}")
    for _ in range(2_100):
        tree = git(folder, "mktree", text=f"040000 tree {tree}\ta\n")
    commit = git(folder, "cat-file", "commit", "main").replace(git(folder, "rev-parse", "main^{tree}"), tree)
    name = git(folder, "hash-object", "-w", "-t", "commit", "--stdin", text=f"{commit}\n")
    found = ni.History.open(folder).at(name)
    assert [one.code for one in found.diagnostics] == ["NI121"]


def test_a_whole_walk_needs_three_processes(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One to ask for the version, one for the list of revisions, and one for all that they consist of."""
    folder = small(repository)
    real = next(place for place in os.environ["PATH"].split(os.pathsep) if os.access(f"{place}/git", os.X_OK))
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "git").write_text(f'#!/bin/sh\necho "$*" >> {tmp_path}/calls\nexec {real}/git "$@"\n')
    (programs / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    walk(ni.History.open(folder))
    calls = (tmp_path / "calls").read_text().splitlines()
    assert len(calls) <= 3
    assert [name for call in calls for name in ("version", "rev-list", "cat-file") if name in call.split()] == [
        "version",
        "cat-file",
        "rev-list",
    ]


def test_nothing_is_written(repository: Repository) -> None:
    """Not even a lock or an index."""
    folder = small(repository)
    before = {place: place.stat().st_mtime_ns for place in folder.rglob("*")}
    walk(ni.History.open(folder))
    assert {place: place.stat().st_mtime_ns for place in folder.rglob("*")} == before
