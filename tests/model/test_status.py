"""`Status.parse` reads what the pages write for a status, and nothing else."""

from __future__ import annotations

import pytest

from nhs_internships.errors import ParseError
from nhs_internships.model import Status
from nhs_internships.model.statuses import status_of

HEADINGS = {
    "Newly proposed and open projects": Status.OPEN,
    "Newly Proposed and Open Projects": Status.OPEN,
    "Newly Proposed & Open Projects": Status.OPEN,
    "Open Projects Accepting Applications": Status.OPEN,
    "Projects accepting applications": Status.OPEN,
    "Current projects available as internships": Status.OPEN,
    "Current Projects Available as Internships": Status.OPEN,
    "Open Projects": Status.OPEN,
    "Open Internships": Status.OPEN,
    "Ongoing Projects": Status.ACTIVE,
    "Active Projects": Status.ACTIVE,
    "Current Projects ": Status.ACTIVE,
    "Current Internships": Status.ACTIVE,
    "Projects in Progress": Status.ACTIVE,
    "Areas of Future Interest": Status.FUTURE,
    "Other Areas of Interest": Status.FUTURE,
    "Future Projects": Status.FUTURE,
    "Upcoming PhD Internship Projects": Status.FUTURE,
    "Completed Projects": Status.COMPLETED,
    "Completed Internships": Status.COMPLETED,
    "Previous Projects": Status.COMPLETED,
    "Paused Projects": Status.PAUSED,
    "Projects on hold": Status.PAUSED,
    "Archived Projects": Status.ARCHIVED,
    "Superseded Projects": Status.SUPERSEDED,
    "Closed Projects": Status.CLOSED,
}
FOLDERS = {
    "new_open": Status.OPEN,
    "ongoing": Status.ACTIVE,
    "active": Status.ACTIVE,
    "paused": Status.PAUSED,
    "closed/complete": Status.COMPLETED,
    "closed/paused": Status.PAUSED,
    "closed/archive": Status.ARCHIVED,
    "closed/superseded": Status.SUPERSEDED,
    "content/projects/ongoing/": Status.ACTIVE,
}
WORDS = {
    "COMPLETE": Status.COMPLETED,
    "PAUSED": Status.PAUSED,
    "ON PAUSE": Status.PAUSED,
    "on-hold": Status.PAUSED,
    "IN PROGRESS": Status.ACTIVE,
    "IN DEVELOPMENT": Status.ACTIVE,
    "DEPLOYED": Status.COMPLETED,
    "scoping": Status.ACTIVE,
    "developing": Status.ACTIVE,
    "draft": Status.ACTIVE,
    "Discovery": Status.ACTIVE,
    "Delivery": Status.ACTIVE,
    "Dissemination": Status.ACTIVE,
    "Archived": Status.ARCHIVED,
}
NO_STATUS = [
    "",
    "Projects",
    "Internship Projects",
    "Project Proposals",
    "Project List",
    "Projects - Open",
    "Closed or Paused",
    "Closed/Paused Projects",
    "Completed and Archived Projects",
    "Wave 4 (January - June 2023)",
    "January 2023",
    "EXPERIMENTAL",
    "RESEARCH",
    "Open Data",
    "The projects below are open to applicants",
    "open" * 100,
]


@pytest.mark.parametrize(("text", "status"), HEADINGS.items())
def test_a_heading_names_its_status(text: str, status: Status) -> None:
    """Headings in use, and near ones that an editor would write next, are read."""
    assert Status.parse(text) is status


@pytest.mark.parametrize(("text", "status"), FOLDERS.items())
def test_the_last_folder_of_a_path_names_the_status(text: str, status: Status) -> None:
    """Of a path, the last segment counts."""
    assert Status.parse(text) is status


@pytest.mark.parametrize(("text", "status"), WORDS.items())
def test_a_word_of_a_data_file_names_its_status(text: str, status: Status) -> None:
    """Stages and tags are read as well as headings."""
    assert Status.parse(text) is status


@pytest.mark.parametrize("status", Status)
def test_a_status_reads_itself(status: Status) -> None:
    """The value of every status is one of its words."""
    assert Status.parse(status.value) is status


@pytest.mark.parametrize(
    "text",
    [
        "open projects",
        "OPEN PROJECTS",
        "  Open \t Projects ",
        "**Open Projects**",
        "Open Projects:",
        "## Open Projects ##",
    ],
)
def test_case_spacing_and_marks_do_not_matter(text: str) -> None:
    """Case, blanks, bold marks, heading marks and a final colon are set aside."""
    assert Status.parse(text) is Status.OPEN


@pytest.mark.parametrize("text", NO_STATUS)
def test_anything_else_is_refused(text: str) -> None:
    """Page titles, waves, prose, mixtures and words for maturity name no status."""
    assert status_of(text) is None
    with pytest.raises(ParseError, match="invalid status"):
        Status.parse(text)


@pytest.mark.parametrize(
    ("slip", "guess"),
    [("Ongoign Projects", "Ongoing Projects"), ("Compelted Projects", "Completed Projects"), ("actve", "active")],
)
def test_a_slip_gets_a_guess(slip: str, guess: str) -> None:
    """The error holds the known heading or word that is nearest, and shows it."""
    with pytest.raises(ParseError) as caught:
        Status.parse(slip)
    assert caught.value.guess == guess
    assert f'did you mean "{guess}"?' in str(caught.value)


def test_the_error_lists_what_is_allowed() -> None:
    """Somebody who typed a wrong word sees all right ones."""
    with pytest.raises(ParseError) as caught:
        Status.parse("sideways")
    assert all(status in caught.value.expected for status in Status)


def test_a_long_text_is_no_status() -> None:
    """A megabyte of right words is refused."""
    with pytest.raises(ParseError):
        Status.parse("open " * 200_000)
