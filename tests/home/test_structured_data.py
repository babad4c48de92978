"""What machines read of a page: JSON-LD that parses and has what schema.org's readers require."""

import json

import pytest
from bs4 import BeautifulSoup

from home.models import BodyIndexPage, DirectoryPage
from tests.factories.directory import BodyFactory, OrganisationFactory, PlaceFactory
from tests.factories.pages import make_event, make_solidarity, make_statement, section

pytestmark = pytest.mark.django_db
REQUIRED = {
    "Article": {"headline", "datePublished", "dateModified", "inLanguage", "publisher", "author"},
    "Event": {"name", "startDate", "endDate", "eventStatus", "location", "organizer"},
    "Organization": {"name", "url"},
    "BreadcrumbList": {"itemListElement"},
}


def blocks(client, url) -> dict[str, dict]:
    """Return the JSON-LD of a page by type."""
    html = BeautifulSoup(client.get(url).content, "html.parser")
    found = [json.loads(one.string) for one in html.find_all("script", type="application/ld+json")]
    assert all(one["@context"] == "https://schema.org" for one in found)
    return {one["@type"]: one for one in found}


def test_every_kind_of_page_says_what_it_is(client, site):
    place = PlaceFactory(code="peru")
    organisation = OrganisationFactory(place=place)
    BodyFactory(code="board", public=True)
    event = make_event(place=place, venue="Lima", online_url="https://meet.example.org/a")
    pages = {
        make_statement(title="</script>&").url: {"Article", "BreadcrumbList"},
        make_solidarity().url: {"Article", "BreadcrumbList"},
        event.url: {"Event", "BreadcrumbList"},
        f"{section(DirectoryPage).url}{organisation.code}/": {"Organization", "BreadcrumbList"},
        f"{section(BodyIndexPage).url}board/": {"BreadcrumbList"},
    }
    for url, kinds in pages.items():
        found = blocks(client, url)
        assert set(found) == kinds, url
        for kind, data in found.items():
            assert REQUIRED[kind] <= set(data), (url, kind)
        steps = found["BreadcrumbList"]["itemListElement"]
        assert [one["position"] for one in steps] == list(range(1, len(steps) + 1))
        assert all(one["item"].startswith("http") and one["name"] for one in steps), url
    told = blocks(client, event.url)["Event"]
    assert told["startDate"] == event.local_start.isoformat()
    assert [one["@type"] for one in told["location"]] == ["Place", "VirtualLocation"]


def test_open_graph_names_the_locale_and_the_site(client, site):
    html = BeautifulSoup(client.get("/en/").content, "html.parser")
    assert html.find("meta", property="og:locale")["content"] == "en_GB"
    page = make_statement("fr")
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert html.find("meta", property="og:locale")["content"] == "fr_FR"
