"""Where each label of a site is used, and the term that it is a spelling of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from nhs_internships.checks.pages import SitePages
from nhs_internships.diagnostics import Place
from nhs_internships.dialects import Document
from nhs_internships.model import Badge, Facet
from nhs_internships.vocabulary import Vocabulary

__all__ = ["LabelUse", "labels_of"]

KEYWORD = "keyword"


@frozen(kw_only=True)
class LabelUse:
    """One spelling of a label, with every place that uses it.

    Attributes:
        label: The label as it is written.
        kind: The facet of its badges, or ``keyword``.
        term: The canonical label of the vocabulary, or ``None`` where the label is in no term.
        places: Every place, in the order of the pages.
    """

    label: str
    kind: str
    term: str | None
    places: tuple[Place, ...]


def labels_of(pages: SitePages) -> tuple[LabelUse, ...]:
    """Every label of badges, cards, records and keywords, by kind and term; the most used spelling of a term first."""
    found: dict[tuple[str, str], list[Place]] = {}
    for document in pages.documents:
        for kind, label, offset in _labels(document):
            place = Place(path=document.name, line=document.source.line(offset))
            found.setdefault((kind, label), []).append(place)
    uses = (_use(kind, label, places, pages.settings.vocabulary) for (kind, label), places in found.items())
    return tuple(sorted(uses, key=_order))


def _labels(document: Document) -> Iterator[tuple[str, str, int]]:
    """Kind, label and offset of each label of a page."""
    for entry, spans in zip(document.entries, document.spans, strict=True):
        for badge, span in zip(entry.badges, spans.badges, strict=False):
            yield badge.facet, badge.label, span.start
    keywords = document.brief_spans.keywords if document.brief_spans else None
    if document.brief and keywords:
        yield from ((KEYWORD, keyword, keywords.start) for keyword in document.brief.keywords)


def _use(kind: str, label: str, places: Iterable[Place], vocabulary: Vocabulary) -> LabelUse:
    badge = Badge(label=label, facet=Facet.TOPIC if kind == KEYWORD else Facet(kind))
    known = vocabulary.find(label, None if badge.facet is Facet.TOPIC else badge.facet) or vocabulary.find(label)
    return LabelUse(
        label=label,
        kind=kind,
        term=known.label if known else None,
        places=tuple(places),
    )


def _order(use: LabelUse) -> tuple[int, str, int, str]:
    kinds = (*Facet, KEYWORD)
    return kinds.index(use.kind), (use.term or use.label).casefold(), -len(use.places), use.label
