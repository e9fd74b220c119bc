"""Builds src/nhs_internships/data/catalogue.json: the facts of the real scheme, without prose and names.

    python scripts/build_catalogue.py PAGES SEEDS [OUT]

PAGES is a folder with the states of the scheme's public site, SEEDS one with the page of waves 6 and 7. The same
input gives the same bytes. What is taken: titles, slugs, links, labels, keywords, statuses, waves, internships with
their codes and outputs, and who claims what. What is left out: descriptions and the other texts of briefs, the names
of interns and supervisors, and every address that holds such a name or its initials (that an output exists, and
whether it can be had, is kept).
"""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

import nhs_internships as ni

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SITE = "2023-08-03-8df23fd"
SITE_NAME = "nhsx-internship-projects"
FRONT_PAGE = "000_4bdcf4851cd8c3d3.txt"
FRONT_PAGE_NAME = "datascience/docs/PhDInterns.md"
AS_OF = date(2024, 5, 1)  # the day of the newest page, datascience@6d7b101; the site is of 2023-08-03, @8df23fd
NAME = "NHS England data-science PhD internships"

# Repositories of other people may carry their names in the address; those of the scheme do not, save as below.
OWN_REPOSITORIES = ("https://github.com/nhsx/", "https://github.com/nhsengland/")
LEFT_OUT = frozenset({"description"})


def documents(pages: Path, seeds: Path) -> Iterator[ni.Document]:
    """Every page of the newest state of the site, and the front page of waves 6 and 7."""
    site = pages / "site" / SITE
    for path in sorted(place for place in site.rglob("*") if place.suffix in {".md", ".yml"}):
        name = f"{SITE_NAME}/{path.relative_to(site).as_posix()}"
        yield ni.parse(path.read_text(encoding="utf-8"), name=name)
    text = (seeds / FRONT_PAGE).read_text(encoding="utf-8")
    # The copy was encoded twice on its way; the published page has the dash.
    yield ni.parse(text.replace("\u00e2\u20ac\u201c", "\u2013"), name=FRONT_PAGE_NAME)


def names_in(catalogue: ni.Catalogue) -> list[re.Pattern[str]]:
    """What would give a person away in an address: each part of a name, and the initials."""
    people = {person.name for project in catalogue for run in project.internships for person in run.people}
    parts = {part for name in people for part in re.split(r"[\s.-]+", name) if len(part) > 2}
    initials = {"".join(word[0] for word in name.split()) for name in people}
    return [
        *(re.compile(re.escape(part), re.IGNORECASE) for part in sorted(parts)),
        *(re.compile(rf"(?<![A-Za-z0-9]){re.escape(letters)}(?![A-Za-z0-9])") for letters in sorted(initials)),
    ]


def without_texts(project: ni.Project, names: Iterable[re.Pattern[str]]) -> ni.Project:
    """A project without prose and names."""
    patterns = list(names)
    brief = project.brief and ni.Brief(
        title=project.brief.title, permalink=project.brief.permalink, keywords=project.brief.keywords
    )
    runs = (
        evolve(run, description=None, people=(), outputs=(_anonymous(output, patterns) for output in run.outputs))
        for run in project.internships
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


def build(pages: Path, seeds: Path) -> ni.Catalogue:
    """The catalogue that the package ships."""
    whole = ni.load(documents(pages, seeds))
    names = names_in(whole)
    return evolve(
        whole,
        projects=(without_texts(project, names) for project in whole),
        relations=(relation for relation in whole.relations if _is_anonymous(relation, names)),
        claims_by_slug={
            slug: tuple(claim for claim in claims if claim.field not in LEFT_OUT)
            for slug, claims in whole.claims_by_slug.items()
        },
        diagnostics=(),
        as_of=AS_OF,
        name=NAME,
    )


def main(arguments: list[str]) -> None:
    """Write the catalogue."""
    pages, seeds, *rest = map(Path, arguments)
    out = rest[0] if rest else Path(__file__).parents[1] / "src" / "nhs_internships" / "data" / "catalogue.json"
    out.write_text(build(pages, seeds).to_json(indent=1) + "\n", encoding="utf-8", newline="\n")
    print(f"{out.name}: {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
