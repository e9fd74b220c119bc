"""Release notes: what changed, as Markdown for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nhs_internships.grammar.inline import escape
from nhs_internships.model import Facet
from nhs_internships.model.texts import counted
from nhs_internships.query import Change, Changes

__all__ = ["release_notes"]

_MAX_CHARS = 100
# Field -> the section of its changes; what is not named here belongs to a brief. The sections come in this order.
_SECTIONS = {
    "status": "Moved",
    "project": "Added and removed",
    **dict.fromkeys(("title", "slug"), "Renamed"),
    "wave": "Waves",
    **dict.fromkeys((*(facet.value for facet in Facet), "colours"), "Labels"),
    "url": "Links",
    "internships": "Internships",
    "brief": "Briefs",
    **dict.fromkeys(("dialect", "page"), "Pages"),
}
# Of these the notes name the fields, not the texts.
_LONG = frozenset({"internships", "brief", "colours"})
_SENTENCES = {
    "title": "{before} is now {after}",
    "page": "{page} cannot be read: {after}",
    "dialect": "{page} was converted from {before} to {after}",
    "status": "{title}: from {before} to {after}",
}


def release_notes(changes: Iterable[Change], titles: Mapping[str, str] | None = None) -> str:
    """What changed, as Markdown: one sentence, and a section for each kind of change.

    Args:
        changes: What changed, such as `History.diff` or `Catalogue.diff` gives.
        titles: The title of each project, such as `History.titles`; projects without one are named by their slugs.

    Examples:
        >>> from nhs_internships.query import Change
        >>> moved = Change(slug="counting-bees", field="status", before="open", after="paused")
        >>> print(release_notes([moved], {"counting-bees": "Counting bees"}))
        1 moved to paused.
        <BLANKLINE>
        ### Moved
        <BLANKLINE>
        - Counting bees: from open to paused
        <BLANKLINE>
    """
    found, known = Changes(changes), titles or {}
    sections: dict[str, list[str]] = {section: [] for section in _SECTIONS.values()}
    edited: dict[tuple[str, str], list[str]] = {}  # section and title -> names of fields
    for change in found:
        field = change.field.partition(".")[0]
        field = field if field in _SECTIONS else "brief"
        if field in _LONG:
            names = edited.setdefault((_SECTIONS[field], _title(change, known)), [])
            names.append(change.field.removeprefix("internships."))
        else:
            sections[_SECTIONS[field]].append(_line(change, known))
    for (section, title), fields in edited.items():
        sections[section].append(f"{title}: {', '.join(dict.fromkeys(map(escape, fields)))}")
    summary = found.summary()
    parts = [f"{summary[:1].upper()}{summary[1:]}."]
    for section, lines in sections.items():
        if lines:
            parts += [f"### {section}", "\n".join(f"- {line}" for line in lines)]
    return "\n\n".join(parts) + "\n"


def _title(change: Change, titles: Mapping[str, str]) -> str:
    return _text(titles.get(change.slug) or change.slug)


def _text(text: str) -> str:
    """A text on one line, bounded, without marks of Markdown."""
    line = " ".join(text.split())
    return escape(line if len(line) <= _MAX_CHARS else f"{line[: _MAX_CHARS - 3]}...")


def _line(change: Change, titles: Mapping[str, str]) -> str:
    before, after = (_text(value) if value is not None else "nothing" for value in (change.before, change.after))
    if change.field == "project":
        return f"{after} was added" if change.before is None else f"{before} was removed"
    if change.field in _SENTENCES:
        pages = ", ".join(dict.fromkeys(_text(place.path) for place in change.places))
        return _SENTENCES[change.field].format(title=_title(change, titles), before=before, after=after, page=pages)
    if not change.slug:
        return f"{change.field} {before} is now {after}, in {counted(len(change.places), 'place')}"
    guess = " (a guess)" if change.is_guess else ""
    return f"{_title(change, titles)}: {change.field} from {before} to {after}{guess}"
