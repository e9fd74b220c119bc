"""From the mentions of one project to the project: who is believed for each field, and what was claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from nhs_internships.diagnostics import RULES, Diagnostic
from nhs_internships.model import Badge, Claim, Facet, Internship, Project, Status, Wave
from nhs_internships.reconcile.authority import LIVE, TIES, Origin, agrees, rank_of
from nhs_internships.reconcile.slugs import slug_of_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nhs_internships.reconcile.mentions import Mention

__all__ = ["Merged", "merge", "merge_waves"]


def __dir__() -> list[str]:
    return __all__


@frozen
class Merged:
    """One project, its claims in order of authority, and findings."""

    project: Project
    claims: tuple[Claim, ...]
    diagnostics: tuple[Diagnostic, ...]


def merge(slug: str, mentions: Sequence[Mention]) -> Merged:
    """Make one project of everything that is said of it."""
    status, problems = _status(slug, mentions)
    runs = sorted((m.internship for m in mentions if m.internship), key=_by_wave)
    briefs = [mention for mention in mentions if mention.brief is not None]
    project = Project(
        slug=slug,
        title=_believed("title", mentions).title,
        status=status,
        badges=_badges(mentions),
        wave=_wave(mentions),
        url=_url(mentions),
        brief=briefs[0].brief if briefs else None,
        internships=tuple(runs),
    )
    if len(briefs) > 1:
        problems.append(_twins(slug, briefs))
    return Merged(project, _claims(mentions), tuple(problems))


def _by_wave(run: Internship) -> tuple[Wave, str]:
    return run.wave or Wave(), run.code or ""


def _by_rank(field: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions in order of authority; within a rank in the order in which they were read."""
    return sorted(mentions, key=lambda mention: rank_of(field, mention.origin))


def _believed(field: str, mentions: Sequence[Mention]) -> Mention:
    return _by_rank(field, mentions)[0]


def _status(slug: str, mentions: Sequence[Mention]) -> tuple[Status | None, list[Diagnostic]]:
    ranks: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.status is not None:
            ranks.setdefault(rank_of("status", mention.status_origin), []).append(mention)
    if not ranks:
        return None, []
    problems = [_tie(slug, ranks[rank]) for rank in sorted(ranks) if _differ(ranks[rank])]
    winners = [_first({m.status for m in ranks[rank] if m.status}) for rank in sorted(ranks)]
    chosen = winners[0]
    if chosen is Status.CLOSED:  # it does not say how; the first source that does, does not contradict it
        chosen = next((other for other in winners if other is not Status.CLOSED and agrees(other, chosen)), chosen)
    only_old = all(m.status_origin is Origin.OLD_PAGE for group in ranks.values() for m in group)
    return (Status.CLOSED if only_old and chosen in LIVE else chosen), problems


def _first(statuses: set[Status]) -> Status:
    return min(statuses, key=TIES.index)


def _differ(group: Sequence[Mention]) -> bool:
    said = [mention.status for mention in group if mention.status is not None]
    return any(not agrees(one, other) for one in said for other in said[:1])


def _tie(slug: str, group: Sequence[Mention]) -> Diagnostic:
    said = "; ".join(f"{mention.status} ({mention.path}:{mention.line})" for mention in group)
    rule = RULES["NI313"]
    first = group[0]
    message = f'"{slug}" has statuses of equal authority: {said}'
    hint = "correct all but one of them"
    return Diagnostic(
        code=rule.code, severity=rule.severity, message=message, path=first.path, line=first.line, hint=hint
    )


def _twins(slug: str, briefs: Sequence[Mention]) -> Diagnostic:
    rule = RULES["NI314"]
    paths = ", ".join(brief.path for brief in briefs)
    message = f'"{slug}" has {len(briefs)} briefs: {paths}; the first is used'
    first = briefs[0]
    return Diagnostic(
        code=rule.code, severity=rule.severity, message=message, path=first.path, line=first.line, hint="keep one"
    )


def _badges(mentions: Sequence[Mention]) -> tuple[Badge, ...]:
    """Each facet from the highest source that states it; records' topics only where no page has labels."""
    pages = [mention for mention in mentions if mention.internship is None and mention.badges]
    sources = pages or [mention for mention in mentions if mention.badges]
    found: list[Badge] = []
    for facet in Facet:
        for mention in _by_rank(facet, sources):
            stated = [badge for badge in mention.badges if badge.facet is facet]
            if stated:
                found.extend(stated)
                break
    return tuple(dict.fromkeys(found))


def _wave(mentions: Sequence[Mention]) -> Wave | None:
    """The newest internship's, or the listing's where that is newer."""
    listed = [mention for mention in mentions if mention.wave is not None and mention.internship is None]
    best = [_believed("wave", listed).wave] if listed else []
    waves = [wave for wave in (*best, *(m.wave for m in mentions if m.internship)) if wave is not None]
    return max(waves) if waves else None


def _url(mentions: Sequence[Mention]) -> str | None:
    """The first link that leads somewhere, as written."""
    return next((m.url for m in _by_rank("url", mentions) if slug_of_url(m.url) is not None), None)


def _claims(mentions: Sequence[Mention]) -> tuple[Claim, ...]:
    """Every statement, by field in the order of authority."""
    claims = [
        Claim(
            field=fact.field,
            value=fact.value,
            path=mention.path,
            line=fact.line,
            dialect=mention.dialect,
            rank=rank_of(fact.field, mention.status_origin if fact.field == "status" else mention.origin),
        )
        for mention in mentions
        for fact in mention.facts
    ]
    return tuple(sorted(claims, key=lambda claim: (_ORDER.index(claim.field), claim.rank)))


_ORDER = ("status", "title", "url", "area", "technique", "modality", "topic", "wave", "keywords", "code", "description")


def merge_waves(waves: Iterable[Wave]) -> tuple[Wave, ...]:
    """Every wave once: two that name the same wave, and do not contradict each other, become one."""
    merged: list[Wave] = []
    for wave in sorted(set(waves), key=_stated, reverse=True):
        for at, other in enumerate(merged):
            if _same(wave, other):
                merged[at] = Wave(
                    number=other.number if other.number is not None else wave.number,
                    start=other.start or wave.start,
                    end=other.end or wave.end,
                )
                break
        else:
            merged.append(wave)
    return tuple(sorted(merged))


def _stated(wave: Wave) -> int:
    return sum(part is not None for part in (wave.number, wave.start, wave.end))


def _same(one: Wave, other: Wave) -> bool:
    """Whether the parts that both state are equal, the number or the first month among them."""
    parts = ((one.number, other.number), (one.start, other.start), (one.end, other.end))
    both = [(a, b) for a, b in parts if a is not None and b is not None]
    named = any(a is not None and b is not None for a, b in parts[:2])
    return named and all(a == b for a, b in both)
