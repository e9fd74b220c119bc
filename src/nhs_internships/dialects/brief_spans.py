"""Where a brief states its values."""

from __future__ import annotations

from bisect import bisect_right

from attrs import frozen

from nhs_internships.spans import Span

__all__ = ["BriefSpans"]


@frozen(kw_only=True)
class BriefSpans:
    """Where a brief states its values; ``None`` for what it does not state.

    Attributes:
        title: The title in the front matter.
        permalink: The permalink in the front matter.
        description: The description in the front matter.
        heading: The text of the first ``#`` line.
        subheading: The text of the ``##`` line right under it.
        preamble: The first text before the labelled fields.
        keywords: The text of the keywords.
        labelled: The label of every labelled field and the span of its text, in the order of the page; ``labelled[n]``
            belongs to ``brief.fields[n]``. The span of an empty text is the position at which one would be written.
        trailer: Everything from the rule above the last line on.
    """

    title: Span | None = None
    permalink: Span | None = None
    description: Span | None = None
    heading: Span | None = None
    subheading: Span | None = None
    preamble: Span | None = None
    keywords: Span | None = None
    labelled: tuple[tuple[str, Span], ...] = ()
    trailer: Span | None = None

    @property
    def fields(self) -> dict[str, Span]:
        """The span of each labelled field by its label; of duplicate labels the first counts, as in `Brief.field`."""
        return dict(reversed(self.labelled))

    def label_at(self, offset: int) -> str:
        """The label of the field in whose text an offset lies; empty outside all fields."""
        n = bisect_right(self.labelled, offset, key=lambda field: field[1].start) - 1
        return self.labelled[n][0] if n >= 0 and offset < self.labelled[n][1].end else ""
