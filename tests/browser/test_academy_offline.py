"""What a device has saved of lessons goes when its reader signs out or is taken out."""

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Error

from tests.browser.conftest import PASSWORD
from tests.browser.forwarding import forwarding
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser
HOME = "/en/learn/"
EMAIL = "participant@example.org"
KEPT = """async () => ({
    stores: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"stores": 0, "workers": 0}


@pytest.fixture
def line(served_site):
    """What lies between the browser and the site."""
    with forwarding(served_site) as server:
        yield server


@pytest.fixture
def saved(visit, line):
    """A page on which a participant has saved a lesson; its address."""
    page = sign_in(visit, "participant", password=PASSWORD, path=HOME)
    page.goto(f"{line.address}{HOME}lessons/")
    if "/cohorts/" not in page.url:
        page.locator("main a[href*='/cohorts/']").first.click()
    page.locator("main a[href*='/learn/lessons/']").first.click()
    page.locator("[data-lesson]").wait_for()
    page.get_by_role("button", name="Save to read offline").click()
    page.get_by_text("Saved on this device.").wait_for()
    assert page.evaluate(KEPT) == {"stores": 1, "workers": 1}
    page.lesson = page.url
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    page.reload()
    return page


def is_read_offline(page, line) -> bool:
    """Return whether the lesson is read without a connection."""
    line.cut = True
    try:
        page.goto(page.lesson)
    except Error:
        return False
    else:
        return page.locator("[data-lesson]").count() == 1
    finally:
        line.cut = False


def sign_out(page) -> None:
    """Sign out by the button of the page that is open."""
    form = "form[action$='/logout/']"
    page.locator(form).first.evaluate("form => form.requestSubmit()")
    page.wait_for_url(lambda url: "/learn/" not in url)


@contextmanager
def taken_out(environment):
    """Take the participant out of every cohort, as the staff do; put them back afterwards."""
    with closing(sqlite3.connect(Path(environment["DATA_DIR"]) / "db.sqlite3")) as database:
        mine = "user_id = (SELECT id FROM accounts_user WHERE email = ?)"
        rows = database.execute(
            f"SELECT state, seat_number, id FROM academy_enrolment WHERE {mine}",
            [EMAIL],
        ).fetchall()
        assert rows
        database.execute(
            f"UPDATE academy_enrolment SET state = 'withdrawn', seat_number = NULL WHERE {mine}",
            [EMAIL],
        )
        database.commit()
        try:
            yield
        finally:
            database.executemany(
                "UPDATE academy_enrolment SET state = ?, seat_number = ? WHERE id = ?", rows
            )
            database.commit()


def test_a_saved_lesson_is_read_without_a_connection_until_one_signs_out(saved, line):
    page = saved
    assert is_read_offline(page, line)
    page.goto(page.lesson)
    sign_out(page)
    page.goto(f"{line.address}/en/")
    assert page.evaluate(KEPT) == NOTHING
    assert not is_read_offline(page, line)


def test_signing_out_where_no_script_of_the_lessons_runs_empties_the_store_too(saved, line):
    page = saved
    page.goto(f"{line.address}{HOME}")
    assert not page.locator("script[data-offline]").count()
    assert page.evaluate(KEPT) == {"stores": 1, "workers": 1}
    sign_out(page)
    page.goto(f"{line.address}/en/")
    assert page.evaluate(KEPT) == NOTHING
    assert not is_read_offline(page, line)


def test_who_is_taken_out_of_the_cohort_is_refused_at_once_and_keeps_nothing(saved, line, visit):
    page = saved
    assert is_read_offline(page, line)
    with taken_out(visit.environment):
        answer = page.goto(page.lesson)
        assert answer.status == 404
        assert page.locator("[data-lesson]").count() == 0
        assert not is_read_offline(page, line)


def test_an_open_page_of_a_lesson_removes_what_may_not_be_kept_any_more(saved, line, visit):
    page = saved
    page.goto(page.lesson)
    with taken_out(visit.environment):
        # As its script does whenever a page of the lessons is opened.
        page.evaluate("() => import(document.querySelector('script[data-offline]').src + '?again')")
        page.wait_for_function("async () => !(await caches.has('academy-lessons'))")
        assert not is_read_offline(page, line)


def test_one_removes_what_is_saved_oneself(saved):
    page = saved
    page.get_by_role("link", name="Lessons saved on this device").click()
    page.get_by_role("button", name="Remove all").click()
    page.get_by_text("Nothing is saved on this device.").wait_for()
    assert page.evaluate(KEPT) == NOTHING
