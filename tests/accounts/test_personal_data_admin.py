"""The secretariat looks somebody up, hands out, and erases after a question."""

import json

import pytest
from django.urls import reverse

from cms.accounts.models import User
from cms.core.personal_data import services
from cms.core.personal_data.sources import subject_of
from tests.accounts.conftest import with_role

pytestmark = pytest.mark.django_db
FIND, DOWNLOAD, ERASE = (f"/admin/personal-data/{path}" for path in ("", "download/", "erase/"))


@pytest.fixture
def office(client, secretary):
    """The browser of the secretariat."""
    client.force_login(secretary)
    return client


def test_the_secretariat_finds_somebody_by_address(office, member):
    assert 'name="query"' in office.get(FIND).content.decode()
    response = office.post(FIND, {"query": member.email.upper()})
    html = response.content.decode()
    assert "Mia" in html
    assert "Personal data looked up" in html
    assert "no-store" in response["Cache-Control"]


def test_nothing_held_is_said(office):
    html = office.post(FIND, {"query": "nobody@example.org"}).content.decode()
    assert "Nothing is held about this person." in html
    assert "Nobody is found by this." in office.post(FIND, {"query": "nob"}).content.decode()


def test_the_secretariat_hands_out(office, member):
    response = office.post(DOWNLOAD, {"key": member.email})
    assert json.loads(response.content)["about"] == member.email
    assert member.email not in response["Content-Disposition"]


def test_erasing_asks_first(office, secretary, member):
    html = office.post(ERASE, {"key": member.email}).content.decode()
    assert "This cannot be undone." in html
    assert User.objects.filter(pk=member.pk).exists()
    response = office.post(ERASE, {"key": member.email, "confirmed": "1"})
    assert response.url == reverse("personal_data")
    assert not User.objects.filter(pk=member.pk).exists()
    latest = services.history(subject_of(member.email))[0]
    assert (latest.action, latest.user) == (services.ERASE, secretary)


def test_opening_an_address_hands_out_and_erases_nothing(office, member):
    for url in (DOWNLOAD, ERASE):
        assert office.get(f"{url}?key={member.email}&confirmed=1").status_code == 405
    assert not services.history(subject_of(member.email))


def test_nobody_is_said(office):
    for url in (DOWNLOAD, ERASE):
        assert office.post(url, {"key": "nobody"}).url == FIND


@pytest.mark.parametrize("role", [None, "Editors", "Translators", "Coordinators"])
def test_nobody_else_may(client, roles, member, role):
    client.force_login(with_role(role, email="other@example.org"))
    sent = {"query": member.email, "key": member.email, "confirmed": "1"}
    for url in (FIND, DOWNLOAD, ERASE):
        response = client.post(url, sent)
        assert response.status_code in (302, 403)
        assert member.email not in response.content.decode()
    assert User.objects.filter(pk=member.pk).exists()
    assert not services.history(subject_of(member.email))


def test_the_secretariat_writes_consent_texts_and_cannot_change_those_in_force(office):
    from cms.core.models import ConsentText

    url = reverse("wagtailsnippets_core_consenttext:add")
    texts = {f"texts_{code}": f"I agree ({code})." for code in ("en", "fr", "es")}
    sent = {"purpose": "signature", "valid_from": "2026-01-01 00:00", **texts}
    assert office.post(url, sent).status_code == 302
    text = ConsentText.objects.get()
    assert (text.version, text.texts["en"]) == (1, "I agree (en).")
    edit = reverse("wagtailsnippets_core_consenttext:edit", args=[text.pk])
    response = office.post(edit, sent | {"texts_en": "I agree to everything."})
    assert "Write a new version instead." in response.content.decode()
    text.refresh_from_db()
    assert text.texts["en"] == "I agree (en)."
    delete = reverse("wagtailsnippets_core_consenttext:delete", args=[text.pk])
    assert office.post(delete).url == reverse("wagtailsnippets_core_consenttext:list")
    assert ConsentText.objects.exists()
