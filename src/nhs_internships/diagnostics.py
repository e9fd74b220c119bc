"""Findings: what the library reports about a text, as data.

A finding never stops reading. Its code is stable, so it can be filtered and looked up; `RULES` says what
each one means and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from attrs import frozen

from nhs_internships.errors import DocumentError, one_line
from nhs_internships.spans import Span

__all__ = ["RULES", "Diagnostic", "FileEdit", "Fix", "Place", "Rule", "Severity", "finding_in", "raise_all"]


def __dir__() -> list[str]:
    return __all__


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Rule:
    """One kind of finding: its stable code, its severity, and one sentence on what it means."""

    code: str
    severity: Severity
    summary: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule("NI001", _W, "A comment ignores a code that is not found there."),
        Rule("NI002", _W, "A comment that should ignore a finding ignores none, because of how it is written."),
        Rule("NI101", _E, "The front matter is opened with `---` and never closed."),
        Rule("NI102", _E, "The YAML of a front matter or data file cannot be parsed."),
        Rule("NI103", _E, "The front matter is not a mapping, or the data file is not a list of mappings."),
        Rule("NI104", _W, "A key is duplicated in one mapping; the last one counts."),
        Rule("NI105", _W, "A YAML tag asks for a type that is not read; the value is kept as text."),
        Rule("NI106", _E, "The YAML is larger, deeper or more entangled than the limits allow, and was not read."),
        Rule("NI107", _N, "YAML reads an unquoted text as another type (date, number, boolean, null)."),
        Rule("NI108", _W, "A key or value has a form that is not understood; it is kept as written."),
        Rule("NI109", _W, "The text was decoded wrongly at some time (mojibake); it is kept as it stands."),
        Rule("NI110", _W, "Lists or quotes are nested deeper than the limit; what lies below it was not read."),
        Rule("NI111", _W, "The page has more blocks than the limit; what lies beyond it was not read."),
        Rule("NI112", _W, "What looks like front matter is not read as such: its fence or beginning differs."),
        Rule("NI113", _W, "A key differs from a known one in case or by one letter."),
        Rule("NI114", _N, "A key of a record is not known, and is not read."),
        Rule("NI115", _N, "A YAML file holds no record that can be read."),
        Rule("NI116", _N, "The text is empty."),
        Rule("NI121", _E, "A file or folder cannot be read."),
        Rule("NI122", _N, "A symbolic link is not followed."),
        Rule("NI123", _E, "A file is a pipe, socket or device, and is not read."),
        Rule("NI124", _E, "An archive's member is refused: it points outside, comes twice, or is encrypted."),
        Rule("NI125", _E, "A text is not UTF-8, holds characters that no page can hold, or is too large."),
        Rule("NI201", _W, "A badge image belongs to no entry."),
        Rule("NI202", _N, "A link that looks like a project belongs to no entry."),
        Rule("NI203", _W, "A project card has no title, is too long, or is broken."),
        Rule("NI204", _W, "A heading or row looks like a wave and cannot be read as one."),
        Rule("NI205", _W, "The address of a badge image does not follow the shields.io grammar."),
        Rule("NI206", _W, "Entries stand under a heading that names no known status."),
        Rule("NI207", _N, "The address of a badge stands as plain text, so it is no badge."),
        Rule("NI208", _W, "A link would run code when it is clicked."),
        Rule("NI209", _W, "A record of a data file has no title or stage that can be read."),
        Rule("NI210", _W, "A table row is longer than the limit; the cells after it were not read."),
        Rule("NI211", _W, "A wave is longer than 14 months."),
        Rule("NI212", _W, "A title begins with what looks like a code and is not read as one."),
        Rule("NI213", _N, "The address of a badge is that of the service's front page, not of an image."),
        Rule("NI214", _N, "A title is struck through; its status is that of its heading all the same."),
        Rule("NI215", _W, "A permalink holds what the address of a page cannot hold."),
        Rule(
            "NI216", _W, "A bullet holds a reference that the page does not define, or a definition in place of a link."
        ),
        Rule("NI301", _W, "A key of a JSON document is not known; it was left out."),
        Rule("NI302", _W, "A key is duplicated in one object of a JSON document; the last one counts."),
        Rule("NI303", _E, "Two projects of a JSON document have one slug; the first one was kept."),
        Rule("NI304", _W, "Claims of a JSON document stand under a slug that no project has."),
        Rule("NI311", _N, "An entry has no usable link; its slug is made from its title."),
        Rule("NI312", _W, "One link appears on a page under two titles; one of them becomes a project of its own."),
        Rule("NI313", _E, "Sources of one rank give a project two statuses."),
        Rule("NI314", _W, "Two briefs have one permalink."),
        Rule("NI315", _N, "A title without a link resembles a project, and is not joined to it."),
        Rule("NI316", _N, "A page is a template, not a project."),
        Rule("NI317", _W, "A link between briefs leads to no project."),
        Rule("NI318", _N, "A record has a code that leads to no project, and is a project of its own."),
        Rule("NI319", _N, "A brief names an internship by a code that leads to no project."),
        Rule("NI401", _W, "A brief lacks one or more of its labelled fields."),
        Rule("NI402", _W, "A label of a brief is misspelt, so the field is not known."),
        Rule("NI403", _W, "A labelled field of a brief is empty."),
        Rule("NI404", _N, "A labelled field of a brief is out of order, or appears twice."),
        Rule("NI405", _W, "A brief holds a placeholder in place of a text."),
        Rule("NI406", _W, "A brief still has a text of the template it was copied from."),
        Rule("NI407", _W, "The title and the heading of a brief differ."),
        Rule("NI408", _N, "The title and the heading of a brief differ in punctuation."),
        Rule("NI409", _W, "A brief has no permalink."),
        Rule("NI410", _W, "A brief has no title in its front matter, or no heading."),
        Rule("NI411", _W, "A file looks like a page, and its name has no ending `.md`."),
        Rule("NI501", _E, "Table rows are shown as text, because text touches them."),
        Rule("NI502", _W, "A table has no delimiter row."),
        Rule("NI503", _W, "The delimiter row of a table declares more or fewer columns than the table has."),
        Rule("NI504", _N, "A table row has more or fewer cells than the other rows."),
        Rule("NI505", _W, "Rows are cut off from their table by a blank line."),
        Rule("NI506", _W, "Emphasis is opened and never closed, so its mark is shown."),
        Rule("NI507", _E, "The syntax of a link is wrong, so it is none."),
        Rule("NI601", _E, "A link leads nowhere: its address is empty, or a word such as `HERE/`."),
        Rule("NI602", _W, "An address is a placeholder: `holding.html`, `tbu`."),
        Rule("NI603", _N, "A record states why an output cannot be had, in the place of its address."),
        Rule("NI604", _E, "The address of a mail link lacks `mailto:`."),
        Rule("NI605", _W, "An address has a stray quotation mark at one of its ends."),
        Rule("NI606", _E, "An address has an ellipsis for a part that was left out."),
        Rule("NI607", _E, "The address of another site lacks `https://`, or has it misspelt."),
        Rule("NI608", _W, "An address leads to a host or organisation that has moved, by the settings of the site."),
        Rule("NI609", _W, "No visitor can reach an address: a file or server of one computer, or no mail address."),
        Rule("NI611", _E, "An entry leads to a permalink that no brief has."),
        Rule("NI612", _W, "A link to a brief lacks the slash at its end."),
        Rule("NI613", _E, "A link to a brief differs from its permalink in case."),
        Rule("NI614", _E, "An entry has the title of one brief and the address of another."),
        Rule("NI615", _W, "No listing links a brief."),
        Rule("NI616", _N, "A brief's file is not named as its permalink."),
        Rule("NI617", _W, "A permalink is misspelt, or has capitals."),
        Rule("NI618", _E, "A permalink has no slash at its end, and links to the brief have one."),
        Rule("NI619", _E, "The host or site of an entry's address is a misspelling of that of most entries."),
        Rule("NI620", _E, "A link leads to no page, and is a misspelling of an address that does."),
        Rule("NI701", _W, "A label is in no term of the vocabulary."),
        Rule("NI702", _W, "A label or keyword is misspelt."),
        Rule("NI703", _N, "A label is written in a spelling that the scheme has given up."),
        Rule("NI704", _N, "A label differs from its term in case or spaces alone."),
        Rule("NI705", _W, "A badge states another facet than that of its term."),
        Rule("NI706", _W, "A badge has another colour, or a card's label another modifier, than its term."),
        Rule("NI707", _W, "A badge names a colour that does not exist."),
        Rule("NI708", _W, "The alternative text of a badge names no facet."),
        Rule("NI709", _W, "An entry lacks a badge that most entries of its page have."),
        Rule("NI710", _W, "The keywords of a brief disagree with the badges of the current listing."),
        Rule("NI711", _W, "The data-tags of a card do not hold its area, so filters miss it."),
        Rule("NI712", _W, "A filter button shows no project."),
        Rule("NI713", _N, "The badges of a page have alternative texts that do not say their labels."),
        Rule("NI714", _W, "An entry has one badge twice."),
        Rule("NI801", _E, "Two pages give a project different statuses."),
        Rule("NI802", _W, "A brief stands in the folder of another status than the listing gives its project."),
        Rule("NI803", _W, "A data file says that an internship is completed, and its project is not."),
        Rule("NI804", _W, "Two pages give a project different titles."),
        Rule("NI805", _N, "Two pages give a project titles that differ in case or spaces alone."),
        Rule("NI806", _W, "Two pages give a project different labels of one facet."),
        Rule("NI807", _W, "Two pages list a project under different waves."),
        Rule("NI808", _W, "A record leads to a project that no listing and no brief names."),
        Rule("NI809", _W, "A count that is typed by hand does not agree with the pages."),
        Rule("NI810", _W, "A page lists a project twice under one heading."),
        Rule("NI901", _E, "A wave ends before it begins."),
        Rule("NI902", _W, "Two waves of a page overlap, or a later number begins earlier."),
        Rule("NI903", _E, "A page gives one wave different months."),
        Rule("NI904", _E, "Sources give one wave different months."),
        Rule("NI905", _E, "No wave of the waves file has the name of a record's stage."),
        Rule("NI906", _E, "Two records of a file have one code."),
        Rule("NI907", _N, "A code is a placeholder."),
        Rule("NI908", _W, "A project is listed as active, and its wave has ended."),
        Rule("NI909", _W, "An announced month or season has passed."),
        Rule("NI910", _W, "A waves file names a wave twice."),
        Rule("NI911", _N, "A wave of a page has no entries."),
        Rule("NI912", _W, "A record has no stage, and most records of its file have one."),
        Rule("NI931", _W, "The text holds invisible characters."),
        Rule("NI932", _N, "The text holds an unusual kind of space."),
        Rule("NI933", _W, "A word is misspelt."),
        Rule("NI934", _E, "Two slugs look alike and differ in how Unicode writes their characters."),
        Rule("NI935", _E, "The text holds a marker of a merge conflict."),
        Rule("NI961", _N, "The mailbox of a person is given where one of a team would last."),
        Rule("NI962", _W, "An HTML element has an event handler, which runs code."),
        Rule("NI963", _W, "A page holds or loads a script."),
    )
}
"""Every finding there is, by code."""


def place_of(path: str, line: int | None) -> str:
    """A place as compilers write it: ``index.md:12``."""
    return path if line is None else f"{path}:{line}"


def place_in_words(path: str, line: int | None) -> str:
    """A place as sentences name it: ``index.md, line 12``."""
    return path if line is None else f"{path}, line {line}"


@frozen(kw_only=True)
class Place:
    """Another place that a finding is about.

    Attributes:
        path: The text, with ``/`` between folders.
        line: Line, from 1, or ``None`` for the whole text.
        message: What stands there, in a few words; may be empty.
    """

    path: str
    line: int | None = None
    message: str = ""

    def __str__(self) -> str:
        return one_line(place_of(self.path, self.line))


@frozen(kw_only=True)
class FileEdit:
    """One planned change of one file: replaces the characters of ``span`` by ``text``.

    Attributes:
        path: The text, as the path of a finding names it.
        span: The characters to replace, as offsets into the text that was checked.
        text: The characters to write there.
    """

    path: str
    span: Span
    text: str


@frozen(kw_only=True)
class Fix:
    """How a finding can be mended by a program.

    Attributes:
        title: What the fix does, as an imperative: ``add the final slash``.
        edits: The changes it consists of, which are made together or not at all.
        is_safe: Whether it can change nothing but what the finding names; other fixes are made only on request.
    """

    title: str
    edits: tuple[FileEdit, ...]
    is_safe: bool = True


@frozen(kw_only=True)
class Diagnostic:
    """One finding.

    Attributes:
        code: Stable code, ``NI`` and three digits; see `RULES`.
        severity: error, warning or note.
        message: What was found, in one sentence.
        path: The text it was found in, with ``/`` between folders.
        line: Line, from 1, or ``None`` when the finding is about the whole text.
        column: Column, from 1, or ``None``.
        span: The offsets of the place, or ``None``.
        hint: What to do about it; may be empty.
        related: The other places that it is about.
        fix: How it can be mended by a program, or ``None``.
    """

    code: str
    severity: Severity
    message: str
    path: str
    line: int | None = None
    column: int | None = None
    span: Span | None = None
    hint: str = ""
    related: tuple[Place, ...] = ()
    fix: Fix | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        hint = f" ({self.hint})" if self.hint else ""
        return one_line(f"{place}: {self.severity} {self.code} {self.message}{hint}")


def finding_in(path: str, code: str, message: str, line: int | None = None, hint: str = "") -> Diagnostic:
    """Make the finding of a rule about a file, or a line of it, whose text is not at hand."""
    severity = RULES[code].severity
    return Diagnostic(code=code, severity=severity, message=message, path=path, line=line, hint=hint)


def raise_all(diagnostics: Iterable[Diagnostic], name: str) -> None:
    """Raise every error and warning among the findings as one group; notes are let through.

    Raises:
        ExceptionGroup: Of `DocumentError`, one for each error or warning.
    """
    problems = [DocumentError(found) for found in diagnostics if found.severity is not Severity.NOTE]
    if problems:
        raise ExceptionGroup(f"{one_line(name)}: {len(problems)} problem{'s' if len(problems) > 1 else ''}", problems)
