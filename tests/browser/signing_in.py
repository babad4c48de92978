"""Signs the sample's accounts in as people do: address, password, the code of their app."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from django.test import override_settings

from cms.accounts.encryption import decrypt
from tests import signing_in

# A code counts once, so nobody signs in twice within its time: each has one session and keeps it.
_kept: dict[tuple[str, str], dict] = {}


def code_of(email: str, environment: dict[str, str]) -> str:
    """Return the code that the app of a sample account shows now."""
    with closing(sqlite3.connect(Path(environment["DATA_DIR"]) / "db.sqlite3")) as database:
        (data,) = database.execute(
            "SELECT data FROM mfa_authenticator JOIN accounts_user ON accounts_user.id = user_id"
            " WHERE type = 'totp' AND email = ?",
            [email],
        ).fetchone()
    with override_settings(SECRET_KEY=environment["SECRET_KEY"]):
        return signing_in.code_of(decrypt(json.loads(data)["secret"]))


def fill_sign_in(page, email: str, password: str) -> None:
    """Fill in and send the first page."""
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_in(visit, name: str, *, password: str, path: str = "/admin/", **options):
    """Return a page at `path` on which the sample's account `name` is signed in."""
    email = f"{name}@example.org"
    environment = visit.environment
    kept = _kept.get((email, environment.get("DATA_DIR", "")))
    if kept:
        page = visit(path, storage_state=kept, **options)
        # Proving anew who one is changes the session: what was kept is worth nothing then.
        if page.url.partition("?")[0].endswith(path):
            return page
    page = visit(f"/en/account/login/?next={path}", **options)
    fill_sign_in(page, email, password)
    page.wait_for_url(lambda url: "/account/login/" not in url)
    if page.url.endswith("/authenticate/"):
        page.locator("input[name=code]").fill(code_of(email, environment))
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url(lambda url: "/account/" not in url)
    # Everybody is led on in their own language.
    if not page.url.endswith(path):
        page.goto(path)
    _kept[email, environment.get("DATA_DIR", "")] = page.context.storage_state()
    return page
