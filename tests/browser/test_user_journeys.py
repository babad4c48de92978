"""What people do on the public site, with a mouse, a keyboard and a phone."""

import re

import pytest

from tests.browser.addresses import addresses

pytestmark = pytest.mark.browser


@pytest.fixture
def paths(chromium, served_site):
    return addresses(chromium, served_site, "en")


def test_the_first_key_skips_to_the_text(visit, paths):
    page = visit(paths["statement"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_opens_on_a_phone_without_a_script(visit):
    page = visit("/fr/", width=360, height=740, script=False)
    link = page.locator("nav.site-menu a").first
    assert not link.is_visible()
    page.locator(".site-menu__toggle").click()
    assert link.is_visible()
    link.click()
    assert page.url.rstrip("/") != page.url.split("/fr/")[0] + "/fr"
    assert page.locator("h1").is_visible()


def test_one_changes_language_and_stays_on_the_same_text(visit, paths):
    page = visit(paths["statement"])
    page.locator("header [hreflang=fr]").click()
    assert page.locator("html").get_attribute("lang") == "fr"
    page.locator("header [hreflang=en]").click()
    assert page.url.endswith(paths["statement"])


def test_one_narrows_the_list_and_takes_it_back(visit, paths):
    page = visit(paths["statements"])
    every = page.locator("main article").count()
    group = page.locator("main details", has=page.locator("a[href*='kind=resolution']")).first
    group.locator("summary").click()
    choice = group.locator("li", has=page.locator("a[href*='kind=resolution']")).first
    expected = int(re.search(r"\d+", choice.inner_text())[0])
    choice.locator("a").click()
    assert page.locator("main article").count() == min(expected, 20) < every
    page.go_back()
    assert page.locator("main article").count() == every


def test_one_searches_from_any_page(visit, paths):
    page = visit(paths["statement"])
    page.locator("header input[type=search]").fill("domestic workers")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=domestic**")
    assert page.locator("main article").count() >= 1


def test_a_paragraph_has_an_address_of_its_own(visit, paths):
    page = visit(paths["statement"])
    number = page.locator("main .prose a[href^='#']").first
    target = number.get_attribute("href")
    number.click()
    assert page.url.endswith(target)
    assert page.locator(f"{target}:target").count() == 1


def test_the_citation_is_copied(visit, paths):
    page = visit(paths["statement"], permissions=["clipboard-read", "clipboard-write"])
    page.locator("main button").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert page.locator("h1").inner_text() in copied
    assert paths["statement"] in copied
