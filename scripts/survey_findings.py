"""Builds docs/explanation/what-checks-find.md: what the checks find in states of the real site, and how often rightly.

    python scripts/survey_findings.py CORPUS           writes the page
    python scripts/survey_findings.py CORPUS --check   compares it, and ends with 1 when it is out of date

CORPUS has one folder for each state of the site in its folders ``site`` and ``later``. The figures are counted by the
library. Whether a finding is true was looked up by hand, and is stated in this script: an error that nobody has looked
at stops it.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from nhs_internships.checks import check
from nhs_internships.diagnostics import RULES, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nhs_internships.diagnostics import Diagnostic

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "what-checks-find.md"
COMPOSITE, DAY_OF_COMPOSITE = "2026-composite", "2026-07-24"
REVIEWED = ("2023-08-03-8df23fd", "2024-02-05-3cf845d")

HEAD = """\
# What the checks find on the real site

<!-- Made by scripts/survey_findings.py; change the script, not this page. -->

What `nhs-internships check` reports about ten states of the scheme's public site, each as of the day of its commit, and
about one that was put together from the newest public texts of 2026. Columns are states, oldest first; the
[rules](../reference/rules/index.md) say what the codes mean.

The last column is no state that was ever published: its listing is of 2026 and most of its briefs are of 2024. So it
has entries without a brief (NI611), briefs without an entry (NI615), and folders that contradict the listing (NI801,
NI802) which the site itself may not have.

"""

PRECISION = """
## How many of them are true

Every finding about two states, {states},
was compared with the page, and those about the syntax of Markdown with the page as kramdown shows it, the site's own
renderer. The findings about the other states were read, and none of them was seen to be false.

"""

# Severity error: what each says was looked up on its page, and is so.
TRUE_ERRORS: Mapping[str, str] = {
    "NI606 _data/completed.yml:143": "The address in the file has three dots for a part of its path.",
    "NI611 content/projects/old_site/open.md:22": "The brief has another permalink by then; the page has the former.",
    "NI801 content/projects/old_site/archive.md:36": "Paused on the old page, open on the current listing.",
    "NI801 content/projects/old_site/archive.md:57": "Paused on the old page; the brief is filed as superseded.",
    "NI801 content/projects/old_site/open.md:19": "Open on the old page, paused on the current listing.",
    "NI801 content/projects/old_site/open.md:20": "Open on the old page, paused on the current listing.",
    "NI801 content/projects/old_site/open.md:21": "Open on the old page, paused on the current listing.",
}
# The others are true, but for these, about which a maintainer may think otherwise.
DOUBTFUL: Mapping[str, str] = {
    "NI803 _data/completed.yml:1": (
        "The internship P34 is finished and its topic is superseded by the next one. Both can be true."
    ),
    "NI803 _data/completed.yml:13": (
        "The internship P33 is finished and its topic is superseded by the next one. Both can be true."
    ),
    "NI504 index.md:21": "The row of a wave has one cell on purpose; every renderer shows it as it should.",
    "NI504 index.md:25": "The row of a wave has one cell on purpose; every renderer shows it as it should.",
    "NI703 content/projects.md:29": (
        "The label was usual on the day of the page; the vocabulary knows the spelling of later pages."
    ),
}

DEFECTS = """
## Which known defects are found

A survey of 148 commits of the site numbered the kinds of defects that its pages ever had. Tests list each place of the
ten states where one of them is, with the code that finds it (`tests/checks/test_defects_*.py`); kinds that are in none
of these states are shown on pages that the tests write.

| defects | found as |
|---|---|
"""
FOUND_AS = (
    ("D1, D2: a placeholder `HERE/`, an empty link", "NI601; in the text of a brief NI317"),
    ("D3, D4: a permalink that no brief has, or that of another project", "NI611, NI614"),
    ("D5: no final slash", "NI612"),
    ("D6: `tbu`, `holding.html`, `Coming Autumn 2023`, `Available on Request`", "NI602, NI909, NI603"),
    ("D7, D8, D9: a stray quote, no scheme, an ellipsis", "NI605, NI607, NI606"),
    ("D10: the case of a key", "NI113"),
    ("D11, D14, D17: misspelt values, labels and keywords", "NI702; words in other texts NI933"),
    ("D12: YAML that cannot be read", "NI102"),
    ("D15: a title that differs from the heading", "NI407, NI408"),
    ("D16: keywords that disagree with the badges", "NI710"),
    ("D18, D19: the alternative text `techniques`, missing badges", "NI708, NI709"),
    ("D20: the address of a badge as text", "NI207"),
    ("D21: the case of labels", "NI704"),
    ("D22: a mail link without `mailto:`", "NI604"),
    ("D23: columns of tables", "NI502, NI503, NI504"),
    ("D24: one address under two titles", "NI312; under two statuses NI313"),
    ("D25, D27, D28: statuses that differ", "NI801, NI802, NI803"),
    ("D29: a file without an ending", "NI121; given by its path NI411"),
    ("D31: empty fields and placeholders", "NI403, NI405"),
    ("D32, D33: a permalink that is misspelt, has capitals, or is in two files", "NI617, NI314"),
    ("D34, D35: unclosed emphasis, broken links", "NI506, NI507"),
    ("D37: misspelt titles", "NI933"),
    ("D38: a stage that no wave has", "NI905"),
    ("D39: mojibake", "NI109"),
    ("D40: the mailbox of a person", "NI961"),
)
EXCEPTIONS = """
Four are exceptions, wholly or in part:

- **D13**, how pages of the data-science team's site quote and repeat their tags: that is another site, and nothing
  that a visitor sees depends on it. A permalink that differs from the name of its file is NI616 for briefs here.
- **D26**, a completed project whose brief is in a folder `paused` or `archive`: until August 2023 these folders held
  all closed projects together. Nobody meant their names as a status, so they say "closed" and contradict none. Since
  then the folders in `closed` are exact, and NI801 and NI802 compare them.
- **D30**, a brief with the text of another project, copied and not yet changed: it is a brief like any other, and
  only somebody who knows both projects can tell. What does show is that its keywords disagree with its badges (NI710)
  or that its title is not that of its listing (NI804).
- **D36**, bare addresses, autolinks and `<sup>` in briefs: these are good Markdown, and are shown as they should be.
  The unusual spaces of the same pages are NI932.
"""


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    text = page(Path(arguments[0]))
    if "--check" in arguments:
        return int(PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


def page(corpus: Path) -> str:
    """The whole page."""
    found = {folder.name: _findings(folder) for folder in _states(corpus)}
    states = " and ".join(f"`{name}`" for name in REVIEWED)
    reviewed = {name: found[name] for name in REVIEWED}
    defects = "".join(f"| {defect} | {codes} |\n" for defect, codes in FOUND_AS)
    parts = (table(found), PRECISION.format(states=states), precision(reviewed), doubts(), DEFECTS, defects, EXCEPTIONS)
    return HEAD + "".join(parts)


def _states(corpus: Path) -> list[Path]:
    states = [folder for folder in (corpus / "site").iterdir() if folder.is_dir()]
    return [*sorted(states), corpus / "later" / REVIEWED[-1], corpus / "later" / COMPOSITE]


def _findings(folder: Path) -> Sequence[Diagnostic]:
    day = DAY_OF_COMPOSITE if folder.name == COMPOSITE else folder.name[:10]
    return check(folder, as_of=day)


def table(found: Mapping[str, Sequence[Diagnostic]]) -> str:
    """One row a code, one column a state."""
    counts = [Counter(one.code for one in findings) for findings in found.values()]
    dates = " | ".join(name if name == COMPOSITE else name[:10] for name in found)
    lines = [f"| | | {dates} |", f"|---|---|{'--:|' * len(found)}"]
    for code in sorted({code for count in counts for code in count}):
        numbers = " | ".join(str(count[code] or "") for count in counts)
        lines.append(f"| {code} | {RULES[code].severity} | {numbers} |")
    totals = " | ".join(str(count.total()) for count in counts)
    return "\n".join([*lines, f"| all | | {totals} |"]) + "\n"


def precision(reviewed: Mapping[str, Sequence[Diagnostic]]) -> str:
    """How many findings there are of each severity, and how many are true."""
    lines = ["| state | errors | true | other findings | true |", "|---|--:|--:|--:|--:|"]
    for name, findings in reviewed.items():
        errors = [one for one in findings if one.severity is Severity.ERROR]
        others = [one for one in findings if one.severity is not Severity.ERROR]
        for one in errors:
            explained(one)
        doubtful = sum(_key(one) in DOUBTFUL for one in others)
        true, share = len(others) - doubtful, 100 * (1 - doubtful / len(others))
        lines.append(f"| `{name}` | {len(errors)} | {len(errors)} | {len(others)} | {true} ({share:.1f} %) |")
    return "\n".join(lines) + "\n"


def _key(finding: Diagnostic) -> str:
    return f"{finding.code} {finding.path}:{finding.line}"


def explained(finding: Diagnostic) -> str:
    """Why an error is true.

    Raises:
        KeyError: Nobody has looked at it.
    """
    return TRUE_ERRORS[_key(finding)]


def doubts() -> str:
    """The errors with the reason for which each is true, and the others that are doubtful."""
    return (
        "".join(_rows("The errors", TRUE_ERRORS))
        + "".join(_rows("The doubtful ones among the others", DOUBTFUL))
        + "\nThe first two are reported because the sources do state different things. The others are notes.\n"
    )


def _rows(title: str, places: Mapping[str, str]) -> Iterator[str]:
    yield f"\n{title}:\n\n| code | place | |\n|---|---|---|\n"
    for key, reason in places.items():
        code, _, place = key.partition(" ")
        yield f"| {code} | `{place}` | {reason} |\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
