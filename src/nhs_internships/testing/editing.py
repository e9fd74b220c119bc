"""Hypothesis strategies for edits of an entry."""

from __future__ import annotations

from typing import Literal, TypedDict, get_args

from hypothesis import strategies as st

from nhs_internships.errors import QueryError, nearest
from nhs_internships.model import Badge, Wave
from nhs_internships.testing.values import any_labels, any_text, badges, odd_urls, titles, urls, waves

__all__ = ["EntryEdit", "edits"]


class EntryEdit(TypedDict, total=False):
    """New values of an entry, as the keywords of `Document.edit`: ``page.edit(0, **edit)``.

    Attributes:
        title: Any text, a blank one included.
        url: An address, an empty one, ``None`` for no link, or any text.
        badges: Up to five, with labels and colours of any kind.
        wave: A wave, or ``None`` for none.
    """

    title: str
    url: str | None
    badges: list[Badge]
    wave: Wave | None


EditedValue = Literal["title", "url", "badges", "wave"]
_VALUES: tuple[EditedValue, ...] = get_args(EditedValue)


def edits(*values: EditedValue) -> st.SearchStrategy[EntryEdit]:
    """New values of one entry, also such as no page can state: those must be refused with `UnsafeEdit`.

    Args:
        values: What changes: ``"title"``, ``"url"``, ``"badges"``, ``"wave"``; by default one or several of them.

    Raises:
        QueryError: One of the values is none of these.

    Examples:
        >>> from hypothesis import given
        >>> from nhs_internships.dialects import parse
        >>> from nhs_internships.errors import UnsafeEdit
        >>> page = parse("## Open Projects\\n- [Maps of hedges](maps-of-hedges/)\\n")
        >>> @given(edits("title"))
        ... def test_a_title_is_written_or_refused(edit):
        ...     try:
        ...         changed = page.edit(0, **edit)
        ...     except UnsafeEdit:
        ...         return
        ...     assert changed.entries[0].title == edit["title"]
        >>> test_a_title_is_written_or_refused()
    """
    for value in values:
        if value not in _VALUES:
            raise QueryError("value of an entry", value, _VALUES, nearest(value, _VALUES))
    return _edits(st.just(set(values)) if values else st.sets(st.sampled_from(_VALUES), min_size=1))


@st.composite
def _edits(draw: st.DrawFn, chosen: st.SearchStrategy[set[EditedValue]]) -> EntryEdit:
    values, edit = draw(chosen), EntryEdit()
    if "title" in values:
        edit["title"] = draw(titles | any_text)
    if "url" in values:
        edit["url"] = draw(st.none() | urls | odd_urls | any_text)
    if "badges" in values:
        edit["badges"] = draw(st.lists(badges(any_labels), max_size=5))
    if "wave" in values:
        edit["wave"] = draw(st.none() | waves())
    return edit
