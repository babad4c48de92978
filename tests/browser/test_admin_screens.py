"""The screens that the site adds to the admin: on a desk and a tablet, by day and by night."""

import re

import pytest

from tests.browser.accessibility import SEEN, overflowing_elements, violations
from tests.browser.conftest import FORWARDED, PASSWORD, site_environment
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
    ("/admin/snippets/campaigns/appeal/", ""),
    ("/admin/snippets/campaigns/appeal/", "a[href*='/admin/appeals/']"),
    ("/admin/appeals/1/hand-over/", ""),
    ("/admin/appeals/1/enter/", ""),
    ("/admin/snippets/campaigns/signingpolicy/", ""),
    ("/admin/content-checks/{page}/", ""),
    ("/admin/pages/{page}/from-word/", ""),
    ("/admin/statements/import/", ""),
    ("/admin/pages/{page}/undo-publication/", ""),
    ("/admin/pages/{held}/release-urgently/", ""),
    ("/admin/pages/{page}/unpublish/", ""),
    ("/admin/pages/{page}/delete/", ""),
    ("/admin/pages/{page}/revisions/compare/earliest...latest/", ""),
    ("/admin/pages/add/home/statementpage/{list}/", ""),
    ("/admin/localize/translate/{translation}/disable/", ""),
    ("/admin/releases/new/", ""),
    ("/admin/signatures/", ""),
    ("/admin/signatures/", "main a[href*='/admin/signatures/']"),
    ("/admin/pages/{page}/move/{list}/confirm/", ""),
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

    visit.environment = site_environment
    page = sign_in(visit, "secretariat", password=PASSWORD)
    listed = _list(page)
    page.ids = {
        "page": _below(page, listed),
        "held": _held(page),
        "list": listed,
        "translation": _desk(page),
    }
    yield page
    for context in contexts:
        context.close()


def _below(page, listed: str) -> str:
    """Return the id of a published statement of a list."""
    found = page.request.get(f"/admin/api/main/pages/?child_of={listed}").json()["items"]
    return next(str(one["id"]) for one in found if one["meta"]["status"]["live"])


def _list(page) -> str:
    """Return the id of the English list of statements, which stands right below its home."""
    found = page.request.get("/admin/api/main/pages/?locale=en").json()["items"]
    return next(str(one["id"]) for one in found if one["meta"]["type"] == "home.StatementIndexPage")


def _held(page) -> str:
    """Return the id of a draft that the gate refuses."""
    page.goto("/admin/reports/languages/?fr=missing&es=missing&en=draft")
    link = page.get_by_role("link", name="Wages are no crime").first.get_attribute("href")
    return re.search(r"/pages/(\d+)/", link)[1]


def _desk(page) -> str:
    page.goto("/admin/reports/languages/?es=draft")
    desk = page.locator("a[href*='/admin/translations/']").first.get_attribute("href")
    return re.search(r"/translations/(\d+)/", desk)[1]


@pytest.mark.parametrize(("path", "link"), SCREENS)
def test_screen(secretariat, path, link):
    page = secretariat
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(path.format(**page.ids))
    if link:
        page.goto(page.locator(link).first.get_attribute("href"))
    assert page.locator("h1").count() == 1
    assert violations(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size({"width": TABLET, "height": 1024})
    assert overflowing_elements(page) + violations(page, SEEN) == []
