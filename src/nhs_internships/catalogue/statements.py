"""What texts state, apart from the documents they were read from, and the catalogue that it makes together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from attrs import field, mutable

from nhs_internships.catalogue.catalogue import Catalogue
from nhs_internships.catalogue.reconcile.identity import identify
from nhs_internships.catalogue.reconcile.mentions import Mention, is_template, mentions
from nhs_internships.catalogue.reconcile.merging import Merged, merge
from nhs_internships.catalogue.reconcile.relations import find_relations
from nhs_internships.catalogue.reconcile.runs import merge_waves
from nhs_internships.diagnostics import Diagnostic, finding_in
from nhs_internships.dialects import Document
from nhs_internships.model import Wave

_TEMPLATE_HINT = "give it a title and permalink of its own if it is one"
_LINK_HINT = "link the brief of the project"

__all__ = ["Collected", "Merge", "Statements", "statements_of"]

Merge = Callable[[str, Sequence[Mention], Sequence[Wave]], Merged]
"""Makes one project of its mentions, as `merge` does."""


class Statements(NamedTuple):
    """Everything that one text states, whatever other texts state.

    Attributes:
        mentions: What it states about projects, in page order.
        waves: The waves it states.
        templates: Slugs of briefs that are only there to be copied.
        diagnostics: Findings of reading it.
    """

    mentions: tuple[Mention, ...] = ()
    waves: tuple[Wave, ...] = ()
    templates: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def statements_of(document: Document, place: str | None = None, above: str = "") -> Statements:
    """What a document states; see `mentions` for the place."""
    found = document.diagnostics
    if not is_template(document):
        return Statements(tuple(mentions(document, place, above)), document.waves, (), found)
    note = finding_in(document.name, "NI316", "this brief is a template, not a project", hint=_TEMPLATE_HINT)
    slugs = tuple(mention.slug for mention in mentions(document) if mention.slug)
    return Statements(templates=slugs, diagnostics=(*found, note))


@mutable
class Collected:
    """What the texts of one source, or of several, state together."""

    templates: set[str] = field(factory=set)
    mentions: list[Mention] = field(factory=list)
    waves: dict[Wave, None] = field(factory=dict)
    diagnostics: list[Diagnostic] = field(factory=list)

    def add(self, stated: Statements) -> None:
        """Take the statements of one more text."""
        self.mentions.extend(stated.mentions)
        self.waves.update(dict.fromkeys(stated.waves))
        self.templates.update(stated.templates)
        self.diagnostics.extend(stated.diagnostics)

    def report(self, code: str, message: str, path: str, hint: str = "", line: int | None = None) -> None:
        """Add a finding about a text, or a line of it."""
        self.diagnostics.append(finding_in(path, code, message, line, hint))

    def _project_mentions(self) -> Iterator[Mention]:
        """The mentions without entries that link to a template; a slug with a brief of its own is no template."""
        templates = self.templates - {mention.slug for mention in self.mentions if mention.brief is not None}
        for mention in self.mentions:
            if mention.is_entry and mention.slug in templates:
                message = f'"{mention.title}" links to a template, and is not a project'
                self.report("NI316", message, mention.path, _LINK_HINT, mention.line)
            else:
                yield mention

    def catalogue(
        self, crosswalk: Mapping[str, str], as_of: date | None, names: Sequence[str], merge: Merge = merge
    ) -> Catalogue:
        """Reconcile everything that is stated.

        Args:
            crosswalk: Code of an internship -> slug.
            as_of: The day for which the texts are true, where it is known.
            names: The sources.
            merge: Makes a project of its mentions.
        """
        identified = identify(self._project_mentions(), crosswalk)
        waves = merge_waves(self.waves)
        merged = {slug: merge(slug, claims, waves) for slug, claims in sorted(identified.by_slug.items())}
        projects = {slug: result.project for slug, result in merged.items()}
        related = find_relations(projects, identified.by_slug, identified.relations, identified.codes)
        problems = [found for result in merged.values() for found in result.diagnostics]
        return Catalogue(
            projects=projects.values(),
            waves=waves,
            relations=related.relations,
            claims_by_slug={slug: result.claims for slug, result in merged.items()},
            diagnostics=(*self.diagnostics, *identified.diagnostics, *problems, *related.diagnostics),
            as_of=as_of,
            name=", ".join(names[:3]) + (", ..." if len(names) > 3 else ""),
        )
