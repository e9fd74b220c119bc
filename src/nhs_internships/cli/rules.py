"""`explain` and `labels`: what codes mean, and where labels are used."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from nhs_internships.cli import lines, screens
from nhs_internships.cli.answers import Answer, or_nothing_found

if TYPE_CHECKING:
    from nhs_internships.checks import Explanation
    from nhs_internships.checks.label_uses import LabelUse

__all__ = ["explain", "labels"]


def explain(given: Namespace) -> Answer:
    """Print what codes mean; without a code, list all."""
    from nhs_internships.checks import explain as explanation_of
    from nhs_internships.checks.codes import codes_of

    wanted = [code for text in given.codes for code in sorted(codes_of([text]))]
    if not wanted:
        return _all_rules()
    found = [explanation_of(code) for code in dict.fromkeys(wanted)]
    if given.json:
        return Answer(data=lambda: list(map(_explanation, found)))
    return Answer(text="\n".join(map(str, found)))


def _explanation(one: Explanation) -> Mapping[str, object]:
    rule = one.rule
    return {
        "code": rule.code,
        "severity": rule.severity,
        "summary": rule.summary,
        "text": one.text,
        "as_of": None if one.as_of is None else str(one.as_of),
        "bad": dict(one.bad),
        "good": dict(one.good),
    }


def _all_rules() -> Answer:
    from nhs_internships.diagnostics import RULES

    rules = list(RULES.values())
    return Answer(
        data=lambda: [{"code": one.code, "severity": one.severity, "summary": one.summary} for one in rules],
        blocks=lambda: [
            lines.Block(("code", "severity", "summary"), ((one.code, one.severity, one.summary) for one in rules))
        ],
        screen=lambda: [screens.rules(rules)],
    )


# Labels.


def labels(given: Namespace) -> Answer:
    """List the labels that a site uses."""
    from nhs_internships.checks.checking import pages_of
    from nhs_internships.checks.label_uses import labels_of

    found = labels_of(pages_of([Path(given.path)]))
    answer = Answer(
        data=lambda: list(map(_label, found)),
        blocks=lambda: lines.labels(found),
        screen=lambda: screens.labels(found),
    )
    return or_nothing_found(found, "No labels found.", answer)


def _label(use: LabelUse) -> Mapping[str, object]:
    places = [{"path": place.path, "line": place.line} for place in use.places]
    return {"label": use.label, "kind": use.kind, "term": use.term, "count": len(places), "places": places}
