"""Every page of the extranet, for everybody who has a part in it, in a real browser."""

import re

import pytest

from tests.browser.accessibility import faults
from tests.browser.conftest import PASSWORD
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser
# Whoever it is, in one language; together in all.
READERS = {"delegate": "en", "chair": "fr", "secretariat": "es", "guest": "es", "auditor": "fr"}
# Answers that are no pages.
FILES = re.compile(
    r"/(download|original|open|export/|pdf/|table/)$|/ballots/\d+/record/$|/files/\d+/$|\.ics$"
)
# What tells two pages of one kind apart.
KEYS = re.compile(
    r"(?<=/)v?\d+(?=/)|(?<=/bodies/)[^/]+|(?<=/of/)[^/]+|(?<=/demands/open/)[^/]+"
    r"|(?<=/ballots/new/)[^/]+"
)


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


@pytest.mark.parametrize("reader", READERS)
def test_every_page(visit, reader):
    language = READERS[reader]
    home = f"/{language}/extranet/"
    page = sign_in(visit, reader, password=PASSWORD, path=home)
    wrong = {}
    for path in kinds_of_pages(page, home):
        found = faults(page, walk=True)
        if page.locator("html").get_attribute("lang") != language:
            found.append("another language")
        if found:
            wrong[path] = found
    assert wrong == {}
    assert page.complaints == []
