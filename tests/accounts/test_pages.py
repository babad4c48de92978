"""The account pages: in three languages, never cached, with few queries, and what they refuse."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from cms.accounts import panels, second_factor
from tests.accounts.conftest import PASSWORD
from tests.signing_in import code_of, give_app

pytestmark = pytest.mark.django_db
OPEN_TO_ALL = (
    "login/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/1-abc/",
    "password/reset/key/done/",
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
    "reauthenticate/",
    "second-factor/",
    "second-factor/reauthenticate/",
    "second-factor/webauthn/",
    "second-factor/webauthn/add/",
    "second-factor/totp/deactivate/",
    "second-factor/recovery-codes/generate/",
)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("path", OPEN_TO_ALL)
def test_open_pages(client, site, language, path):
    response = client.get(f"/{language}/account/{path}")
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1
    assert 'content="noindex"' in html
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("path", OWN)
def test_own_pages(client, site, editor, language, path, django_assert_max_num_queries):
    client.force_login(editor)
    with django_assert_max_num_queries(20):
        response = client.get(f"/{language}/account/{path}")
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("path", OWN)
def test_own_pages_are_for_those_who_are_signed_in(client, path):
    if path == "logout/":
        pytest.skip("leads home")
    response = client.get(f"/en/account/{path}")
    assert response.status_code in (302, 403)
    assert response.status_code == 403 or "/en/account/login/" in response.url


def test_account_pages_are_never_answered_from_the_cache(client, site, settings):
    settings.PUBLIC_CACHE_SECONDS = 600
    for _ in range(2):
        response = client.get("/en/account/signup/")
        assert "ETag" not in response
    assert "no-store" in response["Cache-Control"]


def test_a_public_page_gives_nobody_a_session(client, site):
    assert client.get("/en/").cookies == {}
    assert "sessionid" not in client.get("/en/account/login/").cookies


def test_the_last_factor_stays_while_one_is_required(client, editor):
    app = give_app(editor)
    client.force_login(editor)
    for method in (client.get, client.post):
        response = method("/en/account/second-factor/totp/deactivate/")
        assert "Your account needs a second factor." in response.content.decode()
    assert editor.authenticator_set.filter(pk=app.pk).exists()


def test_a_passkey_that_is_the_last_factor_stays_too(client, editor):
    from allauth.mfa.models import Authenticator

    client.force_login(editor)
    editor.authenticator_set.all().delete()
    key = Authenticator.objects.create(
        user=editor, type="webauthn", data={"name": "Key", "credential": {}}
    )
    url = f"/en/account/second-factor/webauthn/keys/{key.pk}/remove/"
    response = client.post(url)
    assert "Your account needs a second factor." in response.content.decode()
    give_app(editor)
    assert client.post(url).status_code == 302
    assert not Authenticator.objects.filter(pk=key.pk).exists()


def test_who_needs_none_may_take_it_away(client, member):
    give_app(member)
    client.force_login(member, second_factor_used=True)
    client.post("/en/account/second-factor/totp/deactivate/")
    assert not second_factor.has_factor(member)


def test_with_the_password_alone_nobody_adds_a_factor_beside_the_one_there_is(client, editor):
    client.post("/en/account/login/", {"login": editor.email, "password": PASSWORD})
    # Meanwhile the person has set up an app, elsewhere.
    give_app(editor)
    for path in ("", "details/", "email/", "reauthenticate/", "second-factor/webauthn/add/"):
        response = client.get(f"/en/account/{path}")
        assert response.url.startswith("/en/account/second-factor/reauthenticate/"), path
    assert client.post("/en/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    assert client.get("/admin/").status_code == 302
    response = client.post("/en/account/second-factor/reauthenticate/", {"code": code_of()})
    assert client.get("/admin/").status_code == 200


def test_details_are_changed_and_shown_in_the_language_chosen(client, member):
    client.force_login(member)
    sent = {
        "first_name": "Mia",
        "last_name": "Ruiz",
        "language": "es",
        "time_zone": "Europe/Madrid",
    }
    response = client.post("/en/account/details/", sent)
    assert response.url == "/es/account/"
    member.refresh_from_db()
    assert (member.name, member.language, member.time_zone) == ("Mia Ruiz", "es", "Europe/Madrid")
    assert list(get_messages(response.wsgi_request))


def test_other_apps_add_their_panels(client, member, monkeypatch, settings):
    monkeypatch.setattr(panels, "_panels", {})
    shown = panels.Panel("notices", 50, "429.html", lambda request: {"count": 1})
    panels.register(shown)
    panels.register(panels.Panel("hidden", 60, "404.html", lambda request: None))
    client.force_login(member)
    response = client.get("/en/account/")
    assert [panel["template_name"] for panel in response.context["panels"]] == ["429.html"]


def test_a_name_is_shown_as_text(client, member):
    member.first_name = "<script>alert(1)</script>"
    member.save()
    client.force_login(member)
    assert "<script>alert" not in client.get("/en/account/").content.decode()


def test_a_forged_post_is_refused(member):
    client = Client(enforce_csrf_checks=True)
    sent = {"login": member.email, "password": PASSWORD}
    assert client.post("/en/account/login/", sent).status_code == 403
