"""Builds src/nhs_internships/data/catalogue.json: the facts of the real scheme, without prose and names.

    python scripts/build_catalogue.py PAGES [OUT]

PAGES is a folder with the newest public pages of the scheme (``2026-composite``: listing, records, waves and briefs)
and of the data-science team (``datascience``: the page of each finished internship). The same input gives the same
bytes. What is taken: titles, slugs, links, labels, keywords, statuses, waves, internships with their codes and outputs,
and the source of each fact. What is left out: descriptions and the other texts of briefs, the names of interns and
supervisors, and every address that holds such a name or its initials (that an output exists, and whether it can be had,
is kept).
"""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

import nhs_internships as ni
from nhs_internships.dialects import OUTPUT_PAGE
from nhs_internships.model import ClaimField, OutputKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SOURCES = {"2026-composite": "nhsx-internship-projects", "datascience": "datascience"}
OUTPUT_PAGES = "https://nhsengland.github.io/datascience/our_work/"
AS_OF = date(2026, 7, 24)  # the day of the newest dated source, the data-science team's site
NAME = "NHS England data-science PhD internships"

# Repositories of other people may carry their names in the address; those of the scheme do not, save as below.
OWN_REPOSITORIES = ("https://github.com/nhsx/", "https://github.com/nhsengland/")
LEFT_OUT = frozenset({ClaimField.DESCRIPTION})
# The briefs are older than the listing, so their folders name the statuses of an earlier time.
FILED = re.compile(r"/content/projects/(?!old_site/).*/[^/]+\.md")
LIVE = frozenset({Status.FUTURE, Status.OPEN, Status.ACTIVE})


def documents(pages: Path) -> Iterator[ni.Document]:
    """Every page of both sites."""
    for folder, name in SOURCES.items():
        site = pages / folder
        for path in sorted(place for place in site.rglob("*") if place.suffix in {".md", ".yml"}):
            yield ni.parse(path.read_text(encoding="utf-8"), name=f"{name}/{path.relative_to(site).as_posix()}")


def current_claims(claims: Sequence[ni.Claim]) -> tuple[ni.Claim, ...]:
    """The claims that are shipped: no prose, and no folder's status where another source states one."""
    stated = [claim for claim in claims if claim.field is ClaimField.STATUS and not FILED.search(claim.path)]
    return tuple(
        claim
        for claim in claims
        if claim.field not in LEFT_OUT
        and not (stated and claim.field is ClaimField.STATUS and FILED.search(claim.path))
    )


def current_status(project: ni.Project, claims: Sequence[ni.Claim]) -> Status | None:
    """A project that only the folder of an older brief calls open is not open any more."""
    stated = [claim for claim in claims if claim.field is ClaimField.STATUS]
    is_old = all(FILED.search(claim.path) for claim in stated)
    return Status.CLOSED if is_old and project.status in LIVE else project.status


def names_in(catalogue: ni.Catalogue) -> list[re.Pattern[str]]:
    """What would give a person away in an address: each part of a name, and the initials."""
    people = {person.name for project in catalogue for run in project.internships for person in run.people}
    parts = {part for name in people for part in re.split(r"[\s.-]+", name) if len(part) > 2}
    initials = {"".join(word[0] for word in name.split()) for name in people}
    return [
        *(_part_of_name(part) for part in sorted(parts)),
        *(re.compile(rf"(?<![A-Za-z0-9]){re.escape(letters)}(?![A-Za-z0-9])") for letters in sorted(initials)),
    ]


def _part_of_name(part: str) -> re.Pattern[str]:
    """A part of a name, also inside a word; a short one as a word, or it would be found in many."""
    if len(part) > 3:
        return re.compile(re.escape(part), re.IGNORECASE)
    return re.compile(rf"(?<![A-Za-z]){re.escape(part)}(?![a-z])")


def addresses(pages: Iterable[ni.Document]) -> dict[str, str]:
    """Where the page of each internship is published: the site makes the address of the name of the file."""
    named = {
        page.entries[0].code: Path(page.name).stem for page in pages if page.dialect is OUTPUT_PAGE and page.entries
    }
    return {code: f"{OUTPUT_PAGES}{stem}/" for code, stem in named.items() if code}


def with_address(run: ni.Internship, pages: Mapping[str, str]) -> ni.Internship:
    """An internship whose page has its whole address."""
    address = pages.get(run.code or "")
    outputs = (
        evolve(output, url=address, text=address) if address and output.kind is OutputKind.PAGE else output
        for output in run.outputs
    )
    return evolve(run, outputs=outputs)


def without_texts(project: ni.Project, names: Iterable[re.Pattern[str]], pages: Mapping[str, str]) -> ni.Project:
    """A project without prose and names."""
    patterns = list(names)
    brief = project.brief and ni.Brief(
        title=project.brief.title, permalink=project.brief.permalink, keywords=project.brief.keywords
    )
    runs = (
        evolve(run, description=None, people=(), outputs=(_anonymous(output, patterns) for output in run.outputs))
        for run in (with_address(run, pages) for run in project.internships)
    )
    return evolve(project, brief=brief, internships=runs)


def _anonymous(output: ni.Output, names: Iterable[re.Pattern[str]]) -> ni.Output:
    if any(name.search(output.text) for name in names):
        return evolve(output, url=None, text="")
    return output


def _is_anonymous(relation: ni.Relation, names: Iterable[re.Pattern[str]]) -> bool:
    if relation.kind != "repository":
        return True
    return relation.target.startswith(OWN_REPOSITORIES) and not any(name.search(relation.target) for name in names)


def build(pages: Path) -> ni.Catalogue:
    """The catalogue that the package ships."""
    read = list(documents(pages))
    whole, published = ni.load(read), addresses(read)
    names = names_in(whole)
    claims = {slug: current_claims(stated) for slug, stated in whole.claims_by_slug.items()}
    return evolve(
        whole,
        projects=(
            without_texts(project, names, published).with_status(current_status(project, claims[project.slug]))
            for project in whole
        ),
        relations=(relation for relation in whole.relations if _is_anonymous(relation, names)),
        claims_by_slug=claims,
        diagnostics=(),
        as_of=AS_OF,
        name=NAME,
    )


def main(arguments: list[str]) -> None:
    """Write the catalogue."""
    pages, *rest = map(Path, arguments)
    out = rest[0] if rest else Path(__file__).parents[1] / "src" / "nhs_internships" / "data" / "catalogue.json"
    out.write_text(build(pages).to_json(indent=1) + "\n", encoding="utf-8", newline="\n")
    print(f"{out.name}: {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
