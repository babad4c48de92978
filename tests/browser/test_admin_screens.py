"""The screens that the site adds to the admin: on a desk and a tablet, by day and by night."""

import pytest

from tests.browser.accessibility import SEEN, overflowing_elements, violations
from tests.browser.conftest import FORWARDED, PASSWORD, _environment
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser
TABLET = 768

# Where each begins, and the link to follow from there, where it stands behind one.
SCREENS = (
    ("/admin/", ""),
    ("/admin/guide/", ""),
    ("/admin/reports/languages/", ""),
    ("/admin/reports/languages/?es=draft", "a[href*='/admin/translations/']"),
    ("/admin/releases/", ""),
    ("/admin/releases/", "a[href*='/admin/release/']"),
    ("/admin/background/", ""),
    ("/admin/who-must-approve/", ""),
    ("/admin/", "a[href*='/admin/approve/']"),
    ("/admin/snippets/translation/glossaryterm/", ""),
    ("/admin/snippets/home/startingpoint/", ""),
)


@pytest.fixture(scope="module")
def secretariat(chromium, served_site):
    """A window in which the secretariat has signed in once for all screens."""
    contexts = []

    def visit(path="/en/", **options):
        context = chromium.new_context(
            base_url=served_site, extra_http_headers=FORWARDED, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    visit.environment = _environment
    yield sign_in(visit, "secretariat", password=PASSWORD)
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("path", "link"), SCREENS)
def test_screen(secretariat, path, link):
    page = secretariat
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(path)
    if link:
        page.goto(page.locator(link).first.get_attribute("href"))
    assert page.locator("h1").count() == 1
    assert violations(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size({"width": TABLET, "height": 1024})
    assert overflowing_elements(page) + violations(page, SEEN) == []
