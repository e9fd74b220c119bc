"""Records that a project was completed: in the data file of finished internships, and in that of waves."""

from __future__ import annotations

from collections.abc import Sequence

from nhs_internships.checks.pages import ListedEntry, SitePages
from nhs_internships.diagnostics import place_in_words
from nhs_internships.dialects import COMPLETED_DATA, WAVES_DATA, Dialect, Document
from nhs_internships.dialects.new_records import PLACEHOLDER, wave_added
from nhs_internships.dialects.wave_lines import is_one_wave, is_same_wave
from nhs_internships.model import Badge, Entry, Facet, Internship, Project, Status, Wave
from nhs_internships.model.codes import written_code
from nhs_internships.model.texts import squash
from nhs_internships.site.filing import current_briefs
from nhs_internships.site.plans import Plan

__all__ = ["due_wave", "has_record", "record_completion"]


def has_record(pages: SitePages, slug: str) -> bool:
    """Whether a data file has a record of a project."""
    return bool(_records(pages, slug))


def due_wave(pages: SitePages, page: Document, status: Status, asked: Wave | None, had: Wave | None) -> Wave | None:
    """The wave that an entry is to be listed under.

    Of a completed internship the data file states the wave, unless the section has waves itself.

    Args:
        pages: The pages of the site.
        page: The page that is to list it.
        status: The status of its section.
        asked: The wave that was asked for.
        had: The wave that it was listed under.
    """
    if status is not Status.COMPLETED or not any(one.dialect is COMPLETED_DATA for one in pages.documents):
        return asked
    listed = [label.wave for section in page.sections if section.status is status for label in section.labels]
    completed = asked or had
    if completed is not None and any(is_same_wave(known, completed) for known in listed):
        return completed
    return asked if listed else None


def _records(pages: SitePages, slug: str) -> Sequence[ListedEntry]:
    found = pages.records_by_slug.get(slug, ())
    return [one for one in found if one.document.dialect is COMPLETED_DATA]


def _data_file(plan: Plan, pages: SitePages, dialect: Dialect) -> Document | None:
    """The data file of a site; without exactly one nothing is written."""
    found = [one for one in pages.documents if one.dialect is dialect and not pages.is_old(one)]
    if len(found) > 1:
        names = ", ".join(one.name for one in found[:5])
        plan.warnings.append(f"nothing is written to {names}: there are several data files of one kind")
    return found[0] if len(found) == 1 else None


def record_completion(plan: Plan, pages: SitePages, project: Project, listed: Entry, wave: Wave | None) -> None:
    """Plan a record of the internship that was completed, unless there is one, and its wave.

    Args:
        plan: Takes the edited data files, and what is left for a person.
        pages: The pages of the site.
        project: The project.
        listed: Its entry, as it was or is added.
        wave: The wave of the internship, where it is known.
    """
    wave = _as_recorded(pages, wave) if wave else None
    data = _data_file(plan, pages, COMPLETED_DATA)
    if data is not None and not _is_recorded(pages, project.slug, wave):
        entry = _entry(pages, project, listed, wave)
        again = data.add(entry)
        plan.edit(again)
        plan.warnings += _to_do(again, entry.title, wave)
    waves = _data_file(plan, pages, WAVES_DATA)
    if waves is not None and wave is not None:
        plan.edit(wave_added(waves, wave))


def _is_recorded(pages: SitePages, slug: str, wave: Wave | None) -> bool:
    """Whether the internship has a record; of one whose wave is not known, any record may be it."""
    waves = [one.entry.wave for one in _records(pages, slug)]
    return any(wave is None or one is None or is_one_wave(one, wave) for one in waves)


def _as_recorded(pages: SitePages, wave: Wave) -> Wave:
    """A wave as the data files state it, or with what other pages say of it."""
    data = [one for one in pages.documents if one.dialect in {COMPLETED_DATA, WAVES_DATA} and not pages.is_old(one)]
    recorded = [known for document in data for known in document.waves if is_one_wave(known, wave)]
    if recorded:
        return recorded[0]
    known = [one for one in pages.catalogue.waves if is_one_wave(one, wave) and one.number is not None]
    return known[0] if len(known) == 1 and is_same_wave(known[0], wave) else wave


def _entry(pages: SitePages, project: Project, listed: Entry, wave: Wave | None) -> Entry:
    """What is known of the internship."""
    run = next((one for one in project.internships if wave and one.wave and is_one_wave(one.wave, wave)), None)
    briefs = current_briefs(pages, project.slug)
    permalink = next((one.brief.permalink for one in briefs if one.brief and one.brief.permalink), None)
    return Entry(
        status=Status.COMPLETED,
        title=_title(listed, run, wave),
        url=permalink or f"/{project.slug}/",
        badges=[Badge(label=badge.label, facet=Facet.TOPIC) for badge in listed.badges],
        wave=wave,
        outputs=run.outputs if run else (),
        description=_description(briefs, project),
    )


def _title(listed: Entry, run: Internship | None, wave: Wave | None) -> str:
    """The title with the code, or with what holds its place on the real site."""
    if listed.code is not None:
        return listed.title
    code = run.code if run else None
    if code is None and wave is not None and wave.number is not None:
        code = f"P{wave.number}x"
    return f"{code} - {listed.title}" if code else listed.title


def _description(briefs: Sequence[Document], project: Project) -> str | None:
    """The description of the brief, unless it only repeats a title."""
    for brief in (document.brief for document in briefs):
        if brief and brief.description:
            said = squash(brief.description)
            titles = filter(None, map(squash, (project.title, brief.title, brief.heading)))
            return None if any(title in said for title in titles) else brief.description
    return None


def _to_do(data: Document, title: str, wave: Wave | None) -> list[str]:
    """What a person has to fill in, a sentence each."""
    n = next(n for n, one in enumerate(data.entries) if one.title == title)
    spans, number = data.spans[n], data.source.line
    lines = enumerate(spans.whole.of(data.text).splitlines(), number(spans.whole.start))
    outputs = {number(span.start) for span in spans.outputs}  # checking finds those
    values = [line.partition(":") for at, line in lines if at not in outputs]
    missing = [key.strip(" -") for key, _, value in values if value.strip(' "') == PLACEHOLDER]
    place = place_in_words(data.name, number(spans.title.start))
    found = [f'{place}: fill in what is "{PLACEHOLDER}": {", ".join(missing)}'] if missing else []
    if wave is None:
        found.append(f"{place}: the record states no wave; add a line stage:")
    if written_code(title) is None:
        found.append(f"{place}: the title begins with no code; write the code of the internship")
    return found
