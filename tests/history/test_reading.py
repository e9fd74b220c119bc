"""A catalogue at any revision: the one that `load` would make of its files."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _repositories import Repository, git
from _sites import FULL_SITE, brief, listing, write
from nhs_internships.errors import GitUnavailable, LimitError, QueryError, ReadError
from nhs_internships.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

ONE = {"index.md": listing("## Open Projects", "counting-bees: Counting bees")}
TWO = {"index.md": listing("## Open Projects", "counting-bees: Counting bees", "mapping-hives: Mapping hives")}
THREE = {"index.md": listing("## Paused Projects", "counting-bees: Counting bees")}


def slugs(catalogue: ni.Catalogue) -> list[str]:
    return [project.slug for project in catalogue]


def codes(catalogue: ni.Catalogue) -> list[str]:
    return [found.code for found in catalogue.diagnostics]


def three(repository: Repository) -> ni.History:
    """A history of three revisions."""
    repository.commit("2023-01-01", ONE)
    repository.commit("2023-02-01", TWO)
    repository.commit("2023-03-01", THREE)
    return ni.History.open(repository.write())


def test_revisions_come_oldest_first(repository: Repository) -> None:
    """Each has an id and two dates, and neither names nor a message."""
    repository.commit("2023-01-01", ONE, author_day="2022-12-24", message="A secret")
    repository.commit("2023-02-01", TWO)
    history = ni.History.open(repository.write())
    first, second = history.revisions
    assert (first.date, second.date) == (date(2023, 1, 1), date(2023, 2, 1))
    assert first.author_date == datetime(2022, 12, 24, 12, tzinfo=UTC)
    assert first.id == git(repository.folder, "rev-parse", "main~1")
    assert second.parents == (first.id,)
    assert first.message is None
    assert "secret" not in repr(first)
    assert "Author" not in repr(first)


def test_messages_are_read_on_request(repository: Repository) -> None:
    """In UTF-8, with all their lines."""
    repository.commit("2023-01-01", ONE, message="Gwenyn a chychod ŵyn\n\nTwo lines\nof it")
    repository.commit("2023-01-02", TWO, message="")
    history = ni.History.open(repository.write(), messages=True)
    assert [one.message for one in history.revisions] == ["Gwenyn a chychod ŵyn\n\nTwo lines\nof it", ""]


def test_a_revision_has_the_catalogue_that_load_makes(repository: Repository, tmp_path: Path) -> None:
    """Projects, waves, claims and relations, findings, too; and its date is the day of the catalogue."""
    repository.commit("2023-08-03", FULL_SITE)
    history = ni.History.open(repository.write())
    found, loaded = history.at("HEAD"), ni.load(write(tmp_path / "checkout" / "site", FULL_SITE))
    assert found == loaded
    assert found.diagnostics == loaded.diagnostics
    assert found.as_of == date(2023, 8, 3)


def test_a_revision_is_found_by_its_names(repository: Repository) -> None:
    """A revision, an id, the start of one, and everything else that git reads, among it a text in a message."""
    repository.commit("2023-01-01", ONE, message="Name the first one")
    repository.commit("2023-02-01", TWO)
    history = ni.History.open(repository.write())
    git(repository.folder, "tag", "v1", "main~1")
    git(
        repository.folder, "-c", "user.name=A", "-c", "user.email=a@b", "tag", "-a", "-m", "x", "v1-annotated", "main~1"
    )
    first = history.revisions[0]
    for name in (first, first.id, first.id[:9], "HEAD~1", "main^", "v1", "v1-annotated", ":/Name the first"):
        assert slugs(history.at(name)) == ["counting-bees"]


def test_a_day_means_the_last_revision_on_or_before_it(repository: Repository) -> None:
    """As a date, as a moment, or as text."""
    history = three(repository)
    assert slugs(history.at(date(2023, 1, 31))) == ["counting-bees"]
    assert slugs(history.at("2023-02-01")) == ["counting-bees", "mapping-hives"]
    assert slugs(history.at(datetime(2023, 2, 1, 0, 0))) == ["counting-bees", "mapping-hives"]
    assert history.at("2030-01-01")["counting-bees"].status == "paused"


@pytest.mark.parametrize(
    "name", ["no-such", "HEAD:index.md", "a\nb", "a\0b", "", "2023-13-01", "HEAD~99", "--all", "\udcff"]
)
def test_an_unknown_revision_is_an_error(name: str, repository: Repository) -> None:
    """It says what would have been right."""
    with pytest.raises(QueryError, match='expected a name that git knows, or a day such as "2024-02-05"'):
        three(repository).at(name)


def test_a_day_before_the_first_revision_is_an_error(repository: Repository) -> None:
    """It names the first day."""
    with pytest.raises(QueryError, match="expected a day from 2023-01-01 on"):
        three(repository).at("2022-12-31")


def test_a_wrong_type_is_a_type_error(repository: Repository) -> None:
    """The error says what was expected."""
    with pytest.raises(TypeError, match="expected a revision, its name or a date, got 3"):
        three(repository).at(3)  # type: ignore[arg-type]  # wrong on purpose


def test_a_revision_of_another_branch_can_be_read(repository: Repository) -> None:
    """Any name that git reads, also of what is no part of this history."""
    first = repository.commit("2023-01-01", ONE)
    repository.commit("2023-02-01", TWO, branch="topic", start=first)
    history = ni.History.open(repository.write())
    assert len(history.revisions) == 1
    assert slugs(history.at("topic")) == ["counting-bees", "mapping-hives"]
    assert history.at("topic").as_of == date(2023, 2, 1)


def test_a_history_ends_with_its_ref(repository: Repository) -> None:
    """By default with what is checked out."""
    first = repository.commit("2023-01-01", ONE)
    repository.commit("2023-02-01", TWO, branch="topic", start=first)
    folder = repository.write()
    assert len(ni.History.open(folder).revisions) == 1
    assert len(ni.History.open(folder, "topic").revisions) == 2
    with pytest.raises(QueryError, match='invalid revision "topci"'):
        ni.History.open(folder, "topci")


def test_texts_that_only_a_merge_has_are_read(repository: Repository) -> None:
    """A merge may make a text that none of its parents has."""
    start = repository.commit("2023-01-01", ONE)
    side = repository.commit(
        "2023-01-02", {"a.md": brief("Counting bees", "/counting-bees/")}, branch="side", start=start
    )
    repository.commit("2023-01-03", {"b.md": "# About\n"})
    repository.commit("2023-01-04", {"a.md": brief("Counting wasps", "/counting-wasps/")}, merge=(side,))
    history = ni.History.open(repository.write())
    assert slugs(history.at("main")) == ["counting-bees", "counting-wasps"]


def test_an_octopus_is_read(repository: Repository) -> None:
    """A merge of four branches brings what each of them has."""
    start = repository.commit("2023-01-01", ONE)
    sides = [
        repository.commit("2023-01-02", {f"{n}.md": brief(f"Hive {n}", f"/hive-{n}/")}, branch=f"side{n}", start=start)
        for n in range(3)
    ]
    merged = {f"{n}.md": brief(f"Hive {n}", f"/hive-{n}/") for n in range(3)}
    repository.commit("2023-01-03", merged, merge=tuple(sides))
    history = ni.History.open(repository.write())
    assert len(history.revisions) == 5
    assert len(history.revisions[-1].parents) == 4
    assert slugs(history.at("main")) == ["counting-bees", "hive-0", "hive-1", "hive-2"]


def test_a_moved_brief_has_the_status_of_its_new_folder(repository: Repository) -> None:
    """What a text states depends on its path, although it is parsed once."""
    page = brief("Counting bees", "/counting-bees/")
    repository.commit("2023-01-01", {"projects/new_open/a.md": page})
    repository.commit("2023-02-01", {"projects/new_open/a.md": None, "projects/closed/complete/a.md": page})
    history = ni.History.open(repository.write())
    assert [history.at(one)["counting-bees"].status for one in history.revisions] == ["open", "completed"]
    paths = [history.at(one).source("counting-bees", "title").path for one in history.revisions]  # type: ignore[union-attr]  # a title is stated
    assert paths == ["projects/new_open/a.md", "projects/closed/complete/a.md"]


def test_a_revision_without_pages_has_an_empty_catalogue(repository: Repository) -> None:
    """Every revision can be read; a site begins with a licence, perhaps."""
    repository.commit("2023-01-01", {"LICENSE": "Do what you like."})
    repository.commit("2023-01-02", ONE)
    history = ni.History.open(repository.write())
    assert slugs(history.at("HEAD~1")) == []
    assert slugs(history.at("HEAD")) == ["counting-bees"]


def test_what_is_no_page_is_not_read(repository: Repository) -> None:
    """The same as of a folder: hidden, built and foreign files, and virtual environments."""
    hidden = {f"{folder}/a.md": brief("X", "/x/") for folder in (".git-like", "_site", "node_modules", "tools/lib")}
    repository.commit("2023-01-01", {**ONE, **hidden, "tools/pyvenv.cfg": "", "a.txt": "x", "b.yml": "- title: x\n"})
    assert slugs(ni.History.open(repository.write()).at("HEAD")) == ["counting-bees"]


def test_links_submodules_and_odd_names_have_findings(repository: Repository) -> None:
    """They are not read, and the rest is."""
    repository.commit(
        "2023-01-01",
        {**ONE, b"\xff.md": brief("X", "/x/"), "content/a\tb.md": brief("Tab", "/tab/"), b"pages/\xe9/a.md": "x"},
        links={"b.md": "index.md", "all": "content", "picture": "nowhere.png"},
        submodules={"theme": "1" * 40, ".hidden": "2" * 40},
    )
    catalogue = ni.History.open(repository.write()).at("HEAD")
    assert slugs(catalogue) == ["counting-bees", "tab"]
    found = [(one.code, one.path) for one in catalogue.diagnostics if one.code in {"NI121", "NI122"}]
    assert found == [
        ("NI121", r"\udcff.md"),
        ("NI122", "all"),
        ("NI122", "b.md"),
        ("NI121", r"pages/\udce9"),
        ("NI121", "theme"),
    ]


def test_a_text_that_cannot_be_read_is_a_finding(repository: Repository) -> None:
    """Bytes that are no text, and more of them than the limit."""
    repository.commit("2023-01-01", {**ONE, "a.md": b"\xff\xfe\x00", "b.md": b"x" * 600_000})
    catalogue = ni.History.open(repository.write()).at("HEAD")
    assert slugs(catalogue) == ["counting-bees"]
    assert codes(catalogue).count("NI125") == 2


def test_a_revision_with_too_many_files_is_refused(repository: Repository) -> None:
    """The limit is that of archives."""
    repository.commit("2023-01-01", {f"{n}.md": "x" for n in range(30)})
    history = ni.History.open(repository.write(), limits=Limits(archive_files=20))
    with pytest.raises(LimitError, match=r"more than 20 files.*archive_files="):
        history.at("HEAD")


def test_clones_of_every_kind_are_opened(repository: Repository, tmp_path: Path) -> None:
    """A clone, its folder .git, a linked work tree, a bare clone."""
    repository.commit("2023-01-01", ONE)
    repository.commit("2023-02-01", TWO)
    origin = repository.write()
    git(tmp_path, "clone", "--quiet", "site", "clone")
    git(tmp_path, "clone", "--quiet", "--bare", "site", "bare.git")
    git(tmp_path / "clone", "worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), "HEAD~1")
    for place, number in ((origin, 2), ("clone", 2), ("clone/.git", 2), ("bare.git", 2), ("tree", 1)):
        with ni.History.open(tmp_path / place) as history:
            assert len(history.revisions) == number
            assert "counting-bees" in history.at("HEAD")


def test_a_shallow_clone_has_what_it_has(repository: Repository, tmp_path: Path) -> None:
    """Its oldest revision is no beginning, so nothing counts as added by it."""
    repository.commit("2023-01-01", ONE)
    repository.commit("2023-02-01", TWO)
    repository.commit("2023-03-01", THREE)
    origin = repository.write()
    git(tmp_path, "clone", "--quiet", "--depth=2", origin.as_uri(), "shallow")
    history = ni.History.open(tmp_path / "shallow")
    assert history.is_shallow
    assert not ni.History.open(origin).is_shallow
    assert [one.date for one in history.revisions] == [date(2023, 2, 1), date(2023, 3, 1)]
    assert history.changes().summary() == "1 moved to paused, 1 removed"


def test_the_folder_of_the_repository_may_state_a_status(repository: Repository, tmp_path: Path) -> None:
    """As it does for `load`: so that both agree on a clone."""
    page = {"counting-bees.md": brief("Counting bees", "/counting-bees/")}
    inner = Repository(tmp_path / "closed" / "paused")
    inner.commit("2023-01-01", page)
    history = ni.History.open(inner.write())
    assert history.at("HEAD") == ni.load(write(tmp_path / "other" / "closed" / "paused", page))
    assert history.at("HEAD")["counting-bees"].status == "paused"


def test_dates_that_no_calendar_has_do_not_stop_reading(repository: Repository) -> None:
    """They count as 1970, as they do for git."""
    repository.commit(datetime(2023, 1, 1, tzinfo=timezone(timedelta(hours=-11))), ONE)
    repository.commit("2023-02-01", TWO)
    folder = repository.write()
    odd = git(folder, "cat-file", "commit", "main").replace(" 1675252800 +0000", " 999999999999 +0000")
    made = git(folder, "hash-object", "-t", "commit", "-w", "--stdin", text=odd + "\n")
    git(folder, "update-ref", "refs/heads/main", made)
    assert [one.date for one in ni.History.open(folder).revisions] == [date(2023, 1, 1), date(1970, 1, 1)]


def test_what_is_no_repository_is_an_error(repository: Repository, tmp_path: Path) -> None:
    """And inside one, the error names its top folder."""
    with pytest.raises(FileNotFoundError):
        ni.History.open(tmp_path / "nothing")
    with pytest.raises(ReadError, match="not a git repository; name the folder of a clone or a bare repository"):
        ni.History.open(write(tmp_path / "plain", ONE))
    repository.commit("2023-01-01", ONE)
    inside = write(repository.write() / "content", ONE)
    with pytest.raises(ReadError, match="not a git repository; name its top folder"):
        ni.History.open(inside)


def test_a_repository_without_revisions_is_an_error(repository: Repository) -> None:
    """It says so."""
    with pytest.raises(ReadError, match="its current branch has no commit"):
        ni.History.open(repository.write())


def test_without_git_the_error_says_what_to_install(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is found in the current folder."""
    repository.commit("2023-01-01", ONE)
    folder = repository.write()
    program = folder / "git"
    program.write_text("#!/bin/sh\ntouch started\n")
    program.chmod(0o755)
    monkeypatch.chdir(folder)
    for path in ("", ".", f"relative:.:{folder / 'none'}"):
        monkeypatch.setenv("PATH", path)
        with pytest.raises(
            GitUnavailable, match=r"there is no git command on the PATH; install it from https://git-scm"
        ):
            ni.History.open(folder)
    assert not (folder / "started").exists()


@pytest.mark.parametrize(
    ("prints", "message"),
    [
        ("git version 2.7.4", "is version 2.7; version 2.25 or newer is needed"),
        ("nonsense", "does not state its version: nonsense"),
    ],
)
def test_an_old_git_is_refused(
    prints: str, message: str, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its version is checked before anything is read."""
    repository.commit("2023-01-01", ONE)
    folder = repository.write()
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "git").write_text(f"#!/bin/sh\necho {prints}\n")
    (programs / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    with pytest.raises(GitUnavailable, match=message):
        ni.History.open(folder)


def test_a_closed_history_can_still_be_read(repository: Repository) -> None:
    """It starts git again."""
    history = three(repository)
    with history:
        assert slugs(history.at("HEAD")) == ["counting-bees"]
    assert slugs(history.at("HEAD~1")) == ["counting-bees", "mapping-hives"]
    history.close()
