"""The extranet's shell: who is signed in, where one is, that it is confidential; ways in."""

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.translation import override

from cms.core import signals
from cms.directory.models import Organisation
from tests.factories.directory import BodyFactory
from tests.factories.extranet import delegate

pytestmark = pytest.mark.django_db

PAGES = ("extranet:overview", "extranet:bodies")


@pytest.fixture
def member(client, site):
    user = delegate(BodyFactory(code="board"))
    user.first_name, user.last_name = "Amina", "Diallo"
    user.save()
    client.force_login(user)
    return user


def said(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_who_where_and_that_it_is_confidential(client, member, name, language):
    with override(language):
        url = reverse(name)
        account, sign_out = reverse("account_overview"), reverse("account_logout")
    page = said(client, url)
    head = page.partition("<main")[0]
    assert head.count('class="confidential-mark"') == 1
    assert "Amina Diallo" in head
    assert f'href="{account}"' in head
    assert f'action="{sign_out}" method="post"' in head
    assert f'href="{url}" aria-current="page"' in head
    assert 'action="/' + language + '/search/"' in head
    assert 'content="noindex' in head
    assert 'class="skip-link" href="#content"' in head
    assert f'href="/{language}/"' in page.partition("</main>")[2]


def test_nothing_of_it_is_kept_anywhere(client, member):
    response = client.get(reverse("extranet:overview"))
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_signing_out_takes_a_post_and_ends_it(client, member):
    client.post(reverse("account_logout"))
    assert client.get(reverse("extranet:overview")).status_code == 302


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_public_site_leads_there_quietly(client, site, settings, language):
    settings.PUBLIC_CACHE_SECONDS = 600
    first = client.get(f"/{language}/")
    page = first.content.decode()
    assert f'href="/{language}/extranet/"' in page.partition("</main>")[2]
    assert f'href="/{language}/extranet/"' not in page.partition("</main>")[0]
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")
    # Kept and served again, to everybody the same.
    again = client.get(f"/{language}/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_who_signs_in_without_a_place_in_the_admin_arrives_there(settings):
    with override("en"):
        assert reverse(settings.MEMBERS_HOME) == "/en/extranet/"


def test_nothing_of_the_extranet_empties_a_public_cache(monkeypatch):
    counted = []
    monkeypatch.setattr(signals, "bump_content_version", lambda: counted.append(1))
    rooms = [app for app in apps.get_app_configs() if app.name.startswith("extranet.")]
    models = [model for app in rooms for model in app.get_models(include_auto_created=True)]
    assert len(models) > 50
    for model in models:
        signals.count_change(model)
    assert counted == []
    signals.count_change(Organisation)
    assert counted == [1]
