"""Addresses as people mistype them, and methods that nobody sends."""

import pytest

from home.models import StatementIndexPage
from tests.factories.pages import make_many_statements, make_statement, section

pytestmark = pytest.mark.django_db


def test_another_case_leads_to_the_one_address(client, site):
    page = make_statement(title="Peace now")
    for asked, there in (
        (page.url.upper(), page.url),
        (page.url.replace("/en/", "/EN/") + "?a=B", page.url + "?a=B"),
        ("/en/Bodies/", "/en/bodies/"),
        ("/EN/Search/?q=Peace", "/en/search/?q=Peace"),
    ):
        answer = client.get(asked)
        assert (answer.status_code, answer["Location"]) == (301, there)
    assert client.get("/en/Nowhere/").status_code == 404


def test_an_unknown_method_is_refused(client, site):
    page = make_statement()
    for method in ("BREW", "DELETE", "PUT", "TRACE"):
        for path in (page.url, "/en/search/", "/sitemap.xml"):
            answer = client.generic(method, path)
            assert answer.status_code == 405, f"{method} {path}"
            assert "GET" in answer["Allow"]
    # Wagtail's editor of translations sends what the public site knows nothing of.
    assert client.put("/admin/localize/translate/1/strings/1/edit/").status_code != 405


def test_a_page_of_a_list_is_itself_and_beyond_the_last_there_is_none(client, site):
    make_many_statements(21)
    url = section(StatementIndexPage).url
    for asked, canonical in (
        ("", ""),
        ("?page=1", ""),
        ("?page=2", "?page=2"),
        ("?page=2&kind=statement", ""),
        ("?kind=statement", ""),
        ("?page=two", ""),
    ):
        text = client.get(url + asked).content.decode()
        assert f'rel="canonical" href="http://localhost{url}{canonical}"' in text, asked
    for asked in ("?page=3", "?page=0", "?page=-1", "?page=2&kind=report"):
        answer = client.get(url + asked)
        assert answer.status_code == 404, asked
        assert b'rel="canonical"' not in answer.content
        assert b'content="noindex"' in answer.content


def test_switching_language_keeps_what_was_asked(client, site):
    make_many_statements(21)
    url, french = (section(StatementIndexPage, code).url for code in ("en", "fr"))

    def switch(asked: str) -> str:
        languages = client.get(asked).context["languages"]
        return next(one["url"] for one in languages if one["code"] == "fr")

    assert switch(f"{url}?kind=statement&year=2001") == f"{french}?kind=statement&year=2001"
    # The French list is shorter: what is left of the address leads to its first page.
    assert switch(f"{url}?kind=statement&page=2") == f"{french}?kind=statement"
    assert switch("/en/search/?q=peace&sort=date") == "/fr/search/?q=peace&sort=date"
    assert switch("/en/members/?q=social&region=africa") == "/fr/membres/?q=social&region=africa"
