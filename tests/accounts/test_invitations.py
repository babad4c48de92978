"""Invitations: sent, used once, expired, sent again, taken back."""

import datetime

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.accounts import errors, services
from cms.accounts.models import Invitation, InvitationState, User
from cms.accounts.signals import invitation_accepted, invited
from tests.accounts.conftest import last_mail, path_in

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
PASSWORD = "bread and roses for all"
DETAILS = {
    "password": PASSWORD,
    "first_name": "Nadia",
    "last_name": "Benali",
    "language": "fr",
    "time_zone": "Africa/Tunis",
}


@pytest.fixture
def invite(django_capture_on_commit_callbacks, secretary):
    """Invite somebody and return the invitation; its e-mail is sent."""

    def do(email="nadia@example.org", **more):
        with django_capture_on_commit_callbacks(execute=True):
            invitation = services.invite(email=email, by=secretary, language="fr", **more)
        invitation.refresh_from_db()
        return invitation

    return do


@pytest.fixture
def again(django_capture_on_commit_callbacks):
    """Send an invitation again."""

    def do(invitation):
        with django_capture_on_commit_callbacks(execute=True):
            return services.resend(invitation=invitation)

    return do


def test_an_invitation_makes_an_account_that_nobody_can_use(invite, secretary):
    invitation = invite(given_name="Nadia", next_url="/en/extranet/")
    user = invitation.user
    assert not user.is_active
    assert not user.has_usable_password()
    assert (invitation.invited_by, invitation.state) == (secretary, InvitationState.PENDING)
    assert invitation.expires_at - invitation.sent_at == datetime.timedelta(days=14)
    assert last_mail().to == ["nadia@example.org"]
    assert path_in(last_mail()).startswith("/fr/account/invitation/")


def test_the_link_itself_is_kept_nowhere(invite):
    invitation = invite()
    token = path_in(last_mail()).split("/")[-2]
    kept = " ".join(str(value) for value in vars(invitation).values())
    assert token.split(".")[1] not in kept
    assert len(invitation.token_digest) == 64


def test_the_invited_person_chooses_a_password_and_goes_where_they_were_going(invite, client):
    heard = []
    listen = lambda invitation, **_more: heard.append(invitation)  # noqa: E731
    invited.connect(listen, weak=False)
    invitation_accepted.connect(listen, weak=False)
    invitation = invite(next_url="/en/account/details/")
    path = path_in(last_mail())
    page = client.get(path)
    assert page.status_code == 200
    assert "nadia@example.org" in page.content.decode()
    response = client.post(path, DETAILS)
    assert response.url == "/fr/account/details/"
    user = User.objects.get(email="nadia@example.org")
    assert user.is_active
    assert user.check_password(PASSWORD)
    assert (user.name, user.language, user.time_zone) == ("Nadia Benali", "fr", "Africa/Tunis")
    assert client.session["_auth_user_id"] == str(user.pk)
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.ACCEPTED
    assert heard == [invitation, invitation]
    invited.disconnect(listen)
    invitation_accepted.disconnect(listen)


def test_who_needs_a_second_factor_sets_it_up_next_without_typing_the_password_again(
    invite, client
):
    from django.contrib.auth.models import Group

    invite(next_url="/admin/").user.groups.add(Group.objects.get(name="Editors"))
    response = client.post(path_in(last_mail()), DETAILS)
    assert response.url == "/fr/account/second-factor/set-up/?next=%2Fadmin%2F"
    assert client.get("/fr/account/second-factor/totp/activate/").status_code == 200


@pytest.mark.parametrize("password", ["short", "password1234", "nadia@example.org"])
def test_a_weak_password_is_refused_and_nothing_typed_is_lost(invite, client, password):
    invite()
    response = client.post(path_in(last_mail()), DETAILS | {"password": password})
    assert response.status_code == 422
    assert 'value="Benali"' in response.content.decode()
    assert not User.objects.get(email="nadia@example.org").is_active


def test_a_link_works_once(invite, client):
    invite()
    path = path_in(last_mail())
    client.post(path, DETAILS)
    other = Client()
    assert other.get(path).status_code == 410
    response = other.post(path, DETAILS | {"password": "another long sentence"})
    assert response.status_code == 410
    assert User.objects.get(email="nadia@example.org").check_password(PASSWORD)
    assert "_auth_user_id" not in other.session


def test_an_expired_link_offers_a_new_one_that_works(
    invite, client, django_capture_on_commit_callbacks
):
    invitation = invite()
    old = path_in(last_mail())
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.EXPIRED
    assert 'name="send_again"' in client.get(old).content.decode()
    assert client.post(old, DETAILS).status_code == 410
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(old, {"send_again": "1"})
    assert response.status_code == 200
    assert len(mail.outbox) == 2
    assert last_mail().to == ["nadia@example.org"]
    assert client.post(path_in(last_mail()), DETAILS).status_code == 302


def test_sending_again_makes_the_older_link_void(invite, again, client):
    invitation = invite()
    old = path_in(last_mail())
    again(invitation)
    assert client.get(old).status_code == 410
    assert client.get(path_in(last_mail())).status_code == 200


def test_inviting_again_sends_the_same_invitation_again(invite):
    first = invite()
    assert invite("Nadia@Example.org") == first
    assert User.objects.filter(email__iexact="nadia@example.org").count() == 1
    assert len(mail.outbox) == 2


def test_a_revoked_invitation_is_void_and_nothing_more_is_sent(
    invite, client, django_capture_on_commit_callbacks
):
    invitation = invite()
    path = path_in(last_mail())
    services.revoke(invitation=invitation)
    assert client.post(path, DETAILS).status_code == 410
    with django_capture_on_commit_callbacks(execute=True):
        said = client.post(path, {"send_again": "1"})
    assert len(mail.outbox) == 1
    assert "accounts/invitation_sent.html" in [template.name for template in said.templates]
    with pytest.raises(errors.InvitationClosed):
        services.resend(invitation=invitation)
    assert invite() != invitation


@pytest.mark.parametrize("token", ["nonsense", "1.secret.signature", "1." + "x" * 43 + ".y" * 20])
def test_a_link_of_somebody_else_says_nothing(invite, client, token):
    invite()
    response = client.get(f"/en/account/invitation/{token}/")
    assert response.status_code == 410
    assert "send_again" not in response.content.decode()
    client.post(f"/en/account/invitation/{token}/", {"send_again": "1"})
    assert len(mail.outbox) == 1
    with pytest.raises(errors.LinkInvalid):
        services.accept(token=token, password=PASSWORD)


def test_a_digest_without_the_sites_key_makes_no_link(invite, client):
    import hashlib

    invitation = invite()
    Invitation.objects.update(token_digest=hashlib.sha256(b"mine").hexdigest())
    assert client.get(f"/en/account/invitation/{invitation.pk}.mine.sig/").status_code == 410


def test_new_links_are_limited(invite, client):
    invite()
    path = path_in(last_mail())
    statuses = [client.post(path, {"send_again": "1"}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def test_who_has_an_account_is_not_invited(invite, member):
    with pytest.raises(errors.AlreadyHasAccount):
        invite(member.email)
    member.is_active = False
    member.save()
    with pytest.raises(errors.AccountDeactivated):
        invite(member.email)
    assert mail.outbox == []


def test_who_came_and_was_deactivated_is_not_let_in_again(invite, client):
    invite()
    path = path_in(last_mail())
    client.post(path, DETAILS)
    User.objects.filter(email="nadia@example.org").update(is_active=False)
    with pytest.raises(errors.AccountDeactivated):
        invite()


def test_asking_for_a_new_password_sends_the_invitation_again(
    invite, client, django_capture_on_commit_callbacks
):
    invite()
    client.post("/fr/account/password/reset/", {"email": "nadia@example.org"})
    assert len(mail.outbox) == 2
    assert "/account/invitation/" in path_in(last_mail())


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:0"]
)
def test_an_invitation_leads_nowhere_else(invite, url):
    assert invite(next_url=url).next_url == ""


def test_accepting_signs_out_whoever_was_signed_in(invite, client, member):
    client.force_login(member)
    invite()
    client.post(path_in(last_mail()), DETAILS)
    assert client.session["_auth_user_id"] != str(member.pk)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_pages_come_in_every_language(invite, client, language):
    invite()
    path = path_in(last_mail()).replace("/fr/", f"/{language}/", 1)
    for page in (client.get(path), client.get(f"/{language}/account/invitation/x/")):
        assert f'<html lang="{language}"' in page.content.decode()
        assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("first", "last"), [("Suharto", ""), ("María del Carmen", "Núñez y Pérez-Ōta"), ("王", "小明")]
)
def test_people_have_one_name_or_four(invite, client, first, last):
    invite(given_name="Typed", family_name="Wrongly")
    response = client.post(path_in(last_mail()), DETAILS | {"first_name": first, "last_name": last})
    assert response.status_code == 302
    user = User.objects.get(email="nadia@example.org")
    assert (user.first_name, user.last_name) == (first, last)
    assert user.name == f"{first} {last}".strip()
