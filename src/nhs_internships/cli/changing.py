"""The commands that change a site."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from nhs_internships import dialects
from nhs_internships.cli.answers import Answer
from nhs_internships.cli.arguments import UsageError
from nhs_internships.cli.asking import changed
from nhs_internships.errors import ChangeRefused, UnsafeEdit
from nhs_internships.model import Badge, Facet
from nhs_internships.site import ChangeSet, Site

__all__ = ["add", "convert", "edit", "move", "remove", "rename_label", "replace_links", "wave_close", "wave_open"]

_REWORDED = (
    ("pass create_section=True", "add --create-section"),
    ('pass one, such as slug="made-up-project"', "give one, such as --slug made-up-project"),
)
"""Hints of the library, and what they say here."""


def _changed(given: Namespace, plan: Callable[[Site], ChangeSet], nothing: str = "Nothing to change.") -> Answer:
    """A change; the hint of a refusal may name an argument of the library, and then names the option.

    Raises:
        UsageError: It was refused.
    """

    def planned(site: Site) -> ChangeSet:
        try:
            return plan(site)
        except (ChangeRefused, UnsafeEdit) as error:
            message = str(error)
            for theirs, ours in _REWORDED:
                message = message.replace(theirs, ours)
            raise UsageError(message) from None

    return changed(given, planned, nothing=nothing)


def move(given: Namespace) -> Answer:
    """Give a project another status."""
    return _changed(
        given, lambda site: site.move(given.slug, given.status, given.wave, create_section=given.create_section)
    )


def add(given: Namespace) -> Answer:
    """Add a project.

    Raises:
        UsageError: A field is given twice, or the change was refused.
    """
    fields = _fields(given.field)

    def plan(site: Site) -> ChangeSet:
        return site.add(
            given.title,
            given.slug,
            status=given.status,
            wave=given.wave,
            badges=_badges(given),
            fields=fields,
            create_section=given.create_section,
        )

    return _changed(given, plan)


def remove(given: Namespace) -> Answer:
    """Remove a project."""
    return _changed(given, lambda site: site.remove(given.slug))


def edit(given: Namespace) -> Answer:
    """Give a project another title, address or labels.

    Raises:
        UsageError: None of them is given, or the change was refused.
    """
    badges = _badges(given) or None
    if given.title is None and given.url is None and badges is None:
        raise UsageError("no new fact is given; add --title, --url, --area, --technique, --modality or --label")
    return _changed(given, lambda site: site.edit(given.slug, title=given.title, badges=badges, url=given.url))


def _fields(given: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Texts by their names, each given once."""
    fields: dict[str, str] = {}
    for name, text in given:
        if name in fields:
            raise UsageError(f'--field: "{name}" is given twice; give each field one text')
        fields[name] = text
    return fields


def _badges(given: Namespace) -> list[Badge]:
    """The labels that are given, each once."""
    facets = {
        Facet.AREA: given.area,
        Facet.TECHNIQUE: given.technique,
        Facet.MODALITY: given.modality,
        Facet.TOPIC: given.label,
    }
    return [Badge(label=label, facet=facet) for facet, labels in facets.items() for label in dict.fromkeys(labels)]


def wave_open(given: Namespace) -> Answer:
    """Begin a wave."""
    return _changed(given, lambda site: site.open_wave(given.wave, given.slugs, create_section=given.create_section))


def wave_close(given: Namespace) -> Answer:
    """End a wave."""
    return _changed(given, lambda site: site.close_wave(given.wave, create_section=given.create_section))


def rename_label(given: Namespace) -> Answer:
    """Rename a label on every page."""
    return _changed(given, lambda site: site.rename_label(given.old, given.new, given.facet))


def replace_links(given: Namespace) -> Answer:
    """Replace an address on every page."""
    return _changed(given, lambda site: site.replace_links(given.old, given.new))


def convert(given: Namespace) -> Answer:
    """Write a listing in another dialect."""
    dialect: dialects.Dialect = getattr(dialects, given.dialect.replace("-", "_").upper())
    return _changed(
        given,
        lambda site: site.convert(_page(site, given.page), dialect),
        nothing=f"{given.page} is written in {given.dialect} already.",
    )


def _page(site: Site, name: str) -> str:
    """The path of a page in the site: as it was given, or from the current folder."""
    if name in site.documents or not Path(name).is_file():
        return name
    try:
        return Path(os.path.relpath(Path(name).resolve(), site.root.resolve())).as_posix()
    except ValueError:  # another drive of Windows
        return name
