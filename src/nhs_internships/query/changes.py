"""What differs between two catalogues, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from nhs_internships.errors import QueryError, nearest
from nhs_internships.model import BRIEF_FIELDS, Badge, Brief, Facet, Internship, Project, Wave
from nhs_internships.query.results import Change, Changes
from nhs_internships.vocabulary import Spelling, Vocabulary

__all__ = ["FIELDS", "diff"]


_BRIEF_NAMES = {label.casefold(): attribute for attribute, label in BRIEF_FIELDS.items()} | {"keywords": "keywords"}

FIELDS = (
    *("project", "status", "title", "url", "wave", "internships", "brief", "brief_title", "heading", "subheading"),
    *("permalink", "description", "keywords", "preamble", *BRIEF_FIELDS, "front_matter"),
    *("area", "technique", "modality", "topic", "colours"),
)
"""What changes are about, in the order of a summary: what people ask for first, labels and colours last."""


def diff(
    before: Iterable[Project],
    after: Iterable[Project],
    fields: Iterable[str] | None = None,
    spelling: Spelling = Spelling.CANONICAL,
) -> Changes:
    """What leads from some projects to others: by slug, then in the order of a project's fields.

    A project that came or went is one change, of the field ``project``. Equal projects have no changes, and projects
    that differ have at least one; with canonical labels another spelling of a label is no difference.

    Args:
        before: The old projects.
        after: The new ones.
        fields: The fields to compare, such as ``("status", "title")``; ``None`` for all. ``internships`` means all
            that belongs to them.
        spelling: Which labels to compare.

    Raises:
        QueryError: There is no such field.
    """
    wanted = None if fields is None else {_checked(field) for field in _several(fields)}
    old, new = ({project.slug: _spelt(project, spelling) for project in projects} for projects in (before, after))
    found = (
        change
        for slug in sorted({*old, *new})
        for change in _changes(slug, old.get(slug), new.get(slug))
        if wanted is None or change.field.partition(".")[0] in wanted
    )
    return Changes(found)


def _several(fields: Iterable[str]) -> Iterable[str]:
    return (fields,) if isinstance(fields, str) else fields


def _checked(field: str) -> str:
    if field not in FIELDS:
        raise QueryError("field", str(field), FIELDS, nearest(str(field), FIELDS))
    return field


def _spelt(project: Project, spelling: Spelling) -> Project:
    """A project with its labels, and those of its internships, in a spelling."""
    if spelling is Spelling.AS_WRITTEN:
        return project
    canonical = Vocabulary.bundled().canonical
    runs = (evolve(run, badges=map(canonical, run.badges)) for run in project.internships)
    return evolve(project, badges=map(canonical, project.badges), internships=runs)


def _changes(slug: str, old: Project | None, new: Project | None) -> Iterator[Change]:
    if old == new:
        return
    if old is None or new is None:
        yield Change(slug=slug, field="project", before=_title(old), after=_title(new))
        return
    was, now = _facts(old), _facts(new)
    differing = [field for field in {**was, **now} if was.get(field) != now.get(field)]
    for field in differing:
        yield Change(slug=slug, field=field, before=was.get(field), after=now.get(field))
    if not differing:
        # Only what no field shows, such as the order of badges of different facets.
        yield Change(slug=slug, field="project", before=old.title, after=new.title)


def _title(project: Project | None) -> str | None:
    return None if project is None else project.title


def _label(wave: Wave | None) -> str | None:
    return None if wave is None else wave.label


def _facts(project: Project) -> dict[str, str]:
    """Everything a project states, by the name of the field; what is not stated is not there."""
    facts: dict[str, str | None] = {
        "title": project.title,
        "status": project.status,
        "wave": _label(project.wave),
        "url": project.url,
        **_labels(project.badges),
        **(_brief(project.brief) if project.brief else {}),
    }
    for name, run in _named(project.internships):
        facts |= {f"internships.{name}{field and '.'}{field}": text for field, text in _internship(run).items()}
    return {field: text for field, text in facts.items() if text is not None}


def _labels(badges: Iterable[Badge]) -> dict[str, str | None]:
    stated = tuple(badges)
    facts: dict[str, str | None] = {
        facet.value: ", ".join(badge.label for badge in stated if badge.facet is facet) or None for facet in Facet
    }
    colours = ", ".join(f"{badge.label}: {badge.colour}" for badge in stated if badge.colour is not None)
    return {**facts, "colours": colours or None}


def _brief(brief: Brief) -> dict[str, str | None]:
    facts: dict[str, str | None] = {
        "brief": "present",
        "brief_title": brief.title or None,
        "heading": brief.heading or None,
        "subheading": brief.subheading or None,
        "permalink": brief.permalink,
        "description": brief.description,
        "keywords": ", ".join(brief.keywords) or None,
        "preamble": brief.preamble or None,
    }
    numbers: dict[str, int] = {}
    for field in brief.fields:
        name = _BRIEF_NAMES.get(field.name.casefold(), field.name)
        # "Keywords" is a field as well as a list, and a label may stand twice on a page.
        if name != "keywords":
            facts[_free(name, facts, numbers)] = field.text
        elif field.text != facts["keywords"]:
            facts[_free("keywords_text", facts, numbers)] = field.text
    for key, value in brief.extra:
        facts[_free(f"front_matter.{key}", facts, numbers)] = value
    return facts


def _named(runs: Iterable[Internship]) -> Iterator[tuple[str, Internship]]:
    """Each internship with its code, or the place among those of its project."""
    taken: dict[str, str | None] = {}
    numbers: dict[str, int] = {}
    for place, run in enumerate(runs, 1):
        name = _free(run.code or str(place), taken, numbers)
        taken[name] = None
        yield name, run


def _internship(run: Internship) -> dict[str, str | None]:
    facts: dict[str, str | None] = {
        "": run.code or run.title,
        "title": run.title or None,
        "wave": _label(run.wave),
        **_labels(run.badges),
        "description": run.description,
        "people": ", ".join(f"{person.name} ({person.role})" for person in run.people) or None,
    }
    numbers: dict[str, int] = {}
    for output in run.outputs:
        words = (output.availability, output.url, output.text if output.text != output.url else None)
        facts[_free(output.kind, facts, numbers)] = " ".join(filter(None, words))
    return facts


def _free(name: str, taken: dict[str, str | None], numbers: dict[str, int]) -> str:
    """The name, or with a number when it is taken; ``numbers`` remembers the last one of each name."""
    free = name
    while free in taken:
        numbers[name] = numbers.get(name, 1) + 1
        free = f"{name}-{numbers[name]}"
    return free
