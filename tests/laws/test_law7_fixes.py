"""Law 7: each fix removes its finding, adds none, and is made once. The real sites are in ``tests/acceptance``.

Two sites on which nothing is wrong get some of the faults that maintainers make, and safe fixes must give the first
texts again.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

import nhs_internships as ni
from _sites import write
from nhs_internships.testing import SMALL_SITE, SMALL_SITE_AS_OF, SMALL_SITE_OF_CARDS

if TYPE_CHECKING:
    from collections.abc import Mapping


class Fault(NamedTuple):
    """Something that is written wrongly: a pattern of the right text, and what stands there instead."""

    right: str
    wrong: str


FAULTS = (
    Fault(r"(?<=projects/)([a-z]+-[a-z-]+)/(?=[)\"])", r"\1"),  # no final slash
    Fault(r"mailto:", ""),
    Fault(r"(?<=\]\()(https://nhsx[^)]*)(?=\))", r'\1"'),  # a stray quote
    Fault(r"(?<=link: )https://|(?<=\]\()https://(?=nhsx)", ""),
    Fault(r"!\[technique\]", "![techniques]"),
    Fault(r"!\[area\]", "![Area]"),
    Fault(r"!\[datamodality\]", "![data modality]"),
    Fault(r"codelink(?=:)", "CodeLink"),
    Fault(r"(?m)^permalink:", "Permalink:"),
    Fault(r"(?<=[a-z])(?=ardens)", "\u200b"),
    Fault(r"-yellow(?= )", "-blue"),
    Fault(r"nhsuk-tag--(green|tabular)", "nhsuk-tag--text"),
    Fault(r"\|:---:\|---\|", "|:---:|---|---|"),
)


class Place(NamedTuple):
    """Where a fault can be made."""

    path: str
    start: int
    end: int
    wrong: str


def places(pages: Mapping[str, str]) -> list[Place]:
    """Every place of a site at which one of the faults can be made."""
    return [
        Place(path, *match.span(), match.expand(fault.wrong))
        for path, text in pages.items()
        for fault in FAULTS
        for match in re.finditer(fault.right, text)
    ]


def with_faults(pages: Mapping[str, str], chosen: list[Place]) -> dict[str, str]:
    """The pages with faults, from the last to the first so that the places stay; of two at one place the last one."""
    texts = dict(pages)
    first = {path: len(text) + 1 for path, text in pages.items()}
    for path, start, end, wrong in sorted(chosen, reverse=True):
        if end < first[path]:
            texts[path] = f"{texts[path][:start]}{wrong}{texts[path][end:]}"
            first[path] = start
    return texts


@st.composite
def sites(draw: st.DrawFn) -> tuple[Mapping[str, str], dict[str, str]]:
    """A site on which nothing is wrong, and the same with some faults."""
    clean = draw(st.sampled_from([SMALL_SITE, SMALL_SITE_OF_CARDS]))
    chosen = draw(st.lists(st.sampled_from(places(clean)), unique=True, max_size=12))
    return clean, with_faults(clean, chosen)


@given(sites())
def test_safe_fixes_give_the_right_texts_again(drawn: tuple[Mapping[str, str], dict[str, str]]) -> None:
    """Whatever was written wrongly, alone or together, is right afterwards, and nothing else is another text."""
    clean, wrong = drawn
    with TemporaryDirectory() as name:
        site = ni.Site.open(write(Path(name), wrong), as_of=SMALL_SITE_AS_OF)
        changes = site.fix()
        after = site.after(changes)
        assert changes.warnings == ()
        for path, page in after.documents.items():
            assert page.text == clean[path]
        assert not after.check()
