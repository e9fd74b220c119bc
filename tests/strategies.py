"""A writer of listings of its own: with the spacing that people use, and knowing what its page says.

The other strategies are those of `nhs_internships.testing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from nhs_internships import Badge, Entry, Facet, Month, Status, Wave
from nhs_internships.testing.texts import rough
from nhs_internships.testing.values import real_badges, tame_titles, urls

if TYPE_CHECKING:
    from collections.abc import Callable


class Page(NamedTuple):
    """A page that was written by hand, and what it says."""

    text: str
    entries: tuple[Entry, ...]
    form: str


HEADINGS = (
    ("## Newly Proposed and Open Projects", Status.OPEN),
    ("### Current Projects ", Status.ACTIVE),
    ("## Ongoing Projects", Status.ACTIVE),
    ("#### Paused Projects", Status.PAUSED),
    ("## Closed Projects", Status.CLOSED),
    ("## **Completed Projects** ##", Status.COMPLETED),
)
blanks = st.sampled_from(["", " ", "  ", " &nbsp; ", " &nbsp;  ", " &ensp; &emsp; "])
gaps = st.sampled_from([" &nbsp; ", "  &nbsp; ", " ", " &ensp; "])
_ROLES = {Facet.AREA: "area", Facet.TECHNIQUE: "techniques", Facet.MODALITY: "datamodality", Facet.TOPIC: "topic"}


def _image(badge: Badge) -> str:
    return f"![{_ROLES[badge.facet]}]({badge.to_shields()})"


def _link_list(draw: st.DrawFn, title: str, url: str, _: list[str]) -> str:
    return f"{draw(st.sampled_from('-*+'))} [{title}]({url}){draw(st.sampled_from(['', ' ', ' - about it']))}\n"


def _title_list(draw: st.DrawFn, title: str, url: str, images: list[str]) -> str:
    indent = draw(st.sampled_from(["", "  "]))
    return f"- [{title}]({url}){draw(blanks)}\n" + "".join(f"{indent}{image}{draw(blanks)}\n" for image in images)


def _badge_list(draw: st.DrawFn, title: str, url: str, images: list[str]) -> str:
    return "- " + "\n".join(images) + draw(gaps) + draw(st.sampled_from(["", "\n"])) + f"[{title}]({url})\n"


def _title_table(draw: st.DrawFn, title: str, url: str, images: list[str]) -> str:
    tail = draw(st.sampled_from(["", "  "]))
    return f"|{draw(blanks)}[{title}]({url}){draw(blanks)}|{draw(blanks)}{''.join(images)}|{tail}\n"


def _badge_table(draw: st.DrawFn, title: str, url: str, images: list[str]) -> str:
    return f"|{draw(gaps).join(images)}{draw(blanks)}|{draw(blanks)}[{title}]({url}){draw(blanks)}|\n"


_WRITERS: dict[str, Callable[[st.DrawFn, str, str, list[str]], str]] = {
    "LINK_LIST": _link_list,
    "TITLE_LIST": _title_list,
    "BADGE_LIST": _badge_list,
    "TITLE_TABLE": _title_table,
    "BADGE_TABLE": _badge_table,
}
_WAVES = (
    ("January 2023", Wave(start=Month(2023, 1))),
    ("**Wave 4 (January - June 2023)**", Wave(number=4, start=Month(2023, 1), end=Month(2023, 6))),
    ("**Wave 6** | February - July 2024 ", Wave(number=6, start=Month(2024, 2), end=Month(2024, 7))),
    ("**June 2023 - Wave 5**", Wave(number=5, start=Month(2023, 6))),
)
_DELIMITERS = ("", "|---|---|\n", "|:---:|--|\n", "|--|--|--|--|\n", "|:-:|:--|\n\n", "| --- | --- |\n")


@st.composite
def written(draw: st.DrawFn) -> Page:
    """A listing in one form, spaced as people do, with what it says."""
    form = draw(st.sampled_from(list(_WRITERS)))
    table = form.endswith("TABLE")
    text, entries = "# Projects\n\nSome text.\n\n", list[Entry]()
    for heading, status in draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=3)):
        section = heading.strip("# *")
        text += f"{heading}\n" + draw(st.sampled_from(["", "\n", "*Small print.*\n\n"]))
        text += draw(st.sampled_from(_DELIMITERS)) if table else ""
        wave: Wave | None = None
        for title, url in draw(st.lists(st.tuples(tame_titles, urls), max_size=3)):
            if table and draw(st.booleans()):
                said, wave = draw(st.sampled_from(_WAVES))
                text += f"|{said}|{draw(st.sampled_from(['', ' ']))}\n"
            chosen = () if form == "LINK_LIST" else draw(real_badges)[: draw(st.integers(1, 3))]
            text += _WRITERS[form](draw, title, url, [_image(badge) for badge in chosen])
            entries.append(Entry(section=section, status=status, title=title, url=url, badges=chosen, wave=wave))
        text += draw(st.sampled_from(["", "\n", "\n---\n\n"])) if not table else "\n"
    return Page(draw(rough(st.just(text))), tuple(entries), form)
