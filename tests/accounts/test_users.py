"""Accounts: known by their e-mail address, spoken to in their own language."""

import pytest
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
    """Return what the form of an account sends."""
    return {
        "email": "nadia@example.org",
        "first_name": "Nadia",
        "last_name": "Benali",
        "language": "fr",
        "time_zone": "Africa/Tunis",
        "is_active": "on",
    } | changes


def test_an_account_is_changed_and_listed(admin):
    user = UserFactory(email="nadia@example.org")
    page = admin.get(reverse("wagtailusers_users:edit", args=[user.pk])).content.decode()
    assert 'name="language"' in page
    assert 'name="username"' not in page
    assert 'type="password"' not in page
    response = admin.post(reverse("wagtailusers_users:edit", args=[user.pk]), account())
    assert response.status_code == 302
    user.refresh_from_db()
    assert (user.language, user.time_zone) == ("fr", "Africa/Tunis")
    assert user.wagtail_userprofile.preferred_language == "fr"
    assert user.wagtail_userprofile.current_time_zone == "Africa/Tunis"
    assert "nadia@example.org" in admin.get(reverse("wagtailusers_users:index")).content.decode()
    found = admin.get(reverse("wagtailusers_users:index"), {"q": "nadia"}).content.decode()
    assert "Benali" in found


def test_an_address_is_taken_however_it_is_capitalised(admin):
    UserFactory(email="nadia@example.org")
    response = admin.post(reverse("wagtailusers_users:add"), account(email="Nadia@Example.org"))
    assert response.status_code == 200
    assert "Somebody with this address has an account already." in response.content.decode()
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


def test_the_address_that_signs_in_follows_the_account():
    user = UserFactory(email="Nadia@Example.org")
    addresses = user.emailaddress_set.values_list("email", "verified", "primary")
    assert list(addresses) == [("nadia@example.org", True, True)]
    user.email = "nadia.benali@example.org"
    user.save()
    assert list(addresses.all()) == [("nadia.benali@example.org", True, True)]


def test_createsuperuser_asks_for_the_address_alone(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a long enough sentence")
    call_command("createsuperuser", email="first@example.org", interactive=False, verbosity=0)
    user = User.objects.get(email="first@example.org")
    assert user.is_superuser
    assert user.check_password("a long enough sentence")
