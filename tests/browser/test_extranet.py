"""Every page of the extranet, for everybody who has a part in it, in a real browser."""

import re

import pytest

from tests.browser.accessibility import faults
from tests.browser.conftest import PASSWORD
from tests.browser.signing_in import sign_in
from tests.browser.walking import holds_something_new, kinds_of_pages

pytestmark = pytest.mark.browser
# Whoever it is, in one language; together in all. Who is offered most comes first.
READERS = {"secretariat": "es", "chair": "fr", "delegate": "en", "auditor": "fr", "guest": "es"}
# What was walked by the keyboard, by kind of page.
walked: dict[str, set[str]] = {}
# Answers that are no pages.
FILES = re.compile(
    r"/(download|original|open|export/|pdf/|table/)$|/ballots/\d+/record/$|/files/\d+/$|\.ics$"
)
# What tells two pages of one kind apart.
KEYS = re.compile(
    r"(?<=/)v?\d+(?=/)|(?<=/bodies/)[^/]+|(?<=/of/)[^/]+|(?<=/demands/open/)[^/]+"
    r"|(?<=/ballots/new/)[^/]+"
)


@pytest.mark.parametrize("reader", READERS)
def test_every_page(visit, reader):
    language = READERS[reader]
    home = f"/{language}/extranet/"
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
