"""A form that cannot be taken gives back what was typed, in the reader's language."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.factories import UserFactory
from tests.factories.directory import BodyFactory
from tests.factories.extranet import secretary

pytestmark = pytest.mark.django_db
TEXT = "We ask for a word on the budget.\nIt is <b>urgent</b>."
SHOWN = "We ask for a word on the budget.\nIt is &lt;b&gt;urgent&lt;/b&gt;."
TITLES = {
    "en": ("Your session has ended", "The form was out of date"),
    "fr": ("Votre session a pris fin", "Le formulaire n’était plus à jour"),
    "es": ("Su sesión ha terminado", "El formulario ya no era válido"),
}


def send(client, url: str, fields: dict, **headers):
    """Return the answer to a form sent as a browser does."""
    sent = urlencode(fields)
    return client.post(url, sent, content_type="application/x-www-form-urlencoded", headers=headers)


def demand_url(language: str = "en") -> str:
    with override(language):
        return reverse("extranet:demand-open", args=[BodyFactory().code])


@pytest.mark.parametrize("language", TITLES)
def test_a_text_survives_the_end_of_the_session(client, language):
    url = demand_url(language)
    response = send(
        client, url, {"grounds": TEXT, "agree": "yes"}, referer=f"http://testserver{url}?a=1"
    )
    shown = response.content.decode()
    assert response.status_code == 403
    assert TITLES[language][0] in shown
    assert SHOWN in shown
    assert f'/{language}/account/login/?{urlencode({"next": url + "?a=1"})}"' in shown
    assert "no-store" in response["Cache-Control"]


def test_where_nothing_was_typed_one_signs_in_at_once(client):
    response = send(client, demand_url(), {"choice": "yes"})
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]


def test_who_owes_a_second_factor_keeps_the_text_too(client):
    client.force_login(secretary(), second_factor_used=False)
    response = send(client, demand_url(), {"grounds": TEXT})
    assert response.status_code == 403
    assert SHOWN in response.content.decode()


@pytest.mark.parametrize("language", TITLES)
def test_a_text_survives_a_token_that_does_not_hold(language):
    client = Client(enforce_csrf_checks=True)
    url = demand_url(language)
    response = send(client, url, {"grounds": TEXT}, referer="https://elsewhere.example/")
    shown = response.content.decode()
    assert response.status_code == 403
    assert TITLES[language][1] in shown
    assert SHOWN in shown
    assert f'href="{url}"' in shown
    assert "elsewhere.example" not in shown


def test_a_password_is_never_given_back():
    client = Client(enforce_csrf_checks=True)
    url = reverse("account_login")
    shown = send(client, url, {"login": "a@example.org", "password": "four words of mine"})
    assert shown.status_code == 403
    assert "four words" not in shown.content.decode()


RICH = '{"blocks": [{"key": "a", "text": "We stand"}, {"key": "b", "text": "with all."}]}'


def test_a_text_of_the_admin_survives_the_end_of_the_session(client):
    fields = {"title": "A new statement", "body-0-value": RICH, "password": "four words of mine"}
    shown = client.post("/admin/pages/add/home/statementpage/2/", fields)
    assert shown.status_code == 403
    text = shown.content.decode()
    assert "A new statement" in text
    assert "We stand\n\nwith all." in text
    assert "four words" not in text
    assert "next=%2Fadmin%2Fpages%2Fadd" in text


def test_a_script_of_the_admin_is_told_that_nobody_is_signed_in(client):
    sent = client.post(
        "/admin/pages/1/edit/", {"title": "x"}, headers={"Accept": "application/json"}
    )
    assert sent.status_code == 401
    assert sent.json()["error_code"] == "signed_out"
    assert sent.json()["error_message"] == "Not saved: sign in again."


def test_who_owes_a_second_factor_is_told_the_same(client, django_user_model):
    client.force_login(secretary(), second_factor_used=False)
    sent = client.post(
        "/admin/pages/1/edit/", {"title": "x"}, headers={"Accept": "application/json"}
    )
    assert sent.status_code == 401
    shown = client.post("/admin/pages/1/edit/", {"title": "A new statement"})
    assert shown.status_code == 403
    assert "A new statement" in shown.content.decode()


def test_who_is_signed_in_gets_the_token_of_now(client):
    url = reverse("admin_session")
    assert "/account/login/" in client.get(url)["Location"]
    client.force_login(UserFactory(is_superuser=True))
    told = client.get(url, headers={"Accept": "application/json"})
    assert len(told.json()["token"]) == 64
    assert "no-store" in told["Cache-Control"]
    assert "You are signed in again" in client.get(url).content.decode()
