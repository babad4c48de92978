"""Who needs a second factor, and what a session without it may see."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from cms.accounts import second_factor
from tests.factories import UserFactory
from tests.signing_in import code_of, give_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(roles):
    user = UserFactory(language="en")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def test_it_is_required_of_staff_the_secretariat_and_whom_a_hook_names(editor, monkeypatch):
    member, secretary = UserFactory(), UserFactory()
    secretary.groups.add(Group.objects.get(name="Secretariat"))
    assert second_factor.is_required(editor)
    assert second_factor.is_required(secretary)
    assert second_factor.is_required(UserFactory(is_superuser=True))
    assert not second_factor.is_required(member)
    assert not second_factor.is_required(AnonymousUser())
    monkeypatch.setattr(second_factor, "_hooks", [])
    second_factor.requires(lambda user: user == member)
    assert second_factor.is_required(member)


def test_who_needs_one_and_has_none_is_led_to_set_it_up(client, editor):
    client.force_login(editor, second_factor_used=False)
    response = client.get("/admin/pages/?p=2")
    assert response.status_code == 302
    assert response.url == "/en/account/second-factor/set-up/?next=%2Fadmin%2Fpages%2F%3Fp%3D2"
    assert client.get(response.url).status_code == 200


def test_who_has_one_and_did_not_use_it_is_led_to_confirm(client, editor):
    give_app(editor)
    client.force_login(editor, second_factor_used=False)
    response = client.get("/admin/")
    assert response.url == "/en/account/second-factor/reauthenticate/?next=%2Fadmin%2F"
    response = client.post(response.url, {"code": code_of(), "next": "/admin/"})
    assert response.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_confirmed_editor_enters_the_admin(client, editor):
    client.force_login(editor)
    assert client.get("/admin/").status_code == 200


def test_a_pending_session_is_nobody_on_every_other_page(client, editor, site):
    client.force_login(editor, second_factor_used=False)
    response = client.get("/en/")
    assert response.status_code == 200
    assert response.wsgi_request.user.is_anonymous
    assert response.wsgi_request.signed_in_user == editor


def test_a_factor_taken_away_counts_no_more(client, editor):
    client.force_login(editor)
    editor.authenticator_set.all().delete()
    assert "/account/second-factor/set-up/" in client.get("/admin/").url


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/users/", "/admin/nowhere/"])
def test_members_have_no_admin(client, path):
    client.force_login(UserFactory())
    response = client.get(path)
    assert response.status_code == 403


def test_nobody_is_sent_to_sign_in(client):
    response = client.get("/admin/pages/")
    assert response.url == "/en/account/login/?next=/admin/pages/"
