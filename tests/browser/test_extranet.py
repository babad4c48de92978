"""Every page of the extranet, for everybody who has a part in it, in a real browser."""

import re

import pytest

from tests.browser.accessibility import (
    NARROWEST,
    SEEN,
    overflowing_elements,
    unreachable_by_keyboard,
    violations,
)
from tests.browser.conftest import PASSWORD
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser
# Whoever it is, in one language; together in all.
READERS = {"delegate": "en", "chair": "fr", "secretariat": "es", "guest": "es", "auditor": "fr"}
# Answers that are no pages.
FILES = re.compile(r"/(download|original|open|export/|pdf/)$|\.ics$")
# What tells two pages of one kind apart.
KEYS = re.compile(r"(?<=/)v?\d+(?=/)|(?<=/bodies/)[^/]+|(?<=/of/)[^/]+|(?<=/demands/open/)[^/]+")


def kinds_of_pages(page, home: str):
    """Go to one page of each kind below `home`, by the links of those before; yield its path."""
    waiting, known = [home], {home}
    while waiting:
        path = waiting.pop(0)
        answer = page.goto(path)
        assert answer.status == 200, path
        links = page.locator("a[href]").evaluate_all(
            "links => links.map(link => new URL(link.href).pathname)"
        )
        yield path
        for link in links:
            kind = KEYS.sub("*", link)
            if link.startswith(home) and not FILES.search(link) and kind not in known:
                known.add(kind)
                waiting.append(link)


def faults(page) -> list[str]:
    """Return what is wrong with a page: on a desk by day, and on a narrow phone by night."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = violations(page) + unreachable_by_keyboard(page)
    if page.locator("h1").count() != 1 or not page.title():
        found.append("no single heading, or no title")
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return found + overflowing_elements(page) + violations(page, SEEN)


@pytest.mark.parametrize("reader", READERS)
def test_every_page(visit, reader):
    language = READERS[reader]
    home = f"/{language}/extranet/"
    page = sign_in(visit, reader, password=PASSWORD, path=home)
    wrong = {}
    for path in kinds_of_pages(page, home):
        found = faults(page)
        if page.locator("html").get_attribute("lang") != language:
            found.append("another language")
        if found:
            wrong[path] = found
    assert wrong == {}
    assert page.complaints == []
