"""One check, and the findings that checks make."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from nhs_internships.checks.pages import SitePages
from nhs_internships.diagnostics import RULES, Diagnostic, FileEdit, Fix, Place
from nhs_internships.dialects import Document
from nhs_internships.spans import Span

__all__ = ["Check", "found", "replacement"]


@frozen
class Check:
    """A function that looks for one or a few kinds of fault in a site.

    Attributes:
        codes: The codes of the findings that it can make.
        find: Looks at the pages.
        needs_date: Whether it compares with the day for which the pages should be true.
        needs_site: Whether it looks for what other pages should state, so that one page alone is not enough.
        replaces: The codes of findings that are left out where this check reports the same line, because it says more.
        of_page: Whether what it finds on a page depends on that page alone.
    """

    codes: tuple[str, ...]
    find: Callable[[SitePages], Iterable[Diagnostic]]
    needs_date: bool = False
    needs_site: bool = False
    replaces: tuple[str, ...] = ()
    of_page: bool = False


def found(
    document: Document,
    code: str,
    message: str,
    span: Span | None = None,
    *,
    hint: str = "",
    related: Iterable[Place] = (),
    fix: Fix | None = None,
) -> Diagnostic:
    """Make a finding about a place of a page.

    Args:
        document: The page.
        code: The code of the rule.
        message: What was found, in one sentence.
        span: Where; ``None`` for the whole page.
        hint: What to do about it.
        related: The other places it is about.
        fix: How a program can mend it.
    """
    line, column = document.position(span.start) if span else (None, None)
    return Diagnostic(
        code=code,
        severity=RULES[code].severity,
        message=message,
        path=document.name,
        line=line,
        column=column,
        span=span,
        hint=hint,
        related=tuple(related),
        fix=fix,
    )


def replacement(document: Document, span: Span, text: str, title: str, *, is_safe: bool = True) -> Fix:
    """A fix that replaces one span of one page. On a page of the old site `check` makes it unsafe, whatever it is."""
    return Fix(title=title, edits=(FileEdit(path=document.name, span=span, text=text),), is_safe=is_safe)
