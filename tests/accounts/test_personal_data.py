"""What is held about those who sign in."""

import datetime
import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.accounts import services as accounts
from cms.accounts.models import Invitation, User
from cms.core.personal_data import services
from cms.core.personal_data.sources import subject_of
from tests.accounts.conftest import PASSWORD, sign_in
from tests.signing_in import SECRET, give_app

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def held(email: str) -> dict:
    """Return the rows that are handed out about somebody, by their source."""
    export = services.export(subject=subject_of(email), by=None)
    return {entry["source"]: entry["rows"] for entry in export["held"]}


def test_all_that_hangs_on_an_account_is_handed_out_without_secrets(client, member):
    sign_in(client, member.email)
    give_app(member)
    log(member, "wagtail.edit", user=member)
    rows = held("MIA@example.org")
    assert rows["accounts.user"][0]["E-mail address"] == member.email
    assert rows["account.emailaddress"][0]["Email address"] == member.email
    assert rows["usersessions.usersession"][0]["Network address"] == "127.0.0.1"
    assert rows["mfa.authenticator"][0]["Kind"]
    assert rows["wagtailcore.modellogentry"]
    text = json.dumps(rows)
    assert SECRET not in text
    assert member.password not in text
    assert client.session.session_key not in text


def test_an_invitation_is_held_without_its_secret(secretary):
    invitation = accounts.invite(email="nadia@example.org", by=secretary, language="fr")
    invitation.refresh_from_db()
    rows = held("nadia@example.org")
    assert rows["accounts.invitation"][0]["State"] == "waiting for an answer"
    assert invitation.token_digest not in json.dumps(rows) or not invitation.token_digest


def test_an_account_is_erased_with_all_that_hangs_on_it(client, member):
    sign_in(client, member.email)
    give_app(member)
    entry = log(member, "wagtail.edit", user=member)
    assert entry.label == member.email
    found = services.erase(subject=subject_of(member.email), by=None)
    assert not User.objects.filter(pk=member.pk).exists()
    for model in (Authenticator, UserSession, Invitation):
        assert not model.objects.exists()
    assert client.get("/en/account/").status_code == 302
    entry.refresh_from_db()
    assert entry.label == f"#{member.pk}"
    kept = {holding.source.code for holding in found if holding.kept}
    assert kept == {"wagtailcore.modellogentry"}
    assert not ModelLogEntry.objects.filter(label__contains="mia").exists()


def test_a_rehearsal_leaves_the_account_as_it_is(client, member):
    sign_in(client, member.email)
    subject = subject_of(member.email)
    services.erase(subject=subject, by=None, dry_run=True)
    assert subject.user.pk == member.pk
    assert client.get("/en/account/").status_code == 200


def test_an_account_with_a_role_is_kept_whole(editor):
    give_app(editor)
    found = services.erase(subject=subject_of(editor.email), by=None)
    assert User.objects.filter(pk=editor.pk).exists()
    assert editor.authenticator_set.exists()
    reasons = {reason for holding in found for reason in holding.kept}
    assert any("takes its roles away first" in reason for reason in reasons)


def test_sessions_that_have_run_out_are_forgotten(settings, member):
    def session(**age):
        store = SessionStore()
        store.create()
        return UserSession.objects.create(
            user=member,
            ip="192.0.2.1",
            session_key=store.session_key,
            last_seen_at=timezone.now() - datetime.timedelta(**age),
        )

    kept = session(days=13)
    session(seconds=settings.SESSION_COOKIE_AGE + 1)
    assert services.anonymise()["usersessions.usersession"] == 1
    assert UserSession.objects.get() == kept
    assert services.anonymise()["usersessions.usersession"] == 0


URL = "/en/account/personal-data/"


def test_somebody_downloads_what_is_held_about_them(client, member):
    sign_in(client, member.email)
    assert f'href="{URL}"' in client.get("/en/account/").content.decode()
    asked = client.get(URL)
    assert client.post(asked.url, {"password": PASSWORD}).url == URL
    response = client.get(URL)
    assert response["Content-Type"].startswith("application/json")
    assert response["Content-Disposition"].startswith('attachment; filename="personal-data-')
    assert "no-store" in response["Cache-Control"]
    assert json.loads(response.content)["about"] == member.email
    (entry,) = services.history(subject_of(member.email))
    assert (entry.user, entry.action) == (member, services.EXPORT)


def test_who_finds_a_device_signed_in_must_confirm_first(client, member):
    client.force_login(member)
    assert client.get(URL).url.startswith("/en/account/reauthenticate/")
    client.logout()
    assert client.get(URL).url.startswith("/en/account/login/")


def test_who_owes_a_second_factor_downloads_nothing(client, editor):
    client.force_login(editor, second_factor_used=False)
    assert client.get(URL).status_code == 302
