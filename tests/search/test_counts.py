"""What is counted of searches, who sees it, and what is never kept."""

import datetime

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from cms.core.caching import content_version
from search.models import Pick, SearchCount, Synonym
from search.services import counts
from search.services.counts import asked, by_day, count_search, forget, missed
from tests.factories.pages import make_statement
from tests.home.editing import colleague, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def rows() -> list[tuple]:
    """Return query, language, times and hits of every count."""
    return list(SearchCount.objects.values_list("query", "language", "times", "hits"))


def test_a_search_is_counted_folded(client, add):
    add("fr", title="Égalité")
    for typed in ("Égalité", "egalite", " ÉGALITÉ "):
        client.get("/fr/search/", {"q": typed})
    assert rows() == [("egalite", "fr", 3, 1)]


def test_neither_filters_nor_pages_nor_nothing_count(client, add):
    add(title="Pay", facets={"kind": ["report"]})
    client.get("/en/search/")
    client.get("/en/search/?q=pay&page=2")
    client.get("/en/search/?q=pay&kind=report")
    client.get("/en/search/api/?q=pay")
    assert rows() == []


@pytest.mark.parametrize(
    "typed", ["maria@example.org", "+32 2 555 01 00", "maria 0475123456", "x" * 101, "", "\x00"]
)
def test_what_may_name_somebody_is_not_kept(client, typed):
    client.get("/en/search/", {"q": typed})
    assert rows() == []


def test_years_are_no_telephone_numbers():
    count_search("programme 2019-2021", "en", 1)
    assert rows() == [("programme 2019-2021", "en", 1, 1)]


def test_nobody_fills_the_table(monkeypatch):
    monkeypatch.setattr(counts, "MOST_A_DAY", 2)
    for word in "abcd":
        count_search(word * 3, "en", 0)
    assert len(rows()) == 2


def test_a_count_that_fails_leaves_the_page(client, monkeypatch):
    def fail():
        raise DatabaseError("database is locked")

    monkeypatch.setattr(counts, "_impatient", fail)
    assert client.get("/en/search/?q=pay").status_code == 200


def test_counting_empties_no_cache(django_capture_on_commit_callbacks):
    before = content_version()
    with django_capture_on_commit_callbacks(execute=True):
        count_search("pay", "en", 0)
    cache.clear()
    assert content_version() == before


def test_counts_are_forgotten_in_time(settings):
    settings.SEARCH_COUNT_DAYS = 30
    today = timezone.localdate()
    for days in (31, 30, 0):
        day = today - datetime.timedelta(days=days)
        SearchCount.objects.create(day=day, language="en", query=str(days), times=5)
    count_search("pay", "en", 0)
    assert {query for query, *_rest in rows()} == {"30", "0", "pay"}
    assert forget(today + datetime.timedelta(days=31)) == 3


def test_rare_searches_are_not_shown():
    today = timezone.localdate()
    yesterday = today - datetime.timedelta(days=1)
    for day, query, times, hits in (
        (today, "rare", 2, 0),
        (today, "wage", 2, 0),
        (yesterday, "wage", 1, 0),
        (today, "pay", 9, 4),
        (yesterday, "found since", 5, 0),
        (today, "found since", 1, 3),
    ):
        SearchCount.objects.create(day=day, language="en", query=query, times=times, hits=hits)
    assert [row["query"] for row in asked(30)] == ["pay", "found since", "wage"]
    assert [(row["query"], row["asked"]) for row in missed(30)] == [("wage", 3)]
    assert [row["query"] for row in asked(1)] == ["pay"]


# --- The editors' side --------------------------------------------------------------------


def addresses() -> list[str]:
    """Return the addresses of all screens of the search."""
    return [
        reverse("search_report"),
        reverse(Synonym.snippet_viewset.get_url_name("list")),
        reverse(Synonym.snippet_viewset.get_url_name("add")),
        reverse(Pick.snippet_viewset.get_url_name("list")),
        reverse(Pick.snippet_viewset.get_url_name("add")),
    ]


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("editors", False), ("translators", False), ("coordinators", True), ("secretariat", True)],
)
def test_who_tends_the_search(roles, role, allowed):
    client = signed_in(colleague(role))
    for address in addresses():
        status = client.get(address).status_code
        assert status == (200 if allowed else 302), address


def test_every_day_of_a_period_is_counted_also_those_without_a_search():
    today = timezone.localdate()
    count = SearchCount.objects.create
    count(day=today, language="en", query="pay", times=3, hits=2)
    count(day=today, language="fr", query="rien", times=2, hits=0)
    count(day=today - datetime.timedelta(days=2), language="en", query="pay", times=1, hits=2)
    count(day=today - datetime.timedelta(days=7), language="en", query="old", times=9, hits=0)
    days = by_day(7)
    assert [day for day, *_counts in days] == [
        today - datetime.timedelta(days=back) for back in range(6, -1, -1)
    ]
    assert [tuple(counts) for _day, *counts in days] == [
        *[(0, 0)] * 4,
        *[(1, 0), (0, 0), (5, 2)],
    ]


def test_the_report_draws_what_can_be_found_and_how_often_was_searched(roles, add):
    add(title="Pay")
    add("fr", title="Salaire")
    SearchCount.objects.create(
        day=timezone.localdate(), language="fr", query="rien", times=4, hits=0
    )
    answer = signed_in(colleague("coordinators")).get(reverse("search_report"), {"days": 7})
    entries, days = answer.context["entries"], answer.context["by_day"]
    assert dict(zip(entries.labels, entries.series[0].values, strict=True)) == {
        "English": 1,
        "Français": 1,
    }
    assert [series.values for series in days.series] == [(0, 0, 0, 0, 0, 0, 4)] * 2
    html = answer.content.decode()
    assert html.count('class="chart"') == 2
    assert "cms/css/components/chart.css" in html


def test_the_report_tells_how_the_search_stands(roles, add):
    entry = add(title="Pay")
    html = signed_in(colleague("coordinators")).get(reverse("search_report")).content.decode()
    assert "answers searches now" in html
    assert "in step" in html
    entry.version += 1
    entry.save()
    html = signed_in(colleague("coordinators")).get(reverse("search_report")).content.decode()
    assert "out of step" in html


def test_a_miss_leads_to_a_synonym_and_a_pick(roles):
    for _time in range(3):
        count_search("salary & <gap>", "fr", 0)
    client = signed_in(colleague("coordinators"))
    html = client.get(reverse("search_report") + "?days=7").content.decode()
    assert "salary &amp; &lt;gap&gt;" in html
    add = reverse(Synonym.snippet_viewset.get_url_name("add"))
    assert f'href="{add}?language=fr&amp;words=salary+%26+%3Cgap%3E"' in html
    form = client.get(f"{add}?language=fr&words=salary").content.decode()
    assert 'value="salary, "' in form
    assert '<option value="fr" selected>' in form


def test_an_editor_makes_a_synonym_and_a_pick(roles, site):
    client = signed_in(colleague("coordinators"))
    add = reverse(Synonym.snippet_viewset.get_url_name("add"))
    client.post(add, {"language": "en", "words": "one"})
    assert not Synonym.objects.exists()
    client.post(add, {"language": "en", "words": "wage, pay"})
    assert Synonym.objects.get().as_list() == ["wage", "pay"]
    page = make_statement(title="Equal pay")
    add = reverse(Pick.snippet_viewset.get_url_name("add"))
    data = {"language": "en", "query": "Wages", "page": page.pk, "sort_order": 0}
    client.post(add, data)
    assert Pick.objects.get().folded_query == "wages"
