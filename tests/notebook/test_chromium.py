"""A real browser agrees: no dialog, no request, no element that could do anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import _chromium
from hostile import HOSTILE, representations

if TYPE_CHECKING:
    from pathlib import Path

# Stands before everything else, so that nothing can happen unseen.
WATCH = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>not finished</title><script>
let seen = 0;
for (const name of ["alert", "confirm", "prompt", "open", "print", "fetch"]) window[name] = () => { seen += 1; };
window.addEventListener("error", () => { seen += 1; }, true);
document.addEventListener("securitypolicyviolation", () => { seen += 1; });
</script><body><main>"""
REPORT = """</main><script>
window.addEventListener("load", () => setTimeout(() => {
  const inside = document.querySelector("main");
  const every = [...inside.querySelectorAll("*")];
  const active = every.filter(e =>
    /^(script|style|iframe|object|embed|img|svg|math|link|meta|base|form|input|button|video|audio|template|body)$/i
      .test(e.localName)
    || [...e.attributes].some(a => a.name.startsWith("on"))
    || (e.localName === "a" && !/^https?:$/.test(e.protocol)));
  for (const e of every) e.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
  document.title = `dialogs ${seen} active ${active.length} elements ${every.length}`;
}, 200));
</script>"""


@pytest.fixture(scope="module")
def browser() -> str:
    """The command of a browser; the test is skipped where there is none."""
    found = _chromium.find()
    if found is None:
        pytest.skip("no Chromium here: 50 hostile titles were not tried in a real browser (apt-get install chromium)")
    return found


def report(browser: str, folder: Path, content: str) -> dict[str, int]:
    """What the page says of itself once everything has run, and how many requests it made."""
    shown, requests = _chromium.visit(browser, WATCH + content + REPORT, folder / "profile")
    found = re.search("<title>(.*?)</title>", shown)
    assert found, shown[:500]
    words = str(found[1]).split()
    counts = {name: int(number) for name, number in zip(words[::2], words[1::2], strict=True)}
    return {**counts, "requests": len(requests)}


def test_fifty_hostile_titles_do_nothing(browser: str, tmp_path: Path) -> None:
    """In every representation, on one page."""
    shown = "<hr>".join(one for text in HOSTILE for one in representations(text))
    found = report(browser, tmp_path, shown)
    assert found["elements"] > 10_000
    assert (found["dialogs"], found["requests"], found["active"]) == (0, 0, 0)


def test_the_page_would_notice(browser: str, tmp_path: Path) -> None:
    """Without escaping the same page reports dialogs, requests (to other hosts, too) and active elements."""
    found = report(
        browser,
        tmp_path,
        "<script>alert(1)</script><img src='missing.png' onerror='alert(1)'>"
        "<img src='http://example.org/x.png'><iframe src='https://example.org/'></iframe>",
    )
    assert found["dialogs"] >= 2
    assert found["requests"] >= 3
    assert found["active"] == 4
