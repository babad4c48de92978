"""The account pages in a real browser: accessible everywhere, and passkeys from end to end."""

import pytest

from tests.browser.accessibility import faults
from tests.browser.conftest import PASSWORD
from tests.browser.signing_in import code_of, fill_sign_in, sign_in

pytestmark = pytest.mark.browser
OPEN_TO_ALL = (
    "login/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/1-abc/",
    "invitation/nonsense/",
    "signup/",
    "inactive/",
)
OWN = (
    "",
    "details/",
    "email/",
    "password/change/",
    "sessions/",
    "logout/",
    "second-factor/",
    "second-factor/webauthn/",
    "second-factor/totp/deactivate/",
)
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

# As when somebody closes the window of the browser that asks.
CANCEL = """() => {
    navigator.credentials.get = () => Promise.reject(new DOMException("", "NotAllowedError"));
}"""


def look_at(page) -> None:
    """Look at a page, and walk it by the keyboard."""
    assert faults(page, walk=True) == []


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_pages_that_are_open_to_all(visit, language):
    page = visit("about:blank")
    for path in OPEN_TO_ALL:
        page.goto(f"/{language}/account/{path}")
        assert page.locator("html").get_attribute("lang") == language
        look_at(page)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_ones_own_pages(visit, language):
    page = sign_in(visit, "translator", password=PASSWORD)
    for path in OWN:
        page.goto(f"/{language}/account/{path}")
        assert f"/{language}/account/" in page.url
        look_at(page)


def test_signing_in_works_without_a_script(visit):
    page = visit("/en/account/login/", script=False)
    fill_sign_in(page, "secretariat@example.org", PASSWORD)
    page.wait_for_url("**/authenticate/")
    assert page.locator("input[name=code]").is_visible()
    assert page.get_by_role("button", name="passkey").count() == 0


def test_signing_in_takes_no_mouse(visit):
    page = visit("/en/account/login/?next=/en/extranet/")
    step_to(page, "login")
    page.keyboard.type("auditor@example.org")
    step_to(page, "password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/authenticate/")
    look_at(page)
    page.reload()
    step_to(page, "code")
    page.keyboard.type(code_of("auditor@example.org", visit.environment))
    page.keyboard.press("Enter")
    page.wait_for_url("**/extranet/")


def step_to(page, name: str) -> None:
    """Go to a field by the Tab key."""
    for _step in range(40):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no way to {name}")


def test_a_passkey_is_added_signs_in_alone_and_is_a_second_factor(visit):
    page = sign_in(visit, "coordinator", password=PASSWORD)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    page.goto("/en/account/second-factor/webauthn/add/")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.locator("input[name=name]").fill("My phone")
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto("/en/account/second-factor/webauthn/")
    assert page.get_by_role("heading", name="My phone").is_visible()
    look_at(page)

    # Alone, with the device's own check of the person, it stands for both factors.
    page.context.clear_cookies()
    page.goto("/en/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/admin/")

    # After the password it takes the place of the code.
    page.context.clear_cookies()
    page.goto("/en/account/login/?next=/admin/")
    fill_sign_in(page, "coordinator@example.org", PASSWORD)
    page.wait_for_url("**/authenticate/")
    look_at(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/admin/")

    # Who cancels is told so, and stays.
    page.context.clear_cookies()
    page.goto("/en/account/login/")
    page.evaluate(CANCEL)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.locator("[data-passkey-said]", has_text="another way").wait_for()
