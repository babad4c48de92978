"""The whole way through the academy in a real browser, each as they do it: nominated, invited,
accepted, chosen, taught, tested, certified, and verified by a stranger."""

import pytest

from tests.browser import academy_world as world
from tests.browser.conftest import PASSWORD
from tests.browser.outbox import last_link
from tests.browser.signing_in import fill_sign_in, sign_in

pytestmark = pytest.mark.browser
CODE, ADDRESS, NAME = "the-whole-way", "lina.moreno@example.net", "Lina María Moreno"
# What a form that anybody may send takes for a machine.
TOO_FAST = 3100


def send(page, **values) -> None:
    """Fill in the only form of a page as people do, and send it; it must be taken."""
    for name, value in values.items():
        field = page.locator(f"main [name={name}]")
        if value is True:
            field.check()
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()
    wrong = page.locator(".error-summary, .field__error")
    assert wrong.count() == 0, wrong.all_inner_texts()


def follow(page, name: str) -> None:
    """Follow a link or press a button of the page's own part by its words."""
    main = page.locator("main")
    link, button = main.get_by_role("link", name=name), main.get_by_role("button", name=name)
    with page.expect_navigation():
        link.or_(button).first.click()


def nominate(visit) -> None:
    """A party's representative nominates somebody."""
    page = sign_in(visit, "representative", password=PASSWORD, path="/en/learn/")
    page.goto("/en/learn/nominations/")
    page.locator(f"main a[href*='/nominations/{CODE}/']").click()
    send(
        page,
        given_name="Lina",
        family_name="Moreno",
        email=ADDRESS,
        language="en",
        reason="She built our youth section.",
    )
    assert page.locator("main").get_by_text("Lina Moreno").is_visible()


def accept(visit) -> None:
    """The candidate accepts on a phone by the mailed link, without any script; gets an account."""
    page = visit(last_link(visit.environment, ADDRESS), width=360, script=False)
    assert "She built our youth section." in page.locator("main").inner_text()
    page.wait_for_timeout(TOO_FAST)
    send(page, consent=True, shows_organisation=True)
    page.goto(last_link(visit.environment, ADDRESS))
    send(page, password=PASSWORD)


def prepare(admin, cohort: int) -> None:
    """The staff copy what an earlier cohort learnt, and open this one, in the admin."""
    admin.goto("/admin/lessons/copy/")
    admin.locator("[name=source]").select_option("3")
    admin.locator("[name=target]").select_option(str(cohort))
    # In the language of whose account it is: by what the buttons do, not by what they say.
    with admin.expect_navigation():
        admin.locator("form[method=post]:has([name=target]) button[type=submit]").click()
    admin.goto(f"/admin/cohorts/{cohort}/")
    with admin.expect_navigation():
        admin.locator("form[action$='/open/'] button").click()


def choose(staff) -> None:
    """The staff choose, and tell."""
    staff.goto(f"/en/learn/candidates/in/{CODE}/")
    staff.locator("main a[href$='/select/']").click()
    send(staff)
    follow(staff, "Send 1 offer")
    send(staff)


def confirm(candidate) -> None:
    """The candidate sees the place on the first page, and takes it."""
    candidate.goto("/en/learn/")
    follow(candidate, "Confirm or decline your place")
    follow(candidate, "Confirm your place")
    send(candidate)
    assert "Confirmed" in candidate.locator("main").inner_text()


def learn(candidate, right: set[str]) -> None:
    """Read the first lesson, and pass its test by giving the answers that are right."""
    candidate.goto(f"/en/learn/cohorts/{CODE}/lessons/")
    follow(candidate, "Begin")
    follow(candidate, "Mark as done")
    assert candidate.get_by_text("1 of 3 done").is_visible()
    with candidate.expect_navigation():
        candidate.locator("main a[href*='/tests/']").first.click()
    follow(candidate, "Begin the test")
    for choice in candidate.locator("main :is([type=radio], [type=checkbox])").all():
        if choice.get_attribute("value") in right:
            choice.check()
    follow(candidate, "Hand in")
    assert "Passed, with 100" in candidate.locator("main").inner_text()


def test_the_whole_way(visit):
    environment = visit.environment
    cohort = world.new_cohort(environment, CODE)
    nominate(visit)
    accept(visit)
    staff = sign_in(visit, "academy", password=PASSWORD, path="/admin/")
    prepare(staff, cohort)
    choose(staff)
    candidate = visit("/en/account/login/?next=/en/learn/")
    fill_sign_in(candidate, ADDRESS, PASSWORD)
    candidate.wait_for_url("**/en/learn/")
    confirm(candidate)
    # Nothing of it before the first day.
    assert candidate.goto(f"/en/learn/cohorts/{CODE}/lessons/").status == 404
    world.begin(environment, cohort)
    learn(candidate, world.right_choices(environment))
    world.end(environment, cohort)

    staff.goto(f"/en/learn/completion/{CODE}/")
    follow(staff, "Close the cohort")
    send(staff)
    candidate.goto("/en/learn/")
    follow(candidate, "Say how your name is to be written")
    send(candidate, name=NAME)
    staff.reload()
    follow(staff, "Issue 1 certificate")
    send(staff)
    candidate.goto("/en/learn/certificates/")
    candidate.get_by_role("link", name=CODE).click()
    code = candidate.locator(".certificate-code").inner_text()

    stranger = visit("/en/courses/certificates/")
    # As people type it.
    stranger.locator("[name=code]").fill(code.lower().replace("-", " "))
    stranger.wait_for_timeout(TOO_FAST)
    follow(stranger, "Verify")
    assert stranger.get_by_role("heading", name="This certificate is valid").is_visible()
    assert NAME in stranger.locator("main").inner_text()
    assert stranger.context.cookies() == []
    for wrong in (code[:-1] + ("2" if code[-1] != "2" else "3"), "AAAA-BBBB"):
        stranger.goto(f"/en/courses/certificates/{wrong}/")
        assert NAME not in stranger.locator("main").inner_text()
