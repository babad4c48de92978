"""Every page of the academy's rooms, for everybody who has a part in them, in a real browser."""

import re

import pytest

from tests.browser.accessibility import faults
from tests.browser.conftest import PASSWORD
from tests.browser.signing_in import sign_in
from tests.browser.walking import holds_something_new, kinds_of_pages

pytestmark = pytest.mark.browser
# Whoever it is, in one language; together in all.
READERS = {"participant": "es", "representative": "fr", "trainer": "en", "academy": "fr"}
# What was walked by the keyboard, by kind of page.
walked: dict[str, set[str]] = {}
# Answers that are no pages.
FILES = re.compile(r"\.(ics|csv|xlsx|vtt|json|js)$|/pdf/$|/files/\d+/$")
# What tells two pages of one kind apart.
KEYS = re.compile(
    r"(?<=/)\d+(?=/)|(?<=/(?:cohorts|reports)/)[^/]+|(?<=/(?:completion)/)[^/]+"
    r"|(?<=/nominations/)[^/]+/[^/]+(?=/)|(?<=/in/)[^/]+"
)


@pytest.mark.parametrize("reader", READERS)
def test_every_page(visit, reader):
    language = READERS[reader]
    home = f"/{language}/learn/"
    page = sign_in(visit, reader, password=PASSWORD, path=home)
    wrong = {}
    for path in kinds_of_pages(page, home, files=FILES, keys=KEYS):
        kind = KEYS.sub("*", path.removeprefix(home))
        found = faults(page, walk=holds_something_new(page, kind, walked))
        if page.locator("html").get_attribute("lang") != language:
            found.append("another language")
        if found:
            wrong[path] = found
    assert wrong == {}
    assert page.complaints == []


def test_rooms_read_without_any_script(visit):
    page = sign_in(visit, "participant", password=PASSWORD, path="/en/learn/", script=False)
    page.goto("/en/learn/cohorts/speaking-up-now/lessons/")
    page.locator("main a.button").click()
    page.wait_for_url("**/lessons/*/")
    assert page.locator("main .prose p").count() > 1
    # What needs a script is not offered where there is none.
    assert not page.locator("[data-offline-panel]").is_visible()


def test_what_is_to_be_done_stands_beside_each_candidate(visit):
    page = sign_in(visit, "academy", password=PASSWORD, path="/en/learn/")
    page.goto("/en/learn/candidates/in/organising-next/")
    row = page.locator(".candidate-table tr", has_text="Brian Ouma")
    row.locator("a[href$='/select/']").click()
    assert page.locator("h1").inner_text() == "Select"
    assert "Brian Ouma" in page.locator("main").inner_text()
