"""Builds docs/explanation/nine-sites.md: what reconciling finds in nine states of the real site.

    python scripts/survey_sites.py SITES           writes the page
    python scripts/survey_sites.py SITES --check   compares it, and ends with 1 when it is out of date

SITES is a folder with one folder for each state of the site. The figures are counted by the library; why the sources
of the newest state disagree was looked up by hand, and stands in this script.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import nhs_internships as ni
from nhs_internships.catalogue.reconcile.authority import Origin, origin_of
from nhs_internships.catalogue.reconcile.mentions import is_old_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nhs_internships.catalogue import Conflict

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "nine-sites.md"
FIELDS = ("status", "title", "area", "technique", "modality", "wave")

HEAD = """\
# Nine states of the site

<!-- Made by scripts/survey_sites.py; change the script, not this page. -->

What `load` finds in nine states of the scheme's public site, the oldest first.
An entry is one mention on a listing. A conflict is a field of one project with claims that cannot all be true; two
spellings of one label are no conflict. A brief is unlisted when no current listing links to it. A dead link is one in
a brief that leads to no project.

"""
FIGURES = """
## How the figures compare with a count by hand

The newest state was also counted by hand, page by page, before the library could do it: 67 entries (32 of them on old
pages), 38 briefs, 12 records, 38 projects, 8 conflicts of status, 19 titles written differently, 3 unlisted briefs,
2 dead links in briefs. The library finds the same figures. Five decisions were needed:

- The 18 internships are the 12 records, and 6 projects that the front page lists under a wave.

- The code before the title of a record is not part of the title. "P32 - Predicting the Impact of Health Inequalities -
  Diabetes" has the same title as the brief, so it is not one of the 19.
- A difference in case alone is a difference, and a note. It is among the 19 twice (`incident-language-model` and
  `incident-language-model-update`).
- An empty link around the title of a project counts as dead. The two dead links are of this kind. The library
  still knows which project is meant, and keeps the relation.
- A brief that only an old page links to is unlisted. Two of the three unlisted briefs are linked by nothing at all;
  the third, `synthetic-data-exploration-longitudinal`, by an old page.

The count by hand left out conflicts of labels. Waves have none: two internships of one project have two waves, and
both are true. On 28 projects the old page writes a kind of data with the ending "Data" (`TabularData`), and the listing
without it. These are two spellings of one term; `catalogue.conflicts(spelling="as written")` lists them.
"""

STALE = "The old page is older than the current listing and was never changed again. The current listing is right."
RENAMED = "The project was renamed in August 2023. The old page kept the earlier title."
SHORTER = "The front page shortens the title of the brief."
RUN = "The record is about one internship, and has a title of its own."
NOTES: dict[tuple[str, str], str] = {
    ("advances-modalities-explainability", "status"): f"Offered again in August 2023. {STALE}",
    ("causal-models-synthetic-longitudinal", "status"): f"Withdrawn from the open list in August 2023. {STALE}",
    ("fairness-measures", "status"): f"Withdrawn from the open list in August 2023. {STALE}",
    ("incident-language-model", "status"): (
        "P33 is finished, so the record states completed. The brief was moved to the superseded ones when "
        "`incident-language-model-update` took its place. Both are true; a record has more authority than a folder."
    ),
    (
        "nhs-language-corpus",
        "status",
    ): "P13 is finished, and the topic is paused. Both are true: a note.",
    ("synthetic-data-exploration-longitudinal", "status"): (
        "The internship P11 is finished; the brief is filed as superseded; the old page lists the topic as paused. "
        "The record has most authority."
    ),
    ("text-description-imaging", "status"): (
        "The internships P22 and P31 are finished, and the next step is paused. The old page still offers it. "
        "Without the old page this would be a note."
    ),
    ("transforming-healthcare-data-graph-based-sail", "status"): (
        "The internship P34 is finished. The brief was moved to the superseded ones when the topic with `-update` took "
        "its place."
    ),
    ("advances-modalities-explainability", "title"): RENAMED,
    ("agent-based-model-hash-ai", "title"): "The lists and the brief write the name of a tool in two ways.",
    ("causal-models-synthetic-longitudinal", "title"): 'The lists add the word "Synthetic". The slug has it too.',
    ("commercial-data-healthcare-predictions", "title"): "The record names the method, the pages name the subject.",
    ("explaining-classification-using-lime", "title"): RUN,
    ("fairness-measures", "title"): "The brief puts the name of a series before the title; the lists do not.",
    ("incident-language-model", "title"): "The record and the brief differ in capitals alone: a note.",
    ("incident-language-model-update", "title"): "The lists and the brief differ in capitals alone: a note.",
    ("language-model-privacy-leakage", "title"): 'The front page drops "Large-scale" and makes the model plural.',
    ("metadata-api-abm", "title"): "The lists use a short title.",
    ("nhs-language-corpus", "title"): RUN,
    ("structural-topic-modelling-contact-tracing-feedback", "title"): RUN,
    ("synthetic-adversarial-suite", "title"): RENAMED,
    ("synthetic-data-exploration-longitudinal", "title"): "The record is named after its repository.",
    ("synthetic-data-exploration-vae", "title"): "Both records are named after their repository.",
    ("text-description-imaging", "title"): (
        'The lists add "Next Steps", because two internships are over. The records are named after their repository.'
    ),
    (
        "transforming-healthcare-data-graph-based-sail",
        "title",
    ): "The record describes the internship, the brief the topic.",
    ("transforming-healthcare-data-graph-based-sail-update", "title"): SHORTER,
    ("visual-question-answer", "title"): RENAMED,
    ("advances-modalities-explainability", "technique"): "The project changed its aim when it was renamed.",
    ("pets-in-healthcare", "technique"): "The label was shortened in August 2023.",
    ("population-health-and-inequalities", "technique"): "A broader label took the place of a misspelt one.",
    ("synthetic-adversarial-suite", "technique"): "The project changed its aim when it was renamed.",
}


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    text = page(Path(arguments[0]))
    if "--check" in arguments:
        return int(PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


def page(sites: Path) -> str:
    """The whole page."""
    folders = sorted(place for place in sites.iterdir() if place.is_dir())
    newest = ni.load(folders[-1])
    return f"{HEAD}{table(folders)}{FIGURES}{conflicts(newest)}"


def table(folders: list[Path]) -> str:
    """One row a figure, one column a state: nine columns fit better than eighteen."""
    found = [counts(folder) for folder in folders]
    dates = " | ".join(folder.name[:10] for folder in folders)
    lines = [f"| | {dates} |", f"|---|{'--:|' * len(folders)}"]
    lines += [f"| {name} | {' | '.join(f'{one[name]:,}' for one in found)} |" for name in found[0]]
    return "\n".join(lines) + "\n"


def counts(folder: Path) -> dict[str, int]:
    """The figures of one state."""
    catalogue = ni.load(folder)
    listed = list(_entries(folder))
    disagreeing = Counter(conflict.field for conflict in catalogue.conflicts())
    return {
        "entries": len(listed),
        "of them on old pages": sum(old for _, old in listed),
        "briefs": sum(project.brief is not None for project in catalogue),
        "internships": sum(len(project.internships) for project in catalogue),
        "projects": len(catalogue),
        "claims": sum(map(len, catalogue.claims_by_slug.values())),
        **{f"conflicts of {field}": disagreeing[field] for field in FIELDS},
        "dead links in briefs": sum(found.code == "NI317" for found in catalogue.diagnostics),
        "unlisted briefs": sum(
            project.brief is not None and not _is_listed(catalogue, project.slug) for project in catalogue
        ),
    }


def _entries(folder: Path) -> Iterator[tuple[ni.Entry, bool]]:
    """Every entry of a listing, and whether it stands on an old page."""
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        document = ni.parse(path.read_text(encoding="utf-8"), name=name)
        for entry in document.entries:
            yield entry, is_old_page(document, name)


def _is_listed(catalogue: ni.Catalogue, slug: str) -> bool:
    current = {Origin.RUNNING, Origin.LISTING}
    return any(claim.field == "title" and origin_of("title", claim.rank) in current for claim in catalogue.claims(slug))


def conflicts(catalogue: ni.Catalogue) -> str:
    """Each conflict of the newest state, with its reason."""
    lines = ["\n## Each conflict of the newest state\n", "The value of the winning claim comes first.\n"]
    for field in FIELDS:
        found = [conflict for conflict in catalogue.conflicts() if conflict.field == field]
        if found:
            lines += [
                f"\n### {field.capitalize()}\n",
                "| project | values | severity | reason |",
                "|---|---|---|---|",
            ]
            lines += rows(found)
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def rows(found: list[Conflict]) -> Iterator[str]:
    """One row for all projects about which the same sources say the same."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for one in found:
        alike.setdefault((_said(one), one.severity.value, explained(one.slug, one.field)), []).append(f"`{one.slug}`")
    for (said, severity, reason), slugs in alike.items():
        yield f"| {', '.join(slugs)} | {said} | {severity} | {reason} |"


def explained(slug: str, field: str) -> str:
    """The reason of a conflict.

    Raises:
        KeyError: Nobody has looked at it.
    """
    return NOTES[slug, field]


def _said(conflict: Conflict) -> str:
    return "; ".join(f"{value} ({', '.join(_where(claim) for claim in claims)})" for value, claims in conflict.values)


def _where(claim: ni.Claim) -> str:
    """The kind of source, in a word."""
    origin = origin_of(claim.field, claim.rank)
    return origin.value.replace("_", " ") if origin else claim.path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
