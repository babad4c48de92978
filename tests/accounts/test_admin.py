"""What the secretariat does to accounts, and what it may not."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.accounts import services
from cms.accounts.models import Invitation, User
from tests.accounts.conftest import last_mail, path_in, sign_in, with_role
from tests.factories import UserFactory
from tests.signing_in import give_app

pytestmark = pytest.mark.django_db
PERSON = {
    "email": "nadia@example.org",
    "first_name": "Nadia",
    "last_name": "Benali",
    "language": "fr",
}


@pytest.fixture
def office(client, secretary):
    """The secretariat's browser."""
    client.force_login(secretary)
    return client


@pytest.fixture
def post(office, django_capture_on_commit_callbacks):
    """Send a form of the admin; what waits for the commit is done."""

    def do(name: str, *args, **sent):
        with django_capture_on_commit_callbacks(execute=True):
            return office.post(reverse(name, args=args), sent)

    return do


def test_the_secretariat_invites_and_gives_no_roles(post, office, secretary):
    page = office.get(reverse("wagtailusers_users:add")).content.decode()
    assert 'name="email"' in page
    assert 'type="password"' not in page
    assert 'name="groups"' not in page
    assert 'name="is_superuser"' not in page
    post("wagtailusers_users:add", **PERSON, is_superuser="on", groups="1")
    user = User.objects.get(email="nadia@example.org")
    assert (user.name, user.language, user.is_active) == ("Nadia Benali", "fr", False)
    assert not user.is_superuser
    assert not user.groups.exists()
    assert Invitation.objects.get(user=user).invited_by == secretary
    assert last_mail().to == ["nadia@example.org"]


@pytest.mark.parametrize("email", ["nadia@example.org", "Nadia@Example.ORG"])
def test_who_was_invited_and_has_not_come_is_invited_again_by_the_same_form(post, email):
    post("wagtailusers_users:add", **PERSON)
    first = path_in(last_mail())
    again = {"email": email, "first_name": "Nadya", "last_name": "", "language": "es"}
    assert post("wagtailusers_users:add", **again).status_code == 302
    user = User.objects.get(email__iexact=email)
    assert (user.first_name, user.language, user.is_active) == ("Nadya", "es", False)
    assert Invitation.objects.filter(user=user).count() == 1
    assert len(mail.outbox) == 2
    link = path_in(last_mail())
    assert link.startswith("/es/")
    assert Client().get(link).status_code == 200
    assert Client().get(first).status_code == 410


def test_who_uses_an_account_is_not_invited(post, member):
    response = post("wagtailusers_users:add", **PERSON | {"email": member.email.upper()})
    assert "has an account already" in response.content.decode()
    assert not mail.outbox


def test_who_has_one_name_is_invited_and_changed(post, client):
    client.force_login(UserFactory(is_superuser=True))
    post("wagtailusers_users:add", **PERSON | {"first_name": "សុខា", "last_name": ""})
    user = User.objects.get(email="nadia@example.org")
    assert user.name == "សុខា"
    changed = {"email": user.email, "first_name": "சிவா", "last_name": "", "language": "en"}
    response = post("wagtailusers_users:edit", user.pk, **changed)
    assert response.status_code == 302
    user.refresh_from_db()
    assert user.name == "சிவா"


def test_who_has_one_name_changes_it_in_the_admin(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    sent = {
        "name_email-first_name": "Suharto",
        "name_email-last_name": "",
        "name_email-email": user.email,
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
        "theme-keyboard_shortcuts": "on",
    }
    assert client.post(reverse("wagtailadmin_account"), sent).status_code == 302
    user.refresh_from_db()
    assert user.name == "Suharto"


def test_an_administrator_gives_roles_along_with_it(client, secretary):
    client.force_login(UserFactory(is_superuser=True))
    group = secretary.groups.get()
    client.post(reverse("wagtailusers_users:add"), PERSON | {"groups": group.pk})
    assert list(User.objects.get(email="nadia@example.org").groups.all()) == [group]


def test_the_list_says_what_became_of_invitations(post, office):
    post("wagtailusers_users:add", **PERSON)
    page = office.get(reverse("wagtailusers_users:index")).content.decode()
    assert "waiting for an answer" in page
    assert "Send again" in page


def test_the_secretariat_changes_nobodys_account(office, member):
    for name in ("edit", "delete"):
        response = office.get(reverse(f"wagtailusers_users:{name}", args=[member.pk]))
        assert response.status_code == 302
        assert response.url == "/admin/"


def test_an_invitation_is_sent_again_and_taken_back(post, office):
    post("wagtailusers_users:add", **PERSON)
    user = User.objects.get(email="nadia@example.org")
    assert office.get(reverse("accounts_resend", args=[user.pk])).status_code == 200
    assert len(mail.outbox) == 1
    post("accounts_resend", user.pk)
    assert len(mail.outbox) == 2
    post("accounts_revoke", user.pk)
    assert user.invitations.get().state == "revoked"
    post("accounts_resend", user.pk)
    assert len(mail.outbox) == 2
    logged = ModelLogEntry.objects.filter(object_id=str(user.pk)).values_list("action", flat=True)
    assert set(logged) >= {"accounts.invite", "accounts.revoke_invitation"}


@pytest.mark.parametrize("name", ["accounts_resend", "accounts_revoke"])
def test_editors_do_none_of_it(client, editor, secretary, name):
    invitation = services.invite(email="nadia@example.org", by=secretary)
    client.force_login(editor)
    assert client.post(reverse(name, args=[invitation.user_id])).url == "/admin/"
    assert client.get(reverse("wagtailusers_users:add")).url == "/admin/"
    assert Invitation.objects.open().exists()


def test_a_lost_factor_is_reset_logged_and_told(post, office, client, editor):
    give_app(editor)
    other = Client()
    other.force_login(editor)
    assert office.get(reverse("accounts_reset_second_factor", args=[editor.pk])).status_code == 200
    post("accounts_reset_second_factor", editor.pk)
    assert not editor.authenticator_set.exists()
    assert last_mail().to == [editor.email]
    assert ModelLogEntry.objects.filter(action="accounts.reset_second_factor").exists()
    assert "/second-factor/set-up/" in other.get("/admin/").url


def test_a_reset_ends_the_sessions(secretary, member):
    other = Client()
    sign_in(other, member.email)
    services.reset_second_factor(user=member, by=secretary)
    assert other.get("/en/account/").status_code == 302


def test_who_may_reset_whose_factor(secretary, editor, member):
    chief = with_role(email="chief@example.org", is_superuser=True)
    assert services.may_reset_second_factor(secretary, editor)
    assert services.may_reset_second_factor(chief, secretary)
    assert not services.may_reset_second_factor(secretary, chief)
    assert not services.may_reset_second_factor(secretary, secretary)
    assert not services.may_reset_second_factor(editor, member)
    with pytest.raises(PermissionError):
        services.reset_second_factor(user=member, by=editor)
