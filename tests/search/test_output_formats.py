"""The feed, the JSON form, suggestions and the OpenSearch description of a search."""

import datetime
import xml.etree.ElementTree as ElementTree

import pytest
from django.conf import settings

from tests.factories.directory import TopicFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture
def things(add):
    """Fifteen things about pay, one of them with everything."""
    TopicFactory(code="labour", labels={"en": "Labour rights", "fr": "Droits du travail"})
    for n in range(14):
        add(title=f"Pay {n}", date=datetime.date(2020, 1, n + 1))
    add(
        title="Pay & <justice>\x0b",
        text="Bad\x0csigns and \ufffe pay.",
        date=datetime.date(2024, 5, 1),
        facets={"kind": ["resolution"], "topic": ["labour"], "year": ["2024"]},
        languages=("en", "fr"),
        extra={"file": "/documents/1/a.pdf", "extension": "pdf", "size": 10, "pages": 1},
    )


def feed(client, url: str):
    """Return the root of an Atom feed."""
    response = client.get(url)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    return ElementTree.fromstring(response.content)


def test_the_feed_holds_the_newest_first(client, site, things):
    root = feed(client, "/en/search/feed/?q=pay")
    titles = [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
    assert len(titles) == 15
    assert titles[0].startswith("Pay & <justice>")
    assert titles[1] == "Pay 13"
    assert root.findtext(f"{ATOM}title").endswith("15 results for “pay”")


def test_the_feed_is_valid(client, site, things):
    root = feed(client, "/en/search/feed/?q=pay")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == f"{settings.BASE_URL}/en/search/feed/?q=pay"
    assert links["alternate"] == f"{settings.BASE_URL}/en/search/?q=pay"
    for element in (root, *root.findall(f"{ATOM}entry")):
        assert element.findtext(f"{ATOM}id")
        assert datetime.datetime.fromisoformat(element.findtext(f"{ATOM}updated"))
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)


def test_the_feed_takes_the_same_filters(client, site, things):
    root = feed(client, "/en/search/feed/?q=pay&topic=labour&page=7")
    assert len(root.findall(f"{ATOM}entry")) == 1


def test_a_feed_of_nothing_is_a_feed(client, site):
    assert feed(client, "/fr/search/feed/?q=x%00%0b").findall(f"{ATOM}entry") == []


FIELDS = {
    *("query", "language", "sort", "page", "pages", "size", "total", "sentence", "simplified"),
    *("filters", "facets", "results", "links"),
}
RESULT_FIELDS = {
    *("id", "kind", "kind_label", "title", "title_html", "excerpt_html", "url", "date"),
    *("language", "languages", "state", "outdated", "topics", "places", "bodies", "file"),
    "confidential",
}


def test_the_json_form_has_its_fields(client, things):
    data = client.get("/en/search/api/?q=justice&topic=labour").json()
    assert data.keys() == FIELDS
    (result,) = data["results"]
    assert result.keys() == RESULT_FIELDS
    assert result["kind"] == "resolution"
    assert result["date"] == "2024-05-01"
    assert result["url"].startswith(settings.BASE_URL)
    assert result["topics"] == [{"code": "labour", "label": "Labour rights"}]
    assert result["title_html"].startswith("Pay &amp; &lt;<mark>justice</mark>&gt;")
    assert result["file"] == {
        "url": f"{settings.BASE_URL}/documents/1/a.pdf",
        "type": "pdf",
        "bytes": 10,
        "pages": 1,
    }
    assert data["filters"] == {"topic": ["labour"]}
    assert data["facets"]["topic"] == [
        {"value": "labour", "label": "Labour rights", "count": 1, "chosen": True}
    ]


def test_the_json_form_has_pages(client, things):
    data = client.get("/en/search/api/?q=pay&size=4&page=2").json()
    assert (data["total"], data["pages"], data["page"], data["size"]) == (15, 4, 2, 4)
    assert len(data["results"]) == 4
    assert data["links"]["next"] == f"{settings.BASE_URL}/en/search/api/?q=pay&size=4&page=3"
    assert data["links"]["prev"] == f"{settings.BASE_URL}/en/search/api/?q=pay&size=4"
    last = client.get("/en/search/api/?q=pay&size=4&page=4").json()
    assert last["links"]["next"] is None
    assert client.get("/en/search/api/?q=pay&size=100000").json()["size"] == 100


def test_the_json_form_is_the_page_in_other_words(client, things):
    data = client.get("/en/search/api/?q=pay").json()
    html = client.get("/en/search/?q=pay").content.decode()
    places = [
        html.index(f'href="{one["url"].removeprefix(settings.BASE_URL)}"')
        for one in data["results"]
    ]
    assert places == sorted(places)


def test_the_json_form_is_always_that_of_now(client, things, settings):
    settings.PUBLIC_CACHE_SECONDS = 60
    response = client.get("/en/search/api/?q=pay")
    assert response["Cache-Control"] == "private, max-age=0, must-revalidate"
    again = client.get("/en/search/api/?q=pay", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_suggestions_are_options(client, things):
    html = client.get("/en/search/suggest/?q=just").content.decode()
    assert 'role="listbox"' in html
    assert 'data-said="1 suggestion"' in html
    assert "Pay &amp; &lt;<mark>justice</mark>&gt;" in html
    assert "Resolution" in html


@pytest.mark.parametrize("typed", ["", " ", "p", "zzzz", "\x00"])
def test_nothing_to_suggest(client, things, typed):
    html = client.get("/en/search/suggest/", {"q": typed}).content.decode()
    assert "<li" not in html
    assert 'data-said=""' in html


def test_suggestions_for_browsers(client, things):
    response = client.get("/en/search/suggest/?format=json&q=just")
    assert response["Content-Type"] == "application/x-suggestions+json"
    typed, titles, kinds, urls = response.json()
    assert typed == "just"
    assert titles[0].startswith("Pay & <justice>")
    assert kinds == ["Resolution"]
    assert urls[0].startswith(settings.BASE_URL)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_opensearch_description_is_valid(client, site, language):
    response = client.get(f"/{language}/search/opensearch.xml")
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    assert len(root.findtext(f"{OPENSEARCH}ShortName")) <= 16
    assert root.findtext(f"{OPENSEARCH}Language") == language
    templates = {url.get("type"): url.get("template") for url in root.findall(f"{OPENSEARCH}Url")}
    base = f"{settings.BASE_URL}/{language}/search/"
    assert templates["text/html"] == base + "?q={searchTerms}&page={startPage?}"
    for template in templates.values():
        path = template.removeprefix(settings.BASE_URL)
        path = path.replace("{searchTerms}", "pay").replace("{startPage?}", "1")
        assert client.get(path).status_code == 200


def test_every_page_names_the_description(client, site):
    link = '<link rel="search" type="application/opensearchdescription+xml"'
    for url in ("/en/", "/fr/", "/en/search/"):
        html = client.get(url).content.decode()
        assert link in html
        assert f'href="{url[:4]}search/opensearch.xml"' in html
