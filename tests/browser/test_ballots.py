"""A secret vote from its preparation to the published list, in a real browser."""

import datetime
import re

import pytest

from tests.browser.accessibility import faults
from tests.browser.conftest import PASSWORD
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser
QUESTION = "Who speaks at the congress"


def tab_to(page, name: str) -> None:
    """Go to the control of that name by the keyboard alone."""
    for _step in range(80):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "() => { const one = document.activeElement;"
            " return (one.labels?.[0] ?? one).textContent.trim(); }"
        )
        if told == name:
            return
    pytest.fail(f"{name} cannot be reached by the keyboard")


def prepare(page) -> str:
    """Let the chair prepare and open a secret ballot; return the path of its page."""
    page.goto("/en/extranet/ballots/new/")
    if "/new/steering-committee/" not in page.url:
        page.get_by_role("link", name="Steering Committee", exact=True).click()
    page.get_by_label("Kind of decision").select_option(label="Decision on a person")
    page.locator("input[name=titles_en]").fill(QUESTION)
    end = datetime.datetime.now() + datetime.timedelta(days=2)
    page.get_by_label("Open until").fill(end.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Prepare it").click()
    path = re.sub(r"^https?://[^/]+", "", page.url)
    page.get_by_role("link", name="Open it…").click()
    page.get_by_role("button", name="Open it now").click()
    page.wait_for_url(f"**{path}")
    return path


def test_a_delegate_votes_by_the_keyboard_and_finds_the_vote_after_the_close(visit):
    chair = sign_in(visit, "chair", password=PASSWORD, path="/en/extranet/")
    path = prepare(chair)
    page = sign_in(visit, "delegate", password=PASSWORD, path="/en/extranet/", width=390)
    page.goto("/en/extranet/ballots/")
    tab_to(page, QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{path}")
    tab_to(page, "Vote")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vote/*/")
    assert page.locator("input:checked").count() == 0
    tab_to(page, "Yes")
    page.keyboard.press("ArrowDown")
    assert page.locator("input:checked").get_attribute("value") == "no"
    tab_to(page, "Go on")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Is this your vote?").wait_for()
    assert page.locator(".vote-summary__choice").inner_text() == "No"
    assert faults(page, walk=True) == []
    tab_to(page, "Yes, take my vote")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your vote is taken").wait_for()
    tracker = page.locator("#tracker").inner_text()
    assert faults(page, walk=True) == []
    assert "no" not in page.url.partition("?")[2]
    # Sent again, it is not voted again, and the tracker is not shown again.
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_role("heading", name="This vote was taken").wait_for()
    assert tracker not in page.content()
    chair.goto(path)
    chair.get_by_role("link", name="Close and count…").click()
    chair.get_by_role("button", name="Close and count it").click()
    page.goto(path)
    tab_to(page, "Find my tracker")
    page.keyboard.type(tracker.lower())
    page.keyboard.press("Enter")
    page.get_by_text(f"{tracker} was counted as: No.").wait_for()
    assert "tracker" not in page.url
    assert faults(page, walk=True) == []
    assert page.complaints == []
    assert chair.complaints == []
