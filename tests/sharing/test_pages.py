"""The kit's page, its cards, the social card of a page, and what editors see."""

from unittest import mock

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.sharing import texts
from cms.sharing.drawing import FORMATS
from cms.sharing.services import kits
from tests.factories.pages import make_campaign, make_statement, translate
from tests.home.editing import colleague
from tests.query_counts import queries_of
from tests.sharing.conftest import kit_of, status


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Texts to copy"), ("fr", "Textes à copier"), ("es", "Textos para copiar")],
)
def test_the_kit_is_shown_in_its_language(statement, client, language, words):
    if language != "en":
        statement = translate(statement, language, title="Pain et roses")
        kits.make(page_id=statement.pk)
    response = client.get(texts.kit_url(statement))
    page = soup(response)
    assert words in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    pictures = page.select(".share-kit__card img")
    assert len(pictures) == len(FORMATS)
    assert all(statement.title in picture["alt"] for picture in pictures)
    for picture in pictures:
        card = client.get(picture["src"])
        assert card["Content-Type"] == "image/jpeg"
        assert card.getvalue()[:3] == b"\xff\xd8\xff"
        card.close()


def test_a_kit_that_lacks_is_made_beside_the_first_visit(site, client):
    page = make_statement()
    assert kit_of(page) is None
    assert client.get(texts.kit_url(page)).status_code == 200
    assert kit_of(page) is not None


def test_a_card_is_sent_again_only_when_it_is_another(statement, client):
    url = f"/en/share/{statement.translation_key}/link.jpg"
    first = client.get(url)
    first.close()
    kept = {"If-None-Match": first["ETag"]}
    assert status(client, url, headers=kept) == 304
    type(statement).objects.filter(pk=statement.pk).update(title="Another")
    kits.make(page_id=statement.pk)
    assert status(client, url, headers=kept) == 200
    assert client.get(url.replace("link", "poster")).status_code == 404


def test_the_social_card_is_that_of_the_kit(statement, client):
    page = soup(client.get(statement.url))
    image = page.find("meta", property="og:image")["content"]
    assert f"/en/share/{statement.translation_key}/link.jpg?v=" in image
    assert image.startswith("http")
    assert statement.title in page.find("meta", property="og:image:alt")["content"]
    assert page.find("a", href=texts.kit_url(statement))


def test_without_a_kit_a_page_has_its_picture_or_no_card(site, client):
    page = soup(client.get(make_statement().url))
    assert page.find("meta", property="og:image") is None


@pytest.mark.parametrize("make", [make_statement, make_campaign])
def test_the_social_card_is_read_together_with_its_page(site, client, make):
    page = make()
    without = queries_of(client, page.url)
    kits.make(page_id=page.pk)
    assert len(queries_of(client, page.url)) <= len(without)
    asked = [query for query in queries_of(client, page.url) if 'FROM "sharing_' in query]
    assert asked == []


def test_editors_see_the_kit_and_have_it_made_anew(statement, client, roles, monkeypatch):
    task = mock.Mock()
    monkeypatch.setattr("cms.sharing.views.editors.remake_kit", task)
    url = reverse("editors_share_kit", args=[statement.pk])
    client.force_login(colleague("coordinators"))
    assert texts.kit_url(statement) in client.get(url).content.decode()
    assert client.post(url).status_code == 302
    task.enqueue.assert_called_once_with(statement.pk)


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_does_not_edit_the_page_finds_no_kit(statement, client, roles, method):
    url = reverse("editors_share_kit", args=[statement.pk])
    client.force_login(colleague("auditors"))
    assert getattr(client, method)(url).status_code in (302, 403, 404)
    client.logout()
    assert getattr(client, method)(url).status_code == 302


def test_drawing_it_once_more_gives_other_files(statement, on_commit_at_once):
    before = kit_of(statement).files
    assert kits.make(page_id=statement.pk, anew=True)
    assert kit_of(statement).files != before
