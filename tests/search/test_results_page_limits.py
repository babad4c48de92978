"""The public search page: any input, its policy, its queries."""

import pytest
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.directory import BodyFactory, OrganisationFactory, PlaceFactory, TopicFactory
from tests.factories.pages import make_event, make_standard, make_statement, translate
from tests.query_counts import cold_queries_of, repeated
from tests.search.test_query_properties import NASTY
from tests.search.tools import page, pay

pytestmark = pytest.mark.django_db
BUDGET = 20


@pytest.mark.parametrize("text", NASTY)
def test_nasty_strings(client, add, text):
    pay(add)
    text = text.encode("utf-8", "replace").decode()
    for path in ("", "suggest/", "feed/", "api/"):
        response = client.get(f"/fr/search/{path}", {"q": text, "topic": text, "sort": text})
        assert response.status_code == 200
        if path != "api/":
            assert b"<script>alert" not in response.content


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_string(db, client, text):
    parameters = {"q": text, "kind": text, "page": text, "year": text, "size": text}
    for path in ("", "suggest/", "feed/", "api/"):
        assert client.get(f"/en/search/{path}", parameters).status_code == 200


def test_broken_percent_encoding(client):
    assert client.get("/en/search/?q=%E9galit%E9&topic=%ff%00").status_code == 200


def test_what_is_typed_is_escaped(client):
    typed = "\"><img src=x onerror=alert(1)>'"
    html = page(client, "/en/search/?q=" + "%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E'")
    assert "<img src=x" not in html
    assert f'value="{escape(typed)}"' in html


def test_no_cookies_a_strict_policy_and_no_index(client, add):
    pay(add)
    for path in ("", "suggest/", "feed/", "api/", "opensearch.xml"):
        response = client.get(f"/en/search/{path}?q=pay")
        assert not response.cookies
        assert "access-control-allow-origin" not in response
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    response = client.get("/en/search/?q=pay")
    assert '<meta name="robots" content="noindex, follow">' in response.content.decode()
    assert "private" in response["Cache-Control"]


def test_htmx_is_loaded_here_alone(client, site, add):
    assert "htmx" in page(client, "/en/search/")
    assert "htmx" not in page(client, "/en/")
    assert "suggest.js" in page(client, "/en/")


def test_other_languages_keep_the_search(client, add):
    TopicFactory(code="labour")
    pay(add, facets={"topic": ["labour"]})
    html = page(client, "/en/search/?q=pay&topic=labour")
    assert 'href="/fr/search/?q=pay&amp;topic=labour"' in html


def answer_costs(client, url: str) -> list[str]:
    """Return the SQL that the first reader waits for; searches are counted after the answer."""
    return [sql for sql in cold_queries_of(client, url) if "search_searchcount" not in sql]


def test_few_queries_whatever_is_found(client, site, commits, add):
    region = PlaceFactory(code="africa", kind="region")
    place = PlaceFactory(parent=region)
    topic = TopicFactory(code="labour")
    with commits():
        body = BodyFactory(code="board", labels={"en": "Peace board"}, public=True)
        statement = make_statement(title="Peace", topics=[topic], places=[place], adopted_by=body)
        make_event(title="Peace talks", topics=[topic], place=place)
        make_standard(title="Peace page")
        OrganisationFactory(names={"en": "Peace party"}, place=place)
        translate(statement, "fr", title="Paix")
    urls = [
        "/en/search/",
        "/en/search/?q=peace",
        "/en/search/?q=peace&topic=labour&kind=statement&sort=date",
        "/en/search/?q=nothingatall",
        "/en/search/?q=nothing+at+all+of+these+words+stands+anywhere+whatsoever",
        "/en/search/feed/?q=peace",
        "/en/search/api/?q=peace&size=50",
        "/en/search/suggest/?q=pea",
    ]
    few = {url: answer_costs(client, url) for url in urls}
    for n in range(200):
        add(title=f"Peace {n}", facets={"topic": ["labour"], "kind": ["statement"]})
    many = {url: answer_costs(client, url) for url in urls}
    over = {url: len(asked) for url, asked in [*few.items(), *many.items()] if len(asked) > BUDGET}
    assert over == {}
    grown = {url: (len(few[url]), len(many[url])) for url in urls if len(many[url]) > len(few[url])}
    assert grown == {}
    assert {url: sqls for url, asked in few.items() if (sqls := repeated(asked))} == {}
