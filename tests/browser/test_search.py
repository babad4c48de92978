"""The search in a real browser: suggestions by keyboard, filters in place, and without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import faults, overflowing_elements, violations

pytestmark = pytest.mark.browser

# The empty form, and the page that has found nothing, are among the kinds of public pages.
PAGES = {
    "en": "/en/search/?q=equal+pay",
    "fr": "/fr/search/?q=egalite+salariale&kind=resolution",
    "es": "/es/search/?q=nicaragua&sort=date",
}


def box(page):
    """Return the search box of a page."""
    return page.locator("form[data-suggest] input[type=search]").first


def type_into(page, text: str):
    """Type into the search box, until suggestions are there."""
    box(page).click()
    page.wait_for_selector("[role=combobox]")
    box(page).press_sequentially(text, delay=20)
    page.wait_for_selector(".suggestions li")


@pytest.mark.parametrize("language", PAGES)
def test_search_pages_are_accessible_and_whole(visit, language):
    page = visit(PAGES[language])
    assert faults(page) == []
    assert page.locator("html").get_attribute("lang") == language
    assert page.complaints == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("width", [360, 1280])
def test_open_filters_and_suggestions_are_accessible(visit, width):
    page = visit("/en/search/", width=width)
    if width == 360:
        page.locator(".search-filters > summary").click()
    page.locator("#filter-topic summary").click()
    assert violations(page) == []
    type_into(page, "nic")
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
    assert overflowing_elements(page) == []


def test_suggestions_by_keyboard(visit):
    page = visit("/en/")
    type_into(page, "nicar")
    combobox = page.get_by_role("combobox")
    assert combobox.get_attribute("aria-expanded") == "true"
    said = page.locator("form[data-suggest] [role=status]").inner_text()
    count = page.get_by_role("option").count()
    assert said == f"{count} suggestions"

    page.keyboard.press("ArrowDown")
    first = page.get_by_role("option").first
    assert first.get_attribute("aria-selected") == "true"
    assert combobox.get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    assert combobox.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    last = page.get_by_role("option").last
    assert combobox.get_attribute("aria-activedescendant") == last.get_attribute("id")

    page.keyboard.press("Escape")
    assert combobox.get_attribute("aria-expanded") == "false"
    assert page.get_by_role("option").count() == 0
    assert combobox.input_value() == "nicar"

    page.keyboard.press("ArrowDown")
    target = page.get_by_role("option").first.get_attribute("data-url")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")
    assert page.complaints == []


def test_enter_without_a_choice_searches(visit):
    page = visit("/en/")
    type_into(page, "nicar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=nicar")


def test_a_suggestion_can_be_pressed(visit):
    page = visit("/fr/", width=360)
    type_into(page, "nicar")
    option = page.get_by_role("option").first
    target = option.get_attribute("data-url")
    option.click()
    page.wait_for_url(f"**{target}")


def test_suggestions_go_with_the_focus(visit):
    page = visit("/en/")
    type_into(page, "nicar")
    page.keyboard.press("Tab")
    assert page.get_by_role("option").count() == 0


def test_the_script_of_suggestions_is_light_and_comes_when_needed(visit):
    scripts = []
    page = visit("about:blank")
    page.on(
        "response",
        lambda answer: scripts.append(answer) if "/suggest" in answer.url else None,
    )
    page.goto("/en/")
    page.wait_for_load_state("networkidle")
    assert scripts == []
    box(page).click()
    page.wait_for_selector("[role=combobox]", state="attached")
    (script,) = scripts
    assert script.request.sizes()["responseBodySize"] <= 2048


def sentence(page) -> str:
    """Return what the page says it lists."""
    return page.locator(".filter-state p").inner_text()


def test_filters_change_the_results_in_place(visit):
    page = visit("/en/search/?q=pay")
    page.evaluate("window.kept = true")
    before = sentence(page)
    page.locator("#filter-topic summary").click()
    page.locator("#filter-kind-resolution").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=pay&kind=resolution")
    expect(page.locator("#search-status")).not_to_be_empty()

    assert page.evaluate("window.kept") is True
    assert "resolutions for “pay”" in sentence(page)
    assert page.locator("#search-status").inner_text() == sentence(page)
    assert sentence(page) in page.title()
    assert page.evaluate("document.activeElement.id") == "filter-kind-resolution"
    assert page.locator("#filter-topic").get_attribute("open") is not None
    french = page.locator("#languages a[lang=fr]").get_attribute("href")
    assert french == "/fr/search/?q=pay&kind=resolution"

    page.go_back()
    expect(page.locator(".filter-state p")).to_have_text(before)
    assert page.url.endswith("/en/search/?q=pay")
    page.go_forward()
    expect(page.locator(".filter-state p")).to_contain_text("resolution")
    assert page.complaints == []


def test_another_page_of_results_begins_at_its_top(visit):
    page = visit("/en/search/?q=pay", height=600)
    page.locator(".pagination [rel=next]").click()
    page.wait_for_url("**page=2")
    expect(page.locator("#search-status")).not_to_be_empty()
    assert page.evaluate("document.activeElement.id") == "search-results"
    assert (
        page.evaluate("document.querySelector('#search-results').getBoundingClientRect().top") < 50
    )


def test_nothing_of_a_search_stays_in_the_browser(visit):
    page = visit("/en/search/?q=pay")
    page.locator("#filter-kind-resolution").click()
    page.wait_for_url("**kind=resolution")
    expect(page.locator("#search-status")).not_to_be_empty()
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@pytest.mark.parametrize("width", [360, 1280])
def test_without_a_script_everything_works(visit, width):
    page = visit("/en/", width=width, script=False)
    box(page).fill("pay")
    box(page).press("Enter")
    page.wait_for_url("**/en/search/?q=pay")
    if width == 360:
        page.locator(".search-filters > summary").click()
    page.locator("#filter-kind-resolution").click()
    assert page.url.endswith("kind=resolution")
    page.locator("#sort-date").click()
    assert "sort=date" in page.url
    page.get_by_role("link", name="Clear all filters").click()
    page.locator(".pagination [rel=next]").click()
    assert page.url.endswith("page=2")
    assert page.locator(".hit").count() > 0
