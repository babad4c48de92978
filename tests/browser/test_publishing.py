"""An editor writes a declaration, a coordinator approves it, the public reads and finds it."""

import re

import pytest

from tests.browser.conftest import PASSWORD
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser
TITLE = "Nobody should have to choose between bread and the ballot"
TEXT = "We stand with those who queue for both since before dawn."


def begin_statement(visit):
    """Return an editor's page with the empty form of a statement, and the key of their list."""
    editor = sign_in(visit, "editor", password=PASSWORD)
    editor.goto("/admin/pages/")
    editor.get_by_role("link", name="Explore child pages of 'Home'").click()
    editor.get_by_role("link", name="Explore child pages of 'Positions'").click()
    index = re.search(r"/admin/pages/(\d+)/", editor.url)[1]
    editor.goto(f"/admin/pages/add/home/statementpage/{index}/")
    return editor, index


def test_from_an_editors_keyboard_to_a_readers_search(visit):
    editor, _index = begin_statement(visit)
    editor.locator("#id_title").fill(TITLE)
    editor.locator("#id_date").fill("2026-03-08")
    # Leaving the field closes its calendar, which would lie over what comes next.
    editor.locator("#id_decision_reference").click()
    body = editor.locator("section[id*=body-section]")
    body.get_by_title("Insert a block").first.click()
    editor.get_by_role("option", name="Text", exact=True).click()
    body.get_by_role("textbox").last.click()
    editor.keyboard.type(TEXT)
    editor.get_by_label("Find in the list").first.fill("democ")
    editor.get_by_label("Democracy", exact=True).check()
    editor.locator("footer").get_by_role("button", name="Actions").click()
    editor.get_by_role("button", name="Submit to Publication").click()
    editor.locator(".messages .success").wait_for()

    reader = visit("/en/search/?q=bread+ballot")
    assert TITLE not in reader.locator("main").inner_text()

    coordinator = sign_in(visit, "coordinator", password=PASSWORD)
    coordinator.get_by_role("link", name=TITLE).first.click()
    coordinator.locator("footer").get_by_role("button", name="Actions").click()
    coordinator.locator("footer [data-workflow-action-name=approve]").first.click()
    coordinator.locator(".messages .success").wait_for()

    reader = visit("/en/search/?q=bread+ballot")
    reader.get_by_role("link", name=TITLE).click()
    assert reader.locator("h1").inner_text() == TITLE
    assert reader.locator("main header time[datetime='2026-03-08']").count() == 1
    assert TEXT in reader.locator("main .prose").inner_text()
    assert reader.context.cookies() == []


def test_what_is_sent_while_it_saves_itself_is_made_once(visit):
    editor, index = begin_statement(visit)
    # Only now does it look for changes.
    editor.wait_for_timeout(2500)
    held = []

    def hold(route):
        by_itself = "json" in route.request.headers["accept"]
        held.append(route) if by_itself else route.continue_()

    editor.route("**/admin/pages/add/**", hold)
    with editor.expect_request("**/admin/pages/add/**"):
        editor.locator("#id_date").fill("2026-03-09")
        editor.locator("#id_title").fill("Sent at once")
    editor.locator("footer").get_by_role("button", name="Save draft").click()
    editor.wait_for_timeout(500)
    assert "/add/" in editor.url
    held[0].continue_()
    editor.locator(".messages .success").wait_for()
    editor.goto(f"/admin/pages/{index}/?q=Sent+at+once")
    assert editor.locator("tbody tr", has_text="Sent at once").count() == 1
