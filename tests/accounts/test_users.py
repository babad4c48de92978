"""Accounts: known by their e-mail address, spoken to in their own language."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def account(**changes) -> dict:
    """Return what the form of a new account sends."""
    return {
        "email": "nadia@example.org",
        "first_name": "Nadia",
        "last_name": "Benali",
        "language": "fr",
        "time_zone": "Africa/Tunis",
        "password1": "a long enough sentence",
        "password2": "a long enough sentence",
    } | changes


def test_an_account_is_made_with_its_language_and_zone(admin):
    page = admin.get(reverse("wagtailusers_users:add")).content.decode()
    assert 'name="language"' in page
    assert 'name="time_zone"' in page
    assert 'name="username"' not in page
    admin.post(reverse("wagtailusers_users:add"), account())
    user = User.objects.get(email="nadia@example.org")
    assert (user.language, user.time_zone) == ("fr", "Africa/Tunis")
    assert user.check_password("a long enough sentence")
    assert user.wagtail_userprofile.preferred_language == "fr"
    assert user.wagtail_userprofile.current_time_zone == "Africa/Tunis"


def test_an_account_is_changed_and_listed(admin):
    user = UserFactory(email="nadia@example.org")
    sent = account(language="es", password1="", password2="", is_active="on")
    response = admin.post(reverse("wagtailusers_users:edit", args=[user.pk]), sent)
    assert response.status_code == 302
    user.refresh_from_db()
    assert user.language == "es"
    assert "nadia@example.org" in admin.get(reverse("wagtailusers_users:index")).content.decode()
    found = admin.get(reverse("wagtailusers_users:index"), {"q": "nadia"}).content.decode()
    assert "Benali" in found


def test_an_address_is_taken_however_it_is_capitalised(admin):
    UserFactory(email="nadia@example.org")
    response = admin.post(reverse("wagtailusers_users:add"), account(email="Nadia@Example.org"))
    assert response.status_code == 200
    assert "There is an account with this address already." in response.content.decode()
    assert User.objects.filter(email__iexact="nadia@example.org").count() == 1


def test_what_is_chosen_on_the_account_page_is_kept_in_the_account():
    user = UserFactory(language="fr")
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "es"
    profile.save()
    user.refresh_from_db()
    assert user.language == "es"


def test_saving_an_account_again_changes_nothing_else():
    user = UserFactory(language="fr")
    user.save()
    user.save(update_fields=["last_login"])
    assert UserProfile.objects.get(user=user).preferred_language == "fr"
    assert UserProfile.objects.filter(user=UserFactory()).count() == 0


@pytest.mark.parametrize("typed", ["nadia@example.org", "NADIA@example.ORG"])
def test_the_address_signs_in_however_it_is_capitalised(client, typed):
    user = UserFactory(email="nadia@example.org", is_superuser=True)
    response = client.post(
        reverse("wagtailadmin_login"), {"username": typed, "password": "password"}
    )
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    UserFactory(email="nadia@example.org")
    answers = []
    for address in ("nadia@example.org", "nobody@example.org"):
        response = client.post(
            reverse("wagtailadmin_login"), {"username": address, "password": "wrong"}
        )
        html = response.content.decode().replace(address, "")
        answers.append(re.sub(r"\b[A-Za-z0-9]{64}\b", "", html))
    assert response.status_code == 200
    assert answers[0] == answers[1]


@pytest.mark.parametrize(("language", "word"), [("fr", "Mot de passe"), ("es", "Contraseña")])
def test_signing_in_speaks_the_language_of_the_browser(client, language, word):
    response = client.get(reverse("wagtailadmin_login"), headers={"accept-language": language})
    assert word in [field.label for field in response.context["form"]]


@pytest.mark.parametrize(("language", "word"), [("fr", "mot de passe"), ("es", "contraseña")])
def test_the_link_to_a_new_password_speaks_the_language_of_the_account(client, language, word):
    UserFactory(email="nadia@example.org", language=language)
    client.post(reverse("wagtailadmin_password_reset"), {"email": "nadia@example.org"})
    assert word in mail.outbox[0].body.lower() + mail.outbox[0].subject.lower()


def test_asking_for_a_new_password_does_not_tell_who_has_an_account(client):
    response = client.post(
        reverse("wagtailadmin_password_reset"), {"email": "nobody@example.org"}, follow=True
    )
    assert response.status_code == 200
    assert mail.outbox == []


def test_createsuperuser_asks_for_the_address_alone(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a long enough sentence")
    call_command("createsuperuser", email="first@example.org", interactive=False, verbosity=0)
    user = User.objects.get(email="first@example.org")
    assert user.is_superuser
    assert user.check_password("a long enough sentence")
