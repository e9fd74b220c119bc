"""The page to browse with 2,000 projects, each with a brief, an internship and ten claims: writing it, and a keystroke.

A keystroke counts from the key until the browser has drawn its answer, as the browser's own Event Timing measures it:
the longest of the events of one key. It reports none that took less than 16 ms, and rounds to 8 ms.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from _many import projects

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from attrs import evolve

from _browser import look, missing, started
from nhs_internships import Catalogue, Claim, Internship, Output, Wave
from nhs_internships.model import ClaimField, OutputKind

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

COUNT = 2_000
MILLISECONDS = 50.0
SHORTEST = 16.0
PAUSE = 0.1  # seconds between two keys: ten a second is a fast typist
BACKSPACE = "\ue003"  # as WebDriver names it
WAVES = [Wave.parse(f"Wave {number + 1} (January - May {2000 + number})") for number in range(20)]
TIMES = """
window.times = {};
new PerformanceObserver((list) => {
  for (const { interactionId: key, duration } of list.getEntries()) {
    if (key) window.times[key] = Math.max(window.times[key] ?? 0, duration);
  }
}).observe({ type: "event", durationThreshold: 0, buffered: true });
"""


def catalogue() -> Catalogue:
    """Made-up projects of every status, in twenty waves."""
    made = [
        evolve(
            project,
            internships=(
                Internship(
                    code=f"P{number}",
                    title=project.title,
                    wave=WAVES[number % len(WAVES)],
                    outputs=(Output(kind=OutputKind.CODE, url=f"https://example.org/{number}"),),
                ),
            ),
        )
        for number, project in enumerate(projects(COUNT, with_briefs=True))
    ]
    fields = list(ClaimField)
    claims = {
        project.slug: [
            Claim(field=fields[n % len(fields)], value=f"value {n}", path="content/projects.md", line=n + 1)
            for n in range(10)
        ]
        for project in made
    }
    return Catalogue(projects=made, claims_by_slug=claims)


def keystrokes(driver: Chrome, words: list[str]) -> list[float]:
    """Milliseconds from each key to what the browser draws after it; the words are typed one after the other."""
    search = driver.find_element("id", "q")
    keys = [key for word in words for key in (*word, *[BACKSPACE] * len(word))]
    for key in keys:
        search.send_keys(key)
        sleep(PAUSE)
    driver.execute_async_script("setTimeout(arguments[0], 500)")
    times: list[float] = driver.execute_script("return Object.values(window.times)")
    return times + [SHORTEST] * (len(keys) - len(times))


def main() -> int:
    """Print the times; 1 when more than one keystroke in twenty takes longer than its limit."""
    shown = catalogue()
    with TemporaryDirectory() as folder:
        start = perf_counter()
        page = shown.write(Path(folder) / "page.html")
        print(f"writing {COUNT:,} projects: {perf_counter() - start:.1f} s, {page.stat().st_size / 1e6:.1f} MB")
        if missing():
            print(f"not measured in a browser: {missing()}")
            return 0
        with started(Path(folder) / "profile") as driver:
            look(driver, 1280)
            start = perf_counter()
            driver.get(page.as_uri())
            print(f"loading: {perf_counter() - start:.1f} s")
            driver.execute_script(TIMES)
            words = [project.title.split()[0] for project in shown.projects[:10]]
            times = sorted(keystrokes(driver, words))
    middle, slow = median(times), times[len(times) * 95 // 100]
    limit = f"at most {MILLISECONDS:.0f}"
    print(f"a keystroke, median of {len(times)}: {middle:.0f} ms; 95 % within {slow:.0f} ms ({limit})")
    return int(slow > MILLISECONDS)


if __name__ == "__main__":
    sys.exit(main())
