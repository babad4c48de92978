"""Signing in: who comes in, where they go, and that nobody learns who has an account."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.urls import reverse
from django.utils.translation import override

from tests.accounts.conftest import PASSWORD, last_mail, path_in, sign_in, with_role
from tests.signing_in import code_of, give_app

pytestmark = pytest.mark.django_db
NEW = "another long enough sentence"


def words(response) -> str:
    """Return what a page says, without what differs each time."""
    return re.sub(r'value="[^"]*"|[A-Za-z0-9]{64}', "", response.content.decode())


@pytest.mark.parametrize("typed", ["mia@example.org", "MIA@Example.org"])
def test_a_member_signs_in_and_arrives_at_the_members_home(client, member, typed):
    response = sign_in(client, typed)
    assert response.url == reverse(settings.MEMBERS_HOME)
    assert client.get(response.url).status_code == 200


def test_a_session_gets_a_new_key(client, member):
    client.get("/en/account/login/")
    client.session["marked"] = True
    before = client.session.session_key
    sign_in(client, member.email)
    assert client.session.session_key != before


def test_staff_with_an_app_is_asked_for_its_code_and_goes_on(client, editor):
    give_app(editor)
    response = sign_in(client, editor.email, next="/admin/pages/")
    assert response.url == "/en/account/second-factor/authenticate/"
    assert client.get("/admin/").status_code == 302
    assert "_auth_user_id" not in client.session
    wrong = client.post(response.url, {"code": "000000"})
    assert "This code is not right" in wrong.content.decode()
    response = client.post(response.url, {"code": code_of()})
    assert response.url == "/admin/pages/"
    assert client.get("/admin/").status_code == 200


def test_a_code_counts_once_for_as_long_as_it_is_right(client, editor):
    give_app(editor)
    code = code_of()
    for status in (302, 200):
        sign_in(client, editor.email)
        response = client.post("/en/account/second-factor/authenticate/", {"code": code})
        assert response.status_code == status
        client.logout()


def test_a_recovery_code_takes_the_place_of_a_code_once(client, editor):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    give_app(editor)
    code = RecoveryCodes.activate(editor).get_unused_codes()[0]
    for status in (302, 200):
        sign_in(client, editor.email)
        response = client.post("/en/account/second-factor/authenticate/", {"code": code})
        assert response.status_code == status
        client.logout()


def test_staff_without_a_second_factor_sets_one_up_first(client, editor):
    response = sign_in(client, editor.email, next="/admin/pages/")
    assert response.url == "/en/account/second-factor/set-up/?next=%2Fadmin%2Fpages%2F"
    client.get(response.url)
    response = client.get("/en/account/second-factor/totp/activate/")
    assert "/en/account/reauthenticate/" in response.url
    response = client.post(response.url, {"password": PASSWORD})
    page = client.get("/en/account/second-factor/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    key = client.session.session_key
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda do, **_options: do())
        response = client.post(
            "/en/account/second-factor/totp/activate/", {"code": code_of(secret)}
        )
    assert response.url == "/en/account/second-factor/recovery-codes/"
    assert client.session.session_key != key
    assert "10 codes are left" in client.get(response.url).content.decode()
    assert client.get("/en/account/second-factor/go-on/").url == "/admin/pages/"
    assert client.get("/admin/").status_code == 200


def test_the_secret_of_an_app_is_not_readable_in_the_data_base(editor):
    from tests.signing_in import SECRET

    assert SECRET not in str(give_app(editor).data)


@pytest.mark.parametrize(
    ("wanted", "arrives"),
    [
        ("/en/account/sessions/", "/fr/account/sessions/"),
        ("/en/search/?q=pain", "/fr/search/?q=pain"),
        ("https://elsewhere.example/", None),
        ("//elsewhere.example/", None),
        ("", None),
    ],
)
def test_one_goes_on_in_ones_own_language_and_on_this_site(client, wanted, arrives):
    user = with_role(email="fatou@example.org", language="fr")
    with override("fr"):
        home = reverse(settings.MEMBERS_HOME)
    assert sign_in(client, user.email, next=wanted).url == (arrives or home)


@pytest.mark.parametrize(
    ("typed", "password"),
    [("mia@example.org", "wrong"), ("nobody@example.org", "wrong"), ("ina@example.org", "wrong")],
)
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client, member, typed, password
):
    with_role(email="ina@example.org", is_active=False)
    expected = words(sign_in(client, "mia@example.org", "wrong"))
    response = sign_in(client, typed, password)
    assert response.status_code == 200
    assert words(response) == expected
    assert "The e-mail address or the password is not right." in expected


def test_an_unknown_address_costs_as_much_work(client, member, settings, monkeypatch):
    settings.PASSWORD_HASHERS = [f"{PBKDF2PasswordHasher.__module__}.PBKDF2PasswordHasher"]
    member.set_password(PASSWORD)
    member.save()
    rounds = []
    encode = PBKDF2PasswordHasher.encode

    def counted(self, password, salt, iterations=None):
        rounds.append(iterations or self.iterations)
        return encode(self, password, salt, iterations)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)

    def work(email: str) -> list[int]:
        rounds.clear()
        sign_in(client, email, "wrong")
        return list(rounds)

    assert work(member.email) == work("no@example.org") != []


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "Too many attempts"), ("fr", 'lang="fr"'), ("es", 'lang="es"')],
)
def test_whoever_tries_too_often_must_wait(client, member, language, word):
    path = f"/{language}/account/login/"
    for _ in range(5):
        client.post(path, {"login": member.email, "password": "wrong"})
    response = client.post(path, {"login": member.email, "password": PASSWORD})
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session
    for _ in range(30):
        response = client.post(path, {"login": f"{_}@example.org", "password": "wrong"})
        if response.status_code == 429:
            break
    assert response.status_code == 429
    assert response["Retry-After"] == "300"
    assert word in response.content.decode()
    assert response["Cache-Control"].count("no-store") == 1


def test_the_link_to_a_new_password_works_once_and_then_asks_for_the_second_factor(client, editor):
    give_app(editor)
    response = client.post("/en/account/password/reset/", {"email": editor.email})
    assert response.url == "/en/account/password/reset/done/"
    link = path_in(last_mail())
    form = client.get(link).url
    response = client.post(form, {"password1": NEW, "password2": NEW})
    assert response.url == "/en/account/second-factor/authenticate/"
    assert client.post(response.url, {"code": code_of()}).url == "/admin/"
    client.logout()
    assert "This link does not work any more" in client.get(link).content.decode()
    assert "Your password was changed" in last_mail().subject


def test_asking_for_a_new_password_says_the_same_to_everybody(client, member):
    asleep = with_role(email="ina@example.org", is_active=False)
    pages = []
    for email in (member.email, "nobody@example.org", asleep.email):
        response = client.post("/en/account/password/reset/", {"email": email}, follow=True)
        pages.append(words(response))
    assert pages[0] == pages[1] == pages[2]
    assert [message.to for message in mail.outbox] == [[member.email]]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_link_comes_in_the_language_of_the_account(client, language):
    user = with_role(email="nadia@example.org", language=language)
    client.post("/en/account/password/reset/", {"email": user.email})
    assert path_in(last_mail()).startswith(f"/{language}/account/")
    html = last_mail().alternatives[0][0]
    assert f'<html lang="{language}">' in html


def test_a_new_password_ends_the_other_sessions(client, member, django_db_blocker):
    from django.test import Client

    other = Client()
    sign_in(other, member.email)
    sign_in(client, member.email)
    client.post(
        "/en/account/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )
    assert client.get("/en/account/").status_code == 200
    assert other.get("/en/account/").status_code == 302


@pytest.mark.parametrize("weak", ["short", "password1234", "mia@example.org"])
def test_weak_passwords_are_refused(client, member, weak):
    sign_in(client, member.email)
    response = client.post(
        "/en/account/password/change/",
        {"oldpassword": PASSWORD, "password1": weak, "password2": weak},
    )
    assert response.status_code == 200
    assert response.context["form"].errors["password1"]


def test_signing_out_elsewhere_ends_the_other_sessions(client, member):
    from django.test import Client

    other = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"})
    sign_in(other, member.email)
    sign_in(client, member.email)
    page = client.get("/en/account/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert "this device" in page
    client.post("/en/account/sessions/", {})
    assert client.get("/en/account/").status_code == 200
    assert other.get("/en/account/").status_code == 302


def test_an_address_is_changed_with_a_code_and_the_old_one_is_told(client, editor):
    client.force_login(editor)
    response = client.post("/en/account/email/", {"email": "neu@example.org", "action_add": ""})
    assert response.url == "/en/account/confirm-email/"
    editor.refresh_from_db()
    assert editor.email == "eva@example.org"
    assert last_mail().to == ["neu@example.org"]
    code = re.search(r"^ {4}(\S+)$", last_mail().body, re.M)[1]
    client.post(response.url, {"code": code})
    editor.refresh_from_db()
    assert editor.email == "neu@example.org"
    assert editor.emailaddress_set.get().email == "neu@example.org"
    assert last_mail().to == ["eva@example.org"]


def test_changing_to_an_address_that_is_taken_does_not_say_so(client, editor, member):
    client.force_login(editor)
    free = client.post("/en/account/email/", {"email": "neu@example.org", "action_add": ""})
    taken = client.post("/en/account/email/", {"email": member.email, "action_add": ""})
    assert (taken.status_code, taken.url) == (free.status_code, free.url)
    assert last_mail().to == [member.email]


def test_nobody_signs_up(client, site):
    from cms.accounts.models import User

    path = "/en/account/signup/"
    sent = {"email": "new@example.org", "password1": NEW, "password2": NEW}
    for response in (client.get(path), client.post(path, sent)):
        assert "Accounts come by invitation" in response.content.decode()
    assert not User.objects.filter(email="new@example.org").exists()


def test_the_zone_of_the_person_is_shown_and_another_visitor_keeps_the_sites(client, member):
    member.time_zone = "America/Santiago"
    member.save()
    sign_in(client, member.email)
    assert "America/Santiago" in client.get("/en/account/").content.decode()
    page = client.get("/en/account/sessions/").content.decode()
    session = member.usersession_set.get()
    import zoneinfo

    local = session.created_at.astimezone(zoneinfo.ZoneInfo("America/Santiago"))
    assert local.strftime("%H:%M") in page or local.strftime("%-I:%M") in page


def test_one_changes_language_and_still_goes_on_where_one_wanted(client, site):
    shown = client.get("/en/account/login/?next=/en/extranet/&x=%22").content.decode()
    assert 'href="/fr/account/login/?next=/en/extranet/&amp;x=%22"' in shown
