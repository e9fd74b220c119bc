"""What each rule means: a text with a bad and a good example, from the Markdown files in ``data/rules``.

A section of such a file begins with ``## NI601``. Its text follows, then perhaps a line ``As of 2024-02-05.``, then the
files of the examples, each after a line such as ``Bad, `index.md`:`` between two fences of four backticks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from attrs import field, frozen

from nhs_internships.checks.codes import unknown_code
from nhs_internships.diagnostics import RULES, Rule

__all__ = ["Explanation", "explain", "read_sections"]

_SECTION = re.compile(r"^## (NI[0-9]+)\n(.*?)(?=^## NI|\Z)", re.MULTILINE | re.DOTALL)
_DATE = re.compile(r"^As of ([0-9-]+)\.\n", re.MULTILINE)
_FILE = re.compile(r"^(Bad|Good), `([^`\n]+)`:\n+````\w*\n(.*?)^````$", re.MULTILINE | re.DOTALL)


@frozen(kw_only=True)
class Explanation:
    """What a rule means, with examples.

    Attributes:
        rule: Its code, severity and summary.
        text: Why it matters and what to do, in Markdown.
        as_of: The day of the examples, where they need one.
        bad: The files of a site that has the finding, by path. A file ``example.py`` is run instead; it leaves its
            findings in the variable ``findings``.
        good: The same for a site that does not have it.
    """

    rule: Rule
    text: str
    as_of: date | None = None
    bad: Mapping[str, str] = field(factory=dict)
    good: Mapping[str, str] = field(factory=dict)

    def __str__(self) -> str:
        examples = "".join(
            f"\n{word}, `{path}`:\n\n````{_language(path)}\n{text}````\n"
            for word, of in (("Bad", self.bad), ("Good", self.good))
            for path, text in of.items()
        )
        day = f"\nAs of {self.as_of}.\n" if self.as_of else ""
        rule = self.rule
        return f"## {rule.code}\n\n**{rule.severity}:** {rule.summary}\n\n{self.text}\n{day}{examples}"


def explain(code: str) -> Explanation:
    """What a code means, and what to do about its findings.

    Raises:
        QueryError: There is no such code.

    Examples:
        >>> print(explain("NI201").rule.summary)
        A badge image belongs to no entry.
    """
    found = _shipped().get(code)
    if found is None:
        raise unknown_code(code)
    return found


def read_sections(text: str) -> Iterator[Explanation]:
    """The sections of one file; a code that is no rule is left out."""
    for section in _SECTION.finditer(text):
        code, body = section.groups()
        if code in RULES:
            yield _read_section(RULES[code], body)


def _read_section(rule: Rule, body: str) -> Explanation:
    examples: dict[str, dict[str, str]] = {"Bad": {}, "Good": {}}
    for word, path, text in _FILE.findall(body):
        examples[word][path] = text
    day, first = _DATE.search(body), _FILE.search(body)
    ends = [match.start() for match in (day, first) if match]
    return Explanation(
        rule=rule,
        text=body[: min(ends, default=len(body))].strip(),
        as_of=date.fromisoformat(day[1]) if day and day.start() == min(ends) else None,
        bad=examples["Bad"],
        good=examples["Good"],
    )


@cache
def _shipped() -> Mapping[str, Explanation]:
    """Every explanation by its code, in the order of the codes."""
    folder = files("nhs_internships").joinpath("data", "rules")
    texts = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".md")]
    found = {one.rule.code: one for text in texts for one in read_sections(text)}
    return {code: found.get(code, Explanation(rule=rule, text="")) for code, rule in RULES.items()}


def _language(path: str) -> str:
    suffix = path.rpartition(".")[2]
    return {"md": "markdown", "yml": "yaml", "py": "python"}.get(suffix, suffix)
