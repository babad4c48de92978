"""A form that cannot be taken gives back what was typed, in the reader's language."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

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
