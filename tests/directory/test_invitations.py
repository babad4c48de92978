"""The secretariat invites people of the directory."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.directory.models import Person
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def url(view: str, person) -> str:
    return reverse(f"wagtailsnippets_directory_person:{view}", args=[person.pk])


def test_a_person_is_invited_and_tied_to_the_account(client, editor):
    person = PersonFactory()
    assert url("invite", person) in client.get(url("edit", person)).content.decode()
    assert client.get(url("invite", person)).status_code == 200
    data = {"email": "new@example.org", "language": "fr"}
    response = client.post(url("invite", person), data)
    assert response.status_code == 302
    person.refresh_from_db()
    assert person.user.email == "new@example.org"
    assert person.user.language == "fr"
    assert not person.user.is_active
    assert url("invite", person) not in client.get(url("edit", person)).content.decode()
    # Whoever was invited is not invited once more from here.
    assert client.get(url("invite", person)).status_code == 302
    # A new link is sent to who has not come, for as long as they have not.
    again = reverse("accounts_resend", args=[person.user_id])
    assert again in client.get(url("edit", person)).content.decode()
    User.objects.filter(pk=person.user_id).update(is_active=True)
    person.user.invitations.update(accepted_at=timezone.now())
    assert again not in client.get(url("edit", person)).content.decode()
    person.user.invitations.update(accepted_at=None)
    other = PersonFactory()
    response = client.post(url("invite", other), data)
    assert set(response.context["form"].errors) == {"email"}
    assert Person.objects.get(pk=other.pk).user is None


def test_an_account_that_is_used_is_chosen_instead(client, editor):
    person = PersonFactory()
    data = {"email": UserFactory().email, "language": "en"}
    response = client.post(url("invite", person), data)
    assert "choose it in the person’s form" in response.context["form"].errors["email"][0]
    assert Person.objects.get(pk=person.pk).user is None
    assert User.objects.count() == 2


def test_only_who_may_change_people_invites(client):
    person = PersonFactory()
    reader = UserFactory(permissions=["wagtailadmin.access_admin", "directory.view_person"])
    client.force_login(reader)
    response = client.post(url("invite", person), {"email": "a@example.org", "language": "en"})
    assert response.status_code in (302, 403)
    assert Person.objects.get(pk=person.pk).user is None
