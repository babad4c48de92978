import uuid
import xml.etree.ElementTree as ET

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.pages import foreign_alias, make_statement, translate

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def languages(client, url):
    return {entry["code"]: entry for entry in client.get(url).context["languages"]}


@pytest.mark.parametrize(
    ("accepts", "home"),
    [
        ("fr-CA,fr;q=0.9", "/fr/"),
        ("es", "/es/"),
        ("de,en;q=0.5", "/en/"),
        ("de", "/en/"),
        ("", "/en/"),
        ("*;q=bad,,,", "/en/"),
    ],
)
def test_the_bare_address_leads_to_the_readers_language(client, site, accepts, home):
    answer = client.get("/", headers={"Accept-Language": accepts})
    assert answer["Location"] == home
    assert "Accept-Language" in answer["Vary"]


def test_the_switcher_leads_to_the_translation(client, site):
    page = make_statement()
    french = translate(page, "fr")
    assert languages(client, page.url)["fr"]["url"] == french.url
    assert languages(client, french.url)["en"]["url"] == page.url


@pytest.mark.parametrize("state", ["none", "draft", "unpublished"])
def test_the_switcher_never_misses(client, site, state):
    page = make_statement(title="Only English")
    if state != "none":
        french = translate(page, "fr", live=state == "unpublished")
        french.unpublish()
    entry = languages(client, page.url)["fr"]
    assert entry["available"] is False
    answer = client.get(entry["url"])
    assert answer.status_code == 200
    text = answer.content.decode()
    assert '<html lang="fr"' in text
    assert page.url in text
    assert answer.context["versions"][0]["authentic"] is True


def test_the_notice_is_not_for_search_engines(client, site):
    page = make_statement()
    notice = languages(client, page.url)["fr"]["url"]
    answer = client.get(notice)
    assert answer["X-Robots-Tag"] == "noindex, follow"
    text = answer.content.decode()
    assert '<meta name="robots" content="noindex, follow">' in text
    assert 'rel="canonical"' not in text
    assert 'rel="alternate" hreflang' not in text
    # An alias would only lead to the notice.
    alias = foreign_alias(page, "fr")
    assert client.get(alias.url)["Location"] == notice
    sitemap = client.get("/sitemap.xml").content.decode()
    assert page.full_url in sitemap
    assert "/translations/" not in sitemap
    assert alias.full_url not in sitemap
    # The text itself is for them.
    assert "noindex" not in client.get(page.url).content.decode()


def test_the_notice_gives_way_to_the_page_where_there_is_one(client, site):
    page = make_statement()
    french = translate(page, "fr")
    answer = client.get(f"/fr/translations/{page.translation_key}/")
    assert (answer.status_code, answer["Location"]) == (302, french.url)


def test_a_notice_for_nothing_is_a_404(client, site):
    assert client.get(f"/fr/translations/{uuid.uuid4()}/").status_code == 404
    draft = make_statement(live=False)
    assert client.get(f"/fr/translations/{draft.translation_key}/").status_code == 404


def test_every_switch_on_every_section_answers(client, site):
    for home in site.values():
        for page in [home, *home.get_children().specific()]:
            for entry in client.get(page.url).context["languages"]:
                assert entry["available"]
                assert client.get(entry["url"]).status_code == 200


def test_the_sitemap_names_every_published_page_with_its_languages(client, site):
    page = make_statement()
    french = translate(page, "fr")
    draft = make_statement(live=False)
    hidden = make_statement()
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    root = ET.fromstring(client.get("/sitemap.xml").content)
    urls = {url.findtext(f"{SITEMAP}loc"): url for url in root.iter(f"{SITEMAP}url")}
    assert {page.full_url, french.full_url} <= set(urls)
    assert not {draft.full_url, hidden.full_url} & set(urls)
    links = urls[page.full_url].iter(f"{XHTML}link")
    assert {link.get("hreflang"): link.get("href") for link in links} == {
        "en": page.full_url,
        "fr": french.full_url,
    }


def test_robots_may_read_the_site_and_not_the_admin(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
