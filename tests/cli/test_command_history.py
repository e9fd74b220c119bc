"""The history of a site on the command line, and two of its revisions compared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from _repositories import HAS_GIT, Repository, git
from _sites import brief, listing

if TYPE_CHECKING:
    from pathlib import Path

    from _command import Command

OPEN, PAUSED = "## Open Projects", "## Paused Projects"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Three revisions: two projects, one of them is paused, and gets another slug."""
    if not HAS_GIT:
        pytest.skip("git is not installed")
    made = Repository(tmp_path / "clone")
    page = "projects/bees.md"
    made.commit(
        "2023-01-01", {page: brief("Counting bees", "/bees/"), "index.md": listing(OPEN, "bees: Counting bees", "b: B")}
    )
    made.commit("2023-02-01", {"index.md": listing(OPEN, "b: B", PAUSED, "bees: Counting bees")})
    made.commit(
        "2023-03-01",
        {
            page: brief("Counting bees", "/all-bees/"),
            "index.md": listing(OPEN, "b: B", PAUSED, "all-bees: Counting bees"),
        },
    )
    return made.write()


def rows(out: str) -> list[list[str]]:
    return [line.split("\t") for line in out.splitlines()]


def test_history_prints_a_line_for_each_change(command: Command, repository: Path) -> None:
    """With day and revision, oldest first."""
    done = command("history", "--repo", repository, "--since", "2023-02-01")
    assert done.code == 0
    assert rows(done.out) == [
        ["change", "2023-02-01", git(repository, "rev-parse", "main~1"), "bees", "status", "moved", "open", "paused"],
        *(
            ["change", "2023-03-01", git(repository, "rev-parse", "main"), "all-bees", field, kind, before, after]
            for field, kind, before, after in (
                ("slug", "slug_changed", "bees", "all-bees"),
                (
                    *("url", "url_changed", "https://nhsx.github.io/nhsx-internship-projects/bees/"),
                    "https://nhsx.github.io/nhsx-internship-projects/all-bees/",
                ),
                ("permalink", "brief_edited", "/bees/", "/all-bees/"),
            )
        ),
    ]


def test_history_of_a_project_begins_with_its_statuses(command: Command, repository: Path) -> None:
    """By any slug that it had."""
    for slug in ("bees", "all-bees"):
        found = rows(command("history", slug, "--repo", repository).out)
        assert found[:2] == [
            ["interval", "all-bees", "open", "2023-01-01", "2023-02-01", "31"],
            ["interval", "all-bees", "paused", "2023-02-01", "", "28"],
        ]
        assert {row[3] for row in found[2:]} == {"bees", "all-bees"}


def test_history_as_json(command: Command, repository: Path) -> None:
    """One document, with and without a project."""
    data = json.loads(command("history", "--repo", repository, "--until", "2023-02-01", "--json").out)
    assert data["summary"] == "1 moved to paused, 2 added"
    assert [one["date"] for one in data["changes"]] == ["2023-01-01", "2023-01-01", "2023-02-01"]
    data = json.loads(command("history", "bees", "--repo", repository, "--json").out)
    assert data["slug"] == "all-bees"
    assert [(one["status"], one["end"]) for one in data["timeline"]] == [("open", "2023-02-01"), ("paused", None)]


def test_history_reads_the_current_folder(command: Command, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And ends with the revision that is named."""
    monkeypatch.chdir(repository)
    assert len(rows(command("history", "--ref", "main~1").out)) == 3


def test_history_without_changes_says_so(command: Command, repository: Path) -> None:
    """With exit code 1, as other questions without an answer."""
    done = command("history", "--repo", repository, "--since", "2024-01-01")
    assert (done.code, done.out, done.err) == (1, "", "No changes found.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("beees",), 'unknown slug "beees"; did you mean "bees"?'),
        (("--since", "soon"), 'invalid date "soon": expected a day such as "2024-02-05"'),
        (("--ref", "nope"), 'invalid revision "nope": expected a name that git knows, or a day such as "2024-02-05"'),
        (("--repo", "nowhere"), "nowhere: No such file or directory"),
        (("--repo", "clone/projects"), "not a git repository"),
    ],
)
def test_errors_of_history_say_what_to_do(
    arguments: tuple[str, ...], message: str, command: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On one line, with exit code 2."""
    (repository / "projects").mkdir()
    monkeypatch.chdir(repository.parent)
    done = command("history", "--repo", "clone", *arguments)
    assert done.code == 2
    assert message in done.err
    assert done.err.count("\n") == 1


def test_revisions_are_compared(command: Command, repository: Path) -> None:
    """By the names that git reads, or by days."""
    for old, new in (("main~2", "main~1"), ("2023-01-15", "2023-02-15")):
        done = command("diff", old, new, "--repo", repository)
        assert rows(done.out) == [["bees", "status", "moved", "open", "paused"]]
    assert command("diff", "main~2", "main~1", "--repo", repository, "--field", "title").code == 1
    assert command("diff", "--repo", repository, "--", "--all", "main").code == 2


def test_release_notes_are_markdown(command: Command, repository: Path) -> None:
    """Of revisions and of folders alike, with the titles of projects."""
    git(repository, "reset", "--quiet", "--hard", "main")
    done = command("diff", "main~2", "main~1", "--repo", repository, "--markdown")
    assert done.out == "1 moved to paused.\n\n### Moved\n\n- Counting bees: from open to paused\n"
    other = repository.parent / "other"
    other.mkdir()
    (other / "index.md").write_text(listing(OPEN, "b: B", "c: C \\[x\\]"), encoding="utf-8")
    done = command("diff", repository, other, "--markdown")
    assert done.out.startswith("1 added, 1 removed.\n\n### Added and removed\n\n- Counting bees was removed\n")
    assert "\\[x\\] was added" in done.out


def test_a_shallow_clone_says_what_is_unknown(command: Command, repository: Path, tmp_path: Path) -> None:
    """On standard error."""
    git(tmp_path, "clone", "--quiet", "--depth=2", repository.as_uri(), "shallow")
    done = command("history", "--repo", tmp_path / "shallow")
    assert done.err == "This clone is shallow: what was before its first revision is unknown.\n"
    assert "added" not in done.out


def test_a_terminal_shows_days_and_statuses(terminal: Command, repository: Path) -> None:
    """The statuses of the project first, then what changed on each day."""
    out = terminal("history", "bees", "--repo", repository).out
    assert "open    2023-01-01 to 2023-02-01, 31 days" in out
    assert "paused  2023-02-01 until now, 28 days" in out
    assert "2023-03-01" in out
    assert "(a guess)" in out
    assert "brief  edited: permalink" in out
    assert "1 moved to paused, 1 added" in out


def test_a_terminal_shows_what_happened_to_the_site(terminal: Command, tmp_path: Path) -> None:
    """Under a heading of its own, with the pages."""
    made = Repository(tmp_path / "clone")
    made.commit("2023-01-01", {"index.md": listing(OPEN, "b: B")})
    made.commit("2023-02-01", {"index.md": f"{OPEN}\n\n|---|---|\n|x|[B](b/)|\n"})
    out = terminal("diff", "main~1", "main", "--repo", made.write()).out
    assert out.startswith("The whole site\n")
    assert "LINK_LIST -> BADGE_TABLE  index.md" in out
