"""What changed from one revision to the next: typed, dated, placed, along the first parents."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import BASE, brief, listing, record
from nhs_internships.diagnostics import Place
from nhs_internships.errors import ParseError, QueryError
from nhs_internships.query import Change, ChangeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _repositories import Repository

BEES, HIVES = "counting-bees: Counting bees", "mapping-hives: Mapping hives"
OPEN, PAUSED = "## Open Projects", "## Paused Projects"


def badge(label: str, facet: str = "area") -> str:
    return f"![{facet}](https://img.shields.io/badge/{label}-yellow)"


def table(*rows: tuple[str, str, str], heading: str = OPEN) -> str:
    """A page of rows: slug, title and the badges of each."""
    lines = (f"|{badges}|[{title}]({BASE}{slug}/)|\n" for slug, title, badges in rows)
    return f"{heading}\n\n|:---:|---|\n{''.join(lines)}"


def history_of(repository: Repository, *states: Mapping[str, str | None]) -> ni.History:
    """A history in which each state changes some files of the one before it, a month later."""
    for month, files in enumerate(states, 1):
        repository.commit(f"2023-{month:02}-01", files)
    return ni.History.open(repository.write())


def last(history: ni.History) -> list[tuple[str, str, str, str | None, str | None]]:
    """The changes of the newest revision, without date and places."""
    newest = history.revisions[-1].id
    found = (one for one in history.changes() if one.revision == newest)
    return [(one.kind.value, one.slug, one.field, one.before, one.after) for one in found]


def test_the_first_revision_adds_all_its_projects(repository: Repository) -> None:
    """With the day, the revision and the place."""
    history = history_of(repository, {"index.md": listing(OPEN, BEES)})
    assert history.changes() == (
        Change(
            slug="counting-bees",
            field="project",
            after="Counting bees",
            revision=history.revisions[0].id,
            date=date(2023, 1, 1),
            places=(Place(path="index.md", line=4),),
        ),
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            listing(OPEN, BEES),
            listing(PAUSED, BEES),
            ("moved", "counting-bees", "status", "open", "paused"),
            id="moved",
        ),
        pytest.param(
            listing(OPEN, BEES),
            listing(OPEN, "counting-bees: Counting honey bees"),
            ("retitled", "counting-bees", "title", "Counting bees", "Counting honey bees"),
            id="retitled",
        ),
        pytest.param(
            listing(OPEN, BEES),
            listing(OPEN, "/counting-bees/: Counting bees"),
            ("url_changed", "counting-bees", "url", f"{BASE}counting-bees/", "/counting-bees/"),
            id="url changed",
        ),
        pytest.param(
            table(("a", "A", badge("NLP")), ("b", "B", badge("NLP"))),
            table(("a", "A", badge("PETs")), ("b", "B", badge("NLP"))),
            ("relabelled", "a", "area", "NLP", "PETs"),
            id="relabelled",
        ),
        pytest.param(
            listing(OPEN, BEES),
            listing(OPEN, BEES, HIVES),
            ("added", "mapping-hives", "project", None, "Mapping hives"),
            id="added",
        ),
        pytest.param(
            listing(OPEN, BEES, HIVES),
            listing(OPEN, HIVES),
            ("removed", "counting-bees", "project", "Counting bees", None),
            id="removed",
        ),
    ],
)
def test_a_listing_that_changes(before: str, after: str, expected: tuple[str, ...], repository: Repository) -> None:
    """Each kind of change of an entry; the colours of badges, which follow their labels, aside."""
    found = last(history_of(repository, {"index.md": before}, {"index.md": after}))
    assert [one for one in found if one[2] != "colours"] == [expected]


def test_a_wave_that_is_set_begins_an_internship(repository: Repository) -> None:
    """The wave of the project, and what is known of the new internship."""
    wave = "Wave 5 (June - November 2023)"
    running = f"### Current Projects\n\n|---|---|\n|**{wave}**|\n|{badge('NLP')}|[A]({BASE}a/)|\n"
    found = last(history_of(repository, {"index.md": table(("a", "A", badge("NLP")))}, {"index.md": running}))
    assert found == [
        ("moved", "a", "status", "open", "active"),
        ("wave_set", "a", "wave", None, wave),
        ("added", "a", "internships.1", None, "A"),
        ("added", "a", "internships.1.title", None, "A"),
        ("added", "a", "internships.1.wave", None, wave),
    ]


def test_an_edited_brief_names_its_fields(repository: Repository) -> None:
    """One change for each field, with the file."""
    page = "projects/counting-bees.md"
    history = history_of(
        repository,
        {page: brief("Counting bees", "/counting-bees/", Datasets="Hives")},
        {page: brief("Counting bees", "/counting-bees/", "Bees, Wasps", Datasets="Hives and nests", Need="Count.")},
    )
    assert last(history) == [
        ("brief_edited", "counting-bees", "keywords", "Bees, Hives", "Bees, Wasps"),
        ("brief_edited", "counting-bees", "need", "Count the bees.", "Count."),
        ("brief_edited", "counting-bees", "datasets", "Hives", "Hives and nests"),
    ]
    assert {place.path for one in history.changes() for place in one.places} == {page}


def test_a_record_that_changes_is_a_change_of_an_internship(repository: Repository) -> None:
    """It keeps the kind that it has between catalogues."""
    data, wave = "_data/completed.yml", "Wave 3 - June to December 2022"
    found = last(
        history_of(
            repository,
            {data: record("P31 - Wasps", wave, permalink="/wasps/")},
            {data: record("P31 - Wasps", wave, permalink="/wasps/", description="A dozen.")},
        )
    )
    assert found == [("added", "wasps", "internships.P31.description", None, "A dozen.")]


# A slug that changes.


def test_a_brief_with_another_permalink_is_followed(repository: Repository) -> None:
    """The same file is taken for the same project, and that is marked as a guess."""
    page = "projects/a.md"
    history = history_of(
        repository,
        {page: brief("Counting bees", "/counting-bees/")},
        {page: brief("Counting all bees", "/all-bees/")},
    )
    assert [one for one in last(history) if one[2] in {"slug", "project", "title"}] == [
        ("slug_changed", "all-bees", "slug", "counting-bees", "all-bees"),
        ("retitled", "all-bees", "title", "Counting bees", "Counting all bees"),
    ]
    assert [one.field for one in history.changes() if one.is_guess] == ["slug"]


def test_a_title_with_another_link_is_followed(repository: Repository) -> None:
    """A title that goes and comes in one revision is taken for one project."""
    history = history_of(
        repository, {"index.md": listing(OPEN, BEES)}, {"index.md": listing(PAUSED, "all-bees: Counting bees")}
    )
    assert last(history) == [
        ("slug_changed", "all-bees", "slug", "counting-bees", "all-bees"),
        ("moved", "all-bees", "status", "open", "paused"),
        ("url_changed", "all-bees", "url", f"{BASE}counting-bees/", f"{BASE}all-bees/"),
    ]


def test_a_title_that_several_have_is_not_followed(repository: Repository) -> None:
    """Nobody knows which one is which."""
    history = history_of(
        repository,
        {"index.md": listing(OPEN, "a: Bees"), "b.md": listing(OPEN, "b: Bees")},
        {"index.md": listing(OPEN, "c: Bees"), "b.md": listing(OPEN, "d: Bees")},
    )
    assert [one[0] for one in last(history)] == ["removed", "removed", "added", "added"]


# What happens to the whole site.


def test_a_label_that_is_spelt_right_everywhere_is_one_change(repository: Repository) -> None:
    """Between two spellings of one term no project changes, but the site does."""
    rows = [(slug, slug.upper(), badge("SematicSearch", "technique")) for slug in "abc"]
    history = history_of(
        repository,
        {"index.md": table(*rows)},
        {"index.md": table(*((slug, title, text.replace("Sematic", "Semantic")) for slug, title, text in rows))},
    )
    assert [one for one in last(history) if one[2] != "colours"] == [
        ("label_corrected", "", "technique", "SematicSearch", "SemanticSearch")
    ]
    (corrected,) = (one for one in history.changes() if one.kind is ChangeKind.LABEL_CORRECTED)
    assert corrected.places == tuple(Place(path="index.md", line=line) for line in (4, 5, 6))
    assert history.changes("2023-02-01").summary().startswith("1 label spelt right")


def test_a_label_with_a_new_name_is_one_change(repository: Repository) -> None:
    """If all projects that have it get the same other label, it is another name, not three changes of projects."""
    rows = [(slug, slug.upper(), badge("Homomorphic", "technique")) for slug in "abc"]
    renamed = [(slug, title, badge("Encryption", "technique")) for slug, title, _ in rows]
    found = last(history_of(repository, {"index.md": table(*rows)}, {"index.md": table(*renamed)}))
    assert [one for one in found if one[2] != "colours"] == [
        ("label_renamed", "", "technique", "Homomorphic", "Encryption")
    ]


def test_a_label_that_one_project_keeps_is_not_renamed(repository: Repository) -> None:
    """Then the others were relabelled."""
    rows = [(slug, slug.upper(), badge("Homomorphic", "technique")) for slug in "abc"]
    some = [*((slug, title, badge("Encryption", "technique")) for slug, title, _ in rows[:2]), rows[2]]
    found = last(history_of(repository, {"index.md": table(*rows)}, {"index.md": table(*some)}))
    assert [one[0] for one in found if one[2] != "colours"] == ["relabelled", "relabelled"]


def test_old_pages_do_not_keep_a_label_alive(repository: Repository) -> None:
    """Nobody edits them any more."""
    old = f"---\nlayout: projects_old\n---\n{table(('a', 'A', badge('TextData', 'datamodality')))}"
    history = history_of(
        repository,
        {"index.md": table(("a", "A", badge("TextData", "datamodality"))), "old_site/open.md": old},
        {"index.md": table(("a", "A", badge("Text", "datamodality")))},
    )
    assert ("label_renamed", "", "modality", "TextData", "Text") in last(history)


def test_a_page_in_another_dialect_is_one_change(repository: Repository) -> None:
    """Nothing else happened, so nothing else is reported."""
    bullets = f"{OPEN}\n\n- [A]({BASE}a/)\n{badge('NLP')}\n"
    history = history_of(repository, {"index.md": bullets}, {"index.md": table(("a", "A", badge("NLP")))})
    assert last(history) == [("converted", "", "dialect", "TITLE_LIST", "BADGE_TABLE")]
    assert history.changes()[-1].places == (Place(path="index.md"),)


def test_a_page_that_loses_its_entries_is_not_converted(repository: Repository) -> None:
    """Its projects are removed."""
    found = last(history_of(repository, {"index.md": listing(OPEN, BEES)}, {"index.md": "# Nothing here\n"}))
    assert [one[0] for one in found] == ["removed"]


def test_what_a_broken_file_stated_is_kept_until_it_can_be_read(repository: Repository) -> None:
    """Three revisions in which a data file is no YAML: it is reported once, and no record counts as removed."""
    data = "_data/completed.yml"
    good = record("P31 - Wasps", permalink="/wasps/") + record("P32 - Bees", permalink="/bees/")
    history = history_of(
        repository,
        {"index.md": listing(OPEN, BEES), data: good},
        {data: "- title: 'broken\n"},
        {data: "- title: 'broken more\n"},
        {"index.md": listing(PAUSED, BEES)},
        {data: good + record("P33 - Hives", permalink="/hives/")},
    )
    found = [(str(one.date), one.kind.value, one.slug or one.places[0].path) for one in history.changes("2023-02-01")]
    assert found == [
        ("2023-02-01", "unreadable", data),
        ("2023-04-01", "moved", "counting-bees"),
        ("2023-05-01", "added", "hives"),
    ]
    assert "wasps" not in history.at("2023-03-01")
    assert history.status_on("wasps", "2023-03-01") == "completed"


def test_a_file_that_was_never_readable_states_what_it_states(repository: Repository) -> None:
    """There is nothing from before."""
    history = history_of(
        repository, {"_data/completed.yml": "- title: 'broken\n"}, {"_data/completed.yml": "- title: 'worse\n"}
    )
    assert [one.kind for one in history.changes()] == [ChangeKind.UNREADABLE]


# Which revisions count.


def test_a_merge_brings_what_its_branch_changed(repository: Repository) -> None:
    """Along the first parents nothing flips to and fro, however long the branch was open."""
    start = repository.commit("2023-01-01", {"index.md": listing(OPEN, BEES)})
    side = repository.commit("2023-01-10", {"index.md": listing(PAUSED, BEES)}, branch="side", start=start)
    repository.commit("2023-01-20", {"about.md": "# About\n"})
    repository.commit("2023-02-01", {"index.md": listing(PAUSED, BEES)}, merge=(side,))
    history = ni.History.open(repository.write())
    assert [(str(one.date), one.kind.value) for one in history.changes()] == [
        ("2023-01-01", "added"),
        ("2023-02-01", "moved"),
    ]
    assert history.at("2023-01-15")["counting-bees"].status == "open"


def test_an_octopus_brings_what_all_its_branches_changed(repository: Repository) -> None:
    """In one step."""
    start = repository.commit("2023-01-01", {"index.md": listing(OPEN, BEES, HIVES)})
    sides = [
        repository.commit("2023-01-10", {f"{n}.md": brief(f"Wasp {n}", f"/wasp-{n}/")}, branch=f"side{n}", start=start)
        for n in range(3)
    ]
    files = {f"{n}.md": brief(f"Wasp {n}", f"/wasp-{n}/") for n in range(3)}
    repository.commit("2023-02-01", {**files, "index.md": listing(OPEN, BEES)}, merge=tuple(sides))
    history = ni.History.open(repository.write())
    assert [(one[0], one[1]) for one in last(history)] == [
        ("removed", "mapping-hives"),
        *(("added", f"wasp-{n}") for n in range(3)),
    ]


def test_changes_of_some_days_lead_from_one_catalogue_to_another(repository: Repository) -> None:
    """From the last revision before the first day to the last one on the last day; both days belong to it."""
    history = history_of(
        repository,
        {"index.md": listing(OPEN, BEES)},
        {"index.md": listing(PAUSED, BEES)},
        {"index.md": listing(PAUSED, BEES, HIVES)},
        {"index.md": listing(OPEN, HIVES)},
    )
    assert history.changes("2023-02-01", "2023-03-01").summary() == "1 moved to paused, 1 added"
    assert history.changes(date(2023, 2, 2), date(2023, 3, 31)).summary() == "1 added"
    assert history.changes(until="2022-12-31") == ()
    with pytest.raises(ParseError, match="expected a day"):
        history.changes("yesterday")


def test_dates_that_run_backwards_are_put_in_order(repository: Repository) -> None:
    """A revision counts from the earliest day of it and of all that follow, so days and catalogues always agree."""
    repository.commit("2023-01-01", {"index.md": listing(OPEN, BEES)})
    repository.commit("2023-01-20", {"index.md": listing(PAUSED, BEES)})
    repository.commit("2023-01-10", {"index.md": listing(PAUSED, BEES, HIVES)})
    repository.commit("2023-01-30", {"index.md": listing(OPEN, BEES, HIVES)})
    history = ni.History.open(repository.write())
    assert [(str(one.date), one.kind.value) for one in history.changes()] == [
        ("2023-01-01", "added"),
        ("2023-01-10", "moved"),
        ("2023-01-10", "added"),
        ("2023-01-30", "moved"),
        ("2023-01-30", "moved"),
    ]
    assert "mapping-hives" in history.at("2023-01-10")
    assert history.status_on("counting-bees", "2023-01-10") == "paused"


def test_two_revisions_can_be_compared_at_once(repository: Repository) -> None:
    """What happened in between and was undone is no difference."""
    history = history_of(
        repository,
        {"index.md": listing(OPEN, BEES)},
        {"index.md": listing(PAUSED, BEES)},
        {"index.md": listing(OPEN, BEES, HIVES)},
    )
    assert history.diff("HEAD~2", "HEAD").summary() == "1 added"
    assert history.diff("2023-01-15", "2023-02-15").summary() == "1 moved to paused"
    assert history.diff("HEAD", "HEAD~1", fields=["status"]).summary() == "1 moved to paused"
    with pytest.raises(QueryError, match='did you mean "status"'):
        history.diff("HEAD~1", "HEAD", fields=["statsu"])


def test_a_change_reads_as_a_sentence(repository: Repository) -> None:
    """With its day, and with the page where it is not about a project."""
    history = history_of(
        repository,
        {"index.md": table(("a", "A", badge("NLP")))},
        {"index.md": f"{PAUSED}\n\n- [A]({BASE}b/)\n{badge('NLP')}\n"},
    )
    assert str(history.changes("2023-02-01")).splitlines() == [
        '2023-02-01 index.md: dialect: "BADGE_TABLE" -> "TITLE_LIST"',
        '2023-02-01 b: slug: "a" -> "b" (a guess)',
        '2023-02-01 b: status: "open" -> "paused"',
        f'2023-02-01 b: url: "{BASE}a/" -> "{BASE}b/"',
    ]
