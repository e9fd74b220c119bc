"""Headless Chromium, driven by Selenium: it is given pages to show, keys and clicks, and sees no network."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import _chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

AXE = os.environ.get("NHS_INTERNSHIPS_AXE", "")
"""Where axe-core's script is, if anywhere: ``npm install axe-core`` gives ``node_modules/axe-core/axe.min.js``."""


def missing() -> str:
    """What a browser test lacks here, and how to get it; empty where it lacks nothing."""
    try:
        import selenium  # noqa: F401  # whether it is there is what is asked
    except ModuleNotFoundError:
        return "Selenium is not installed (pip install selenium)"
    if not (_chromium.find() and shutil.which("chromedriver")):
        return "no Chromium with its driver here (apt-get install chromium chromium-driver)"
    return ""


@contextmanager
def started(profile: Path) -> Iterator[Chrome]:
    """A browser with a profile of its own; it ends with the block."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = _chromium.find() or ""
    for flag in (*_chromium.QUIET, "--hide-scrollbars", f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def look(driver: Chrome, width: int, height: int = 900, *, scheme: str = "light") -> None:
    """Give the window a size in CSS pixels, and the user's preference of colours."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})


class Watch:
    """What a page asks of the network and what the browser complains about, from now on."""

    def __init__(self, driver: Chrome) -> None:
        self._driver = driver
        driver.get("about:blank")
        self.complaints()
        self.requests()

    def complaints(self) -> list[str]:
        """Broken policies, errors of scripts, and whatever else stands in the console."""
        return [str(one["message"]) for one in self._log("browser")]

    def requests(self) -> list[str]:
        """Every address that was asked for; an empty icon in the page itself is none."""
        events = [json.loads(str(one["message"]))["message"] for one in self._log("performance")]
        asked = [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]
        return [url for url in asked if url not in {"data:,", "about:blank"}]

    def _log(self, name: str) -> list[dict[str, object]]:
        return list(self._driver.get_log(name))  # type: ignore[no-untyped-call]  # Selenium has no types for it


def violations(driver: Chrome) -> list[str]:
    """What axe-core finds of the page that is shown, by the rules of WCAG 2.2 AA and its best practices."""
    driver.execute_script(Path(AXE).read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = driver.execute_async_script(
        """
        const [tags, done] = arguments;
        axe.run(document, { runOnly: tags }).then((found) => done([
          found.passes.length,
          found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`.slice(0, 1000)),
        ]));
        """,
        tags,
    )
    passes, broken = found
    assert passes > 20, "axe-core has looked at nothing"
    return list(broken)
