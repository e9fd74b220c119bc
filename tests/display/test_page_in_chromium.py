"""The script of the page to browse, in a real browser: filters, search, keys, the address, and what it never does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _browser import Watch, look, missing, started
from _hostile_catalogue import hostile_catalogue
from nhs_internships import Catalogue, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium.webdriver import Chrome

pytest.importorskip("jinja2", reason="the extra `html` is not installed")
if missing():
    pytest.skip(f"the page was not tried in a browser: {missing()}", allow_module_level=True)

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

SCHEME = ni.bundled()
SHOWN = """
return [...document.querySelectorAll(".card")]
  .filter((card) => card.offsetParent !== null)
  .map((card) => card.id.replace("project-", ""));
"""


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """One browser for all tests."""
    with started(tmp_path_factory.mktemp("profile")) as found:
        look(found, 1280)
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the bundled catalogue, as a file."""
    return SCHEME.write(tmp_path_factory.mktemp("page") / "catalogue.html").as_uri()


@pytest.fixture
def browse(driver: Chrome, address: str) -> Callable[..., Chrome]:
    """Opens the page anew, perhaps with a view in its address."""

    def opened(view: str = "") -> Chrome:
        driver.get("about:blank")
        driver.get(f"{address}#{view}" if view else address)
        return driver

    return opened


def shown(driver: Chrome) -> list[str]:
    """The slugs of the cards that can be seen."""
    found: list[str] = driver.execute_script(SHOWN)
    return found


def slugs(catalogue: Catalogue) -> list[str]:
    return [project.slug for project in catalogue]


def status(driver: Chrome) -> str:
    """What the live region says."""
    return driver.find_element(By.ID, "status").text


def view(driver: Chrome) -> str:
    """The part of the address that holds the view."""
    return driver.current_url.partition("#")[2]


def wait_for_view(driver: Chrome, wanted: str) -> None:
    WebDriverWait(driver, 5).until(lambda one: view(one) == wanted)


def choose(driver: Chrome, name: str, value: str) -> None:
    """Click the label of an option."""
    driver.find_element(By.CSS_SELECTOR, f'[data-name="{name}"] input[value="{value}"] + label').click()


def test_all_projects_are_shown_at_first(browse: Callable[..., Chrome]) -> None:
    """And the live region says how many."""
    driver = browse()
    assert shown(driver) == slugs(SCHEME)
    assert status(driver) == "75 projects."


@pytest.mark.parametrize(
    ("view", "conditions"),
    [
        ("status=open", {"status": "open"}),
        ("status=open&status=paused", {"status": ["open", "paused"]}),
        ("area=NLP&status=completed", {"area": "NLP", "status": "completed"}),
        ("modality=Tabular&technique=VAE", {"technique": "VAE", "modality": "Tabular"}),
        ("wave=Wave+6+(January+-+June+2024)", {"wave": 6}),
        ("wave=Wave+6+(January+-+June+2024)&area=NLP", {"area": "NLP", "wave": 6}),
        ("q=Privacy+language", {"text": "Privacy language"}),
        ("q=privacy&status=completed", {"text": "privacy", "status": "completed"}),
        ("q=nothing-has-this", {"text": "nothing-has-this"}),
    ],
)
def test_a_view_is_what_the_library_answers(
    view: str, conditions: dict[str, object], browse: Callable[..., Chrome]
) -> None:
    """The same projects as `where`, and as many that cannot be decided, in the same words."""
    driver, found = browse(view), SCHEME.where(**conditions)  # type: ignore[arg-type]  # the table mixes the types
    assert shown(driver) == slugs(found)
    start = f"{len(found)} of 75 projects." if len(found) else "No projects match these filters."
    assert status(driver) == (f"{start} {found.undecided_reason}." if found.undecided else start)


def test_what_is_unknown_can_be_chosen(browse: Callable[..., Chrome]) -> None:
    """As a value of its own."""
    driver = browse("area=(unknown)")
    assert shown(driver) == slugs(SCHEME.group_by("area")["(unknown)"])


def test_a_filter_changes_projects_counts_and_address(browse: Callable[..., Chrome]) -> None:
    """The number beside an option is what it would show, all other filters as they are."""
    driver = browse()
    choose(driver, "status", "completed")
    assert shown(driver) == slugs(SCHEME.where(status="completed"))
    assert view(driver) == "status=completed"
    numbers = {
        name: {
            option.find_element(By.TAG_NAME, "input").get_attribute("value"): int(
                option.find_element(By.CLASS_NAME, "number").text
            )
            for option in driver.find_elements(By.CSS_SELECTOR, f'[data-name="{name}"] .option')
        }
        for name in ("status", "modality")
    }
    assert numbers["status"] == SCHEME.count_by("status")
    found = SCHEME.where(status="completed").count_by("modality")
    assert numbers["modality"] == {value: found.get(value, 0) for value in SCHEME.count_by("modality")}


def test_a_search_answers_while_one_types(browse: Callable[..., Chrome]) -> None:
    """Without Enter, which does nothing; the address follows after a pause."""
    driver = browse()
    search = driver.find_element(By.ID, "q")
    search.send_keys("priv")
    assert shown(driver) == slugs(SCHEME.where(text="priv"))
    search.send_keys("acy", Keys.ENTER)
    assert shown(driver) == slugs(SCHEME.where(text="privacy"))
    wait_for_view(driver, "q=privacy")


def test_the_back_button_goes_back_view_by_view(browse: Callable[..., Chrome]) -> None:
    """A search is one view, however many keys it took."""
    driver = browse()
    choose(driver, "status", "open")
    search = driver.find_element(By.ID, "q")
    for part in ("mod", "el"):
        search.send_keys(part)
        wait_for_view(driver, f"q={driver.execute_script('return arguments[0].value', search)}&status=open")
    driver.back()
    assert shown(driver) == slugs(SCHEME.where(status="open"))
    assert search.get_property("value") == ""
    driver.back()
    assert status(driver) == "75 projects."
    driver.forward()
    assert status(driver).startswith("13 of 75 projects.")


def test_everything_works_with_the_keyboard(browse: Callable[..., Chrome]) -> None:
    """Skip link, wave, search, a filter opened and chosen, and the button that clears all."""
    driver = browse()

    def press(*keys: str) -> str:
        for key in keys:
            driver.switch_to.active_element.send_keys(key)
        active = driver.switch_to.active_element
        return str(active.get_attribute("id") or active.text)

    driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert driver.switch_to.active_element.text == "Skip to the projects"
    assert press(Keys.TAB) == "Waves"
    assert press(Keys.TAB).startswith("4 projects")
    assert press(Keys.ENTER) == "projects"
    assert shown(driver) == slugs(SCHEME.where(wave=1))
    driver.find_element(By.ID, "q").send_keys("a")
    assert press(Keys.BACKSPACE, Keys.TAB) == "Status"
    assert press(Keys.ENTER, Keys.TAB) == "Area"
    assert press(Keys.SHIFT + Keys.TAB, Keys.ENTER, Keys.TAB) == "status-0"
    press(Keys.SPACE)
    assert view(driver).startswith("status=open&wave=")
    driver.find_element(By.ID, "clear").send_keys(Keys.ENTER)
    assert status(driver) == "75 projects."
    assert driver.switch_to.active_element.get_attribute("id") == "q"


def test_a_project_has_an_address(browse: Callable[..., Chrome]) -> None:
    """A link to it shows it, whatever the filters were."""
    driver = browse("status=open")
    driver.execute_script("location.hash = 'project-pets-in-healthcare'")
    WebDriverWait(driver, 5).until(lambda one: status(one) == "75 projects.")
    card = driver.find_element(By.ID, "project-pets-in-healthcare")
    assert 0 <= driver.execute_script("return arguments[0].getBoundingClientRect().top", card) < 900


@pytest.fixture(scope="module")
def long_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page of 150 projects."""
    made = [Project(slug=f"project-{n}", title=f"Project {n}", status="open") for n in range(150)]
    return Catalogue(projects=made).write(tmp_path_factory.mktemp("long") / "page.html").as_uri()


def test_a_button_shows_what_comes_after_the_first_hundred(driver: Chrome, long_address: str) -> None:
    """The focus moves to the first project that was not shown, and the next search begins with a hundred again."""
    driver.get(long_address)
    assert len(shown(driver)) == 100
    assert status(driver) == "150 projects."
    button = driver.find_element(By.ID, "more")
    assert button.text == "Show all 150 projects"
    button.send_keys(Keys.ENTER)
    assert len(shown(driver)) == 150
    assert not button.is_displayed()
    assert driver.switch_to.active_element.get_attribute("id") == "project-project-100"
    driver.find_element(By.ID, "q").send_keys("project")
    assert len(shown(driver)) == 100
    driver.find_element(By.ID, "q").send_keys(" 149")
    assert shown(driver) == ["project-149"]
    assert not button.is_displayed()


def test_a_link_to_a_project_after_the_first_hundred_shows_it(driver: Chrome, long_address: str) -> None:
    """With all others."""
    driver.get("about:blank")
    driver.get(f"{long_address}#project-project-149")
    card = driver.find_element(By.ID, "project-project-149")
    assert 0 <= driver.execute_script("return arguments[0].getBoundingClientRect().top", card) < 900


def test_all_projects_of_a_view_are_printed(driver: Chrome, long_address: str) -> None:
    """However many they are."""
    driver.get("about:blank")
    driver.get(long_address)
    driver.print_page()
    assert len(shown(driver)) == 150


def test_nothing_is_asked_of_the_network(driver: Chrome, address: str) -> None:
    """The page itself is all that is loaded, and its policy is never broken."""
    watch = Watch(driver)
    driver.get(address)
    choose(driver, "status", "open")
    assert watch.requests() == [address]
    assert watch.complaints() == []


def test_hostile_titles_do_nothing(driver: Chrome, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No dialog, no request, no broken policy, and the filters still work."""
    page = hostile_catalogue().write(tmp_path_factory.mktemp("hostile") / "page.html").as_uri()
    watch = Watch(driver)
    driver.get(page)
    for box in driver.find_elements(By.CSS_SELECTOR, '[data-name="area"] input')[:60:10]:
        driver.execute_script("arguments[0].click()", box)
    assert len(shown(driver)) >= 6
    assert status(driver) == f"{len(shown(driver))} of 50 projects."
    assert watch.requests() == [page]
    assert watch.complaints() == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_window(width: int, browse: Callable[..., Chrome]) -> None:
    """Down to 320 pixels, at which WCAG 2.2 asks for pages without sideways scrolling."""
    driver = browse()
    look(driver, width)
    try:
        driver.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
        assert driver.execute_script("return document.documentElement.scrollWidth") == width
    finally:
        look(driver, 1280)


def test_without_scripts_every_project_is_there(browse: Callable[..., Chrome]) -> None:
    """The form, which would do nothing, is not shown, and a sentence says why."""
    driver = browse()
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        driver.refresh()
        assert "Search and filters need JavaScript." in driver.find_element(By.CLASS_NAME, "results").text
        assert not driver.find_element(By.ID, "filters").is_displayed()
        assert shown(driver) == slugs(SCHEME)
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
