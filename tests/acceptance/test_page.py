"""axe-core finds nothing in the page to browse: on a phone, a tablet and a desktop, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import _browser
import nhs_internships as ni

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

pytest.importorskip("jinja2", reason="the extra `html` is not installed")
if _browser.missing():
    pytest.skip(f"the page was not tried in a browser: {_browser.missing()}", allow_module_level=True)
if not _browser.AXE:
    hint = "npm install axe-core, and name its axe.min.js in NHS_INTERNSHIPS_AXE"
    pytest.skip(f"the page was not judged by axe-core: {hint}", allow_module_level=True)

# So high that nothing lies outside the window, where axe-core could not judge contrast.
HEIGHT = 30_000


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """One browser for all tests."""
    with _browser.started(tmp_path_factory.mktemp("profile")) as found:
        found.set_script_timeout(120)
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the bundled catalogue."""
    return ni.bundled().write(tmp_path_factory.mktemp("page") / "catalogue.html").as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("view", ["", "#status=open&area=NLP", "#q=nothing-has-this"], ids=["all", "some", "none"])
def test_axe_finds_nothing(view: str, width: int, scheme: str, driver: Chrome, address: str) -> None:
    """By the rules of WCAG 2.2 A and AA, and its best practices."""
    driver.get("about:blank")
    _browser.look(driver, width, HEIGHT, scheme=scheme)
    driver.get(address + view)
    assert _browser.violations(driver) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_behind_the_disclosures(scheme: str, driver: Chrome, address: str) -> None:
    """With the numbers and the sources of every project open."""
    driver.get("about:blank")
    _browser.look(driver, 1280, HEIGHT, scheme=scheme)
    driver.get(f"{address}#status=open")
    driver.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
    assert _browser.violations(driver) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_page_that_shows_its_first_projects(scheme: str, driver: Chrome, tmp_path: Path) -> None:
    """With the button that shows the others."""
    made = [ni.Project(slug=f"project-{n}", title=f"Project {n}", status="open") for n in range(150)]
    page = ni.Catalogue(projects=made).write(tmp_path / "long.html")
    _browser.look(driver, 1280, HEIGHT, scheme=scheme)
    driver.get(page.as_uri())
    assert driver.find_element("id", "more").is_displayed()
    assert _browser.violations(driver) == []


def test_axe_would_notice(driver: Chrome, address: str) -> None:
    """A field without its label, and text that cannot be told from its background."""
    driver.get(address)
    driver.execute_script(
        "document.querySelector('[for=q]').remove(); document.querySelector('h1').style.color = '#0060ba'"
    )
    found = " ".join(_browser.violations(driver))
    assert "label: " in found
    assert "color-contrast: " in found
