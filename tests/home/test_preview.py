"""Previewing every type of page, in every language, before it is published and before it exists."""

import pytest
from django.urls import reverse

from campaigns.models import CampaignIndexPage, CampaignPage
from home.models import (
    BodyIndexPage,
    DirectoryPage,
    EventIndexPage,
    EventPage,
    HomePage,
    StandardPage,
    StatementIndexPage,
    StatementPage,
)
from tests.factories.pages import (
    make_campaign,
    make_event,
    make_standard,
    make_statement,
    section,
    translate,
)
from tests.home.editing import colleague, edit_url, signed_in, start_translation, statement_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "unindexed")]

MAKERS = {
    StatementPage: make_statement,
    EventPage: make_event,
    CampaignPage: make_campaign,
    StandardPage: make_standard,
}
SECTIONS = (
    HomePage,
    StatementIndexPage,
    EventIndexPage,
    CampaignIndexPage,
    DirectoryPage,
    BodyIndexPage,
)


@pytest.fixture
def client(site, roles):
    return signed_in(colleague("editors"))


def some(model):
    """Return a page of the type in English, and its version in French."""
    if model in MAKERS:
        page = MAKERS[model](live=False)
        french = translate(page, "fr", title="En français", live=False)
        french.save_revision()
        return page, french
    return section(model), section(model, "fr")


@pytest.mark.parametrize("model", [*MAKERS, *SECTIONS])
def test_every_draft_is_previewed_in_each_of_its_languages(client, model):
    page, french = some(model)
    assert "fr" in dict(page.preview_modes)
    assert page.get_latest_revision() or page.save_revision()
    request_path = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    response = client.get(request_path)
    assert response.status_code == 200
    assert '<html lang="en"' in response.content.decode()
    response = page.make_preview_request(response.wsgi_request, "fr")
    assert response.status_code == 200
    html = response.content.decode()
    assert '<html lang="fr"' in html
    assert french.title in html or model is HomePage


def test_the_editor_offers_the_languages_the_page_has(client):
    page = make_statement()
    translate(page, "fr")
    assert dict(page.preview_modes).keys() == {"", "fr"}
    assert 'value="fr"' in client.get(edit_url(page)).content.decode()


def test_the_editor_previews_what_is_typed_and_the_other_language(client):
    page = make_statement()
    translate(page, "fr", title="Nous sommes là")
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    sent = statement_form(page, title="Typed just now")
    assert client.post(address, sent).json()["is_valid"]
    assert "Typed just now" in client.get(address).content.decode()
    html = client.get(address, {"mode": "fr"}).content.decode()
    assert "Nous sommes là" in html
    assert '<html lang="fr"' in html


def test_the_editor_alone_may_frame_a_page_and_only_its_preview(client):
    page = make_statement()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    client.post(address, statement_form(page))
    for url, option, ancestors in ((address, "SAMEORIGIN", "'self'"), (page.url, "DENY", "'none'")):
        response = client.get(url)
        assert response["X-Frame-Options"] == option
        assert f"frame-ancestors {ancestors}" in response["Content-Security-Policy"]


def test_a_page_is_previewed_before_it_exists(client):
    index = section(StatementIndexPage, "es")
    address = reverse("wagtailadmin_pages:preview_on_add", args=["home", "statementpage", index.pk])
    assert client.post(address, statement_form(title="Nunca guardada")).json()["is_valid"]
    response = client.get(address)
    assert response.status_code == 200
    assert "Nunca guardada" in response.content.decode()
    assert '<html lang="es"' in response.content.decode()


def test_the_translation_editor_previews_its_draft_and_the_source(client):
    page = make_statement(title="Peace")
    draft, record = start_translation(page, "fr")
    address = reverse("wagtail_localize:preview_translation", args=[record.pk])
    response = client.get(address)
    assert response.status_code == 200
    assert '<html lang="fr"' in response.content.decode()
    source = client.get(reverse("wagtail_localize:preview_translation", args=[record.pk, "en"]))
    assert '<html lang="en"' in source.content.decode()
    assert draft.pk


def test_a_preview_is_kept_by_no_cache(client):
    page = make_statement(live=False)
    page.save_revision()
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "private" in response["Cache-Control"]
