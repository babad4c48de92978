"""An editor writes a declaration, a coordinator approves it, the public reads and finds it."""

import re
from urllib.parse import unquote

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
    editor.goto(f"/admin/pages/add/home/statementpage/{index}/?start=nothing")
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
    coordinator.locator("button[name=action][value=approve]").click()
    coordinator.locator(".messages .success").wait_for()

    reader = visit("/en/search/?q=bread+ballot")
    reader.get_by_role("link", name=TITLE).click()
    assert reader.locator("h1").inner_text() == TITLE
    assert reader.locator("main header time[datetime='2026-03-08']").count() == 1
    assert TEXT in reader.locator("main .prose").inner_text()
    assert reader.context.cookies() == []


def is_by_itself(route) -> bool:
    return "json" in route.request.headers["accept"]


def assert_made_once(editor, index, title):
    editor.locator(".messages .success").wait_for()
    editor.goto(f"/admin/pages/{index}/?q={title.replace(' ', '+')}")
    assert editor.locator("tbody tr", has_text=title).count() == 1


def test_what_is_sent_before_it_knows_that_it_was_saved_is_made_once(visit):
    editor, index = begin_statement(visit)
    # Only now does it look for changes.
    editor.wait_for_timeout(2500)
    saved = []

    def lose_answer(route):
        saved.append(route.fetch().ok) if is_by_itself(route) else route.continue_()

    editor.route("**/admin/pages/add/**", lose_answer)
    with editor.expect_request("**/admin/pages/add/**"):
        editor.locator("#id_date").fill("2026-03-09")
        editor.locator("#id_title").fill("Sent at once")
    editor.locator("footer").get_by_role("button", name="Save draft").click()
    assert_made_once(editor, index, "Sent at once")
    assert saved == [True]


def test_what_saves_itself_after_it_was_sent_is_made_once(visit):
    editor, index = begin_statement(visit)
    editor.wait_for_timeout(2500)
    sent, saved = [], []

    def hold(route):
        if is_by_itself(route):
            saved.append(route.fetch().ok)
        elif saved:
            route.continue_()
        else:
            sent.append(route)

    editor.route("**/admin/pages/add/**", hold)
    editor.locator("#id_date").fill("2026-03-10")
    editor.locator("#id_title").fill("Sent before it was saved")
    with editor.expect_request("**/admin/pages/add/**"):
        # A click would wait for the page that it leads to.
        editor.locator("footer").get_by_role("button", name="Save draft").dispatch_event("click")
    # Longer than it waits before it saves what was typed.
    editor.wait_for_timeout(3000)
    for route in sent:
        route.continue_()
    assert_made_once(editor, index, "Sent before it was saved")


def end_session(page) -> dict:
    """Take the session from the browser; return its cookie."""
    cookie = next(c for c in page.context.cookies() if c["name"].endswith("sessionid"))
    page.context.clear_cookies(name=cookie["name"])
    return cookie


def sign_in_anew(page, cookie: dict) -> None:
    """Give the session back as signing in does: with another token for the forms."""
    token = next(c for c in page.context.cookies() if c["name"].endswith("csrftoken"))
    page.context.add_cookies([cookie, token | {"value": "another" + "0" * 25}])


def is_saved(response) -> bool:
    return response.request.method == "POST" and response.ok and "/edit/" in response.url


def test_what_is_typed_outlives_the_session(visit):
    editor, index = begin_statement(visit)
    # Only now does it look for changes.
    editor.wait_for_timeout(2500)
    # Saved for the first time, it fetches what belongs to the editor of a page that is there.
    with editor.expect_response(lambda r: "/edit/" in r.url and r.request.method == "GET"):
        editor.locator("#id_date").fill("2026-03-09")
        editor.locator("#id_title").fill("Begun in time")
        # The address is made of the title once the field is left.
        editor.locator("#id_decision_reference").click()
    editor.wait_for_timeout(500)

    cookie = end_session(editor)
    editor.locator("#id_title").fill("Typed after the end")
    notice = editor.get_by_role("alert").filter(has_text="Not saved: sign in again")
    notice.wait_for()
    assert "next=/admin/session/" in unquote(notice.get_by_role("link").get_attribute("href"))
    editor.locator("footer").get_by_role("button", name="Save draft").click()
    notice.wait_for()
    assert editor.locator("#id_title").input_value() == "Typed after the end"

    sign_in_anew(editor, cookie)
    # What was under way with the old token is refused, and sent again with the new one.
    with editor.expect_response(is_saved):
        notice.get_by_role("button", name="I have signed in").click()
    notice.wait_for(state="detached")
    editor.goto(f"/admin/pages/{index}/?q=Typed+after+the+end")
    assert editor.locator("tbody tr", has_text="Typed after the end").count() == 1


def test_nothing_waits_for_ever(visit):
    editor, index = begin_statement(visit)
    editor.evaluate("document.addEventListener('w-autosave:save', event => event.preventDefault())")
    # Only now does it look for changes.
    editor.wait_for_timeout(2500)
    editor.locator("#id_date").fill("2026-03-09")
    editor.locator("#id_title").fill("Saved by hand alone")
    editor.locator("#id_decision_reference").click()
    editor.wait_for_timeout(1500)
    editor.locator("footer").get_by_role("button", name="Save draft").click()
    editor.locator(".messages .success").wait_for(timeout=8000)
    editor.goto(f"/admin/pages/{index}/?q=Saved+by+hand+alone")
    assert editor.locator("tbody tr", has_text="Saved by hand alone").count() == 1
