"""The public search page: what it shows, what its addresses say, what it refuses to break on."""

import datetime
from dataclasses import replace

import pytest

import search.services.find
from search.engines import database_engine
from search.models import Pick, Synonym
from tests.factories.directory import BodyFactory, TopicFactory
from tests.factories.pages import make_statement
from tests.search.tools import page, pay

pytestmark = pytest.mark.django_db


# --- What a result shows ----------------------------------------------------------------


def test_a_result_shows_what_it_is(client, add):
    BodyFactory(code="board", labels={"en": "Board"})
    add(
        title="Equal <pay>",
        text="Nothing here. The pay gap must close.",
        date=datetime.date(2023, 3, 8),
        facets={"kind": ["resolution"], "body": ["board"]},
        languages=("en", "fr"),
        outdated=True,
        state="superseded",
    )
    html = page(client, "/en/search/?q=pay")
    assert "Resolution</span>" in html
    assert '<time datetime="2023-03-08">8\u00a0March 2023</time>' in html
    assert "<span>Board</span>" in html
    assert "Equal &lt;<mark>pay</mark>&gt;" in html
    assert "The <mark>pay</mark> gap must close." in html
    assert "Superseded" in html
    assert "Translation out of date" in html
    assert '<span title="French">fr</span>' in html


def test_a_document_shows_its_file(client, add):
    extra = {"file": "/documents/1/pay.pdf", "extension": "pdf", "size": 2048, "pages": 3}
    add(title="Pay", facets={"kind": ["document"]}, extra=extra)
    html = page(client, "/en/search/?q=pay")
    assert 'href="/documents/1/pay.pdf"' in html
    assert "PDF, 2.0\u00a0KB, 3 pages" in html


def test_withdrawn_and_cancelled_are_said(client, add):
    add(title="Pay", state="withdrawn", extra={"cancelled": True})
    html = page(client, "/en/search/?q=pay")
    assert "Withdrawn" in html
    assert "Cancelled" in html


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_in_every_language(client, add, language):
    add(language, title="Solidaridad solidarité solidarity")
    html = page(client, f"/{language}/search/?q=solidarit")
    assert f'<html lang="{language}"' in html
    assert "statement-card" in html


def test_without_words_everything_is_there_the_newest_first(client, add):
    add(title="Old", date=datetime.date(2020, 1, 1))
    add(title="New", date=datetime.date(2024, 1, 1))
    html = page(client, "/en/search/")
    assert html.index(">New<") < html.index(">Old<")
    assert "2 results" in html


# --- Filters ----------------------------------------------------------------------------


@pytest.fixture
def filed(add):
    """Things under topics and kinds."""
    TopicFactory(code="labour", labels={"en": "Labour rights"})
    TopicFactory(code="peace", labels={"en": "Peace"})
    pay(add, 3, facets={"topic": ["labour"], "kind": ["resolution"], "year": ["2020"]})
    pay(add, 2, facets={"topic": ["peace"], "kind": ["resolution"], "year": ["2021"]})
    pay(add, 1, facets={"topic": ["peace"], "kind": ["report"], "year": ["2021"]})


def test_filters_are_links_with_counts(client, filed):
    html = page(client, "/en/search/?q=pay")
    assert 'href="/en/search/?q=pay&amp;topic=labour"' in html
    assert "6 results for “pay”" in html.replace("\n", " ")


def test_any_of_a_facet_and_all_of_several(client, filed):
    assert "6 results" in page(client, "/en/search/?q=pay&topic=labour&topic=peace")
    assert "2 resolutions" in page(client, "/en/search/?q=pay&topic=peace&kind=resolution")


def test_the_other_counts_of_a_chosen_facet_stay(client, filed):
    html = page(client, "/en/search/?q=pay&topic=labour")
    assert 'href="/en/search/?q=pay&amp;topic=labour&amp;topic=peace"' in html
    assert 'href="/en/search/?q=pay" rel="nofollow" aria-current="true"' in html


def test_the_state_of_the_filters_is_a_sentence(client, filed):
    html = page(client, "/en/search/?q=pay&topic=labour&topic=peace&year=2021&kind=resolution")
    assert "2 resolutions for “pay” on “Labour rights” or “Peace” in 2021" in html
    assert "Clear all filters" in html


def test_values_that_do_not_exist_are_ignored(client, filed):
    html = page(client, "/en/search/?q=pay&topic=nonsense&kind=&colour=red&year=99999")
    assert "6 results for “pay”" in html
    assert "nonsense" not in html


def test_filters_that_leave_nothing_can_be_taken_off(client, filed):
    html = page(client, "/en/search/?q=pay&topic=labour&kind=report")
    assert "Nothing matches these filters" in html
    assert 'href="/en/search/?q=pay"' in html


def test_order_by_date(client, add):
    add(title="pay pay pay", date=datetime.date(2010, 1, 1))
    add(title="A word on pay among very many others", date=datetime.date(2024, 1, 1))
    html = page(client, "/en/search/?q=pay&sort=date")
    assert html.index("2024") < html.index("2010")
    assert 'aria-current="true">Newest first' in html


# --- Pages ------------------------------------------------------------------------------


def test_pages_have_neighbours(client, add):
    pay(add, 25)
    html = page(client, "/en/search/?q=pay&page=2")
    assert '<link rel="prev" href="?q=pay&amp;page=1">' in html
    assert '<link rel="next" href="?q=pay&amp;page=3">' in html
    assert html.count('class="statement-card ') == 10
    assert page(client, "/en/search/?q=pay&page=99").count('class="statement-card ') == 5


@pytest.mark.parametrize("number", ["0", "-1", "x", "1" * 400, "٣", "1e9", ""])
def test_any_number_of_a_page(client, add, number):
    pay(add, 11)
    assert "11 results" in page(client, f"/en/search/?q=pay&page={number}")


def test_pages_go_past_ten_thousand(client, add, monkeypatch):
    entry = add(title="Equal pay")
    find = search.services.find.find

    def plenty(query, engine=None):
        return replace(find(replace(query, page=1)), total=25_000)

    monkeypatch.setattr("search.results.find", plenty)
    html = page(client, "/en/search/?q=pay&page=1500")
    assert '<link rel="next" href="?q=pay&amp;page=1501">' in html
    assert entry.title.split()[0] in html


def test_no_page_is_deeper_than_what_is_shown(client, add, monkeypatch):
    add(title="Equal pay")
    find, asked = search.services.find.find, []

    def plenty(query, engine=None):
        asked.append(query.page)
        return replace(find(replace(query, page=1)), total=250_000)

    monkeypatch.setattr("search.results.find", plenty)
    html = page(client, "/en/search/?q=pay&page=99999999")
    assert asked == [10_000]
    assert '<link rel="prev" href="?q=pay&amp;page=9999">' in html
    assert 'rel="next"' not in html


# --- Where nothing is found -------------------------------------------------------------


def test_a_misspelt_word_is_corrected(client, add):
    pay(add, text="We stand in solidarity.")
    html = page(client, "/en/search/?q=solidaritx")
    assert 'Did you mean <a href="/en/search/?q=solidarity">' in html


def test_the_latest_positions_and_nearest_topics_are_offered(client, add):
    climate = TopicFactory(code="climate", labels={"en": "Climate justice"})
    TopicFactory(code="coal", labels={"en": "Coal mines"}, parent=climate)
    add(title="Peace", facets={"kind": ["statement"]}, date=datetime.date(2024, 1, 1))
    html = page(client, "/en/search/?q=mines")
    assert 'href="/en/search/?topic=coal">Coal mines<' in html
    assert 'href="/en/search/?topic=climate">Climate justice<' in html
    assert "Latest positions" in html
    assert ">Peace<" in html


def test_what_is_left_out_can_be_let_in(client, add):
    pay(add)
    html = page(client, "/en/search/?q=%22pay%22+-equal")
    assert "Search for the words alone: pay" in html


def test_other_languages_are_offered(client, add):
    for n in range(12):
        add("fr", title=f"Wideline {n}")
    html = page(client, "/en/search/?q=wideline")
    assert 'href="/fr/search/?q=wideline" hreflang="fr">Also found in French (12)' in html
    pay(add, 5)
    assert "Also found" not in page(client, "/en/search/?q=pay")


def test_a_simpler_engine_says_so(client, add, monkeypatch):
    pay(add)
    answer = database_engine().search
    monkeypatch.setattr(
        database_engine(), "search", lambda query: replace(answer(query), degraded=True)
    )
    assert "Results are simpler than usual just now." in page(client, "/en/search/?q=pay")
    monkeypatch.undo()
    assert "simpler" not in page(client, "/en/search/?q=pay")


# --- What editors add -------------------------------------------------------------------


def test_a_pick_comes_first_and_once(client, site, commits):
    with commits():
        make_statement(title="Wages for all: wages, wages, wages")
        picked = make_statement(title="Something else on wages")
    Pick.objects.create(language="en", query="Wages!", page=picked)
    assert page(client, "/en/search/?q=wages").count("Something else on") == 1
    html = page(client, "/en/search/?q=WAGES!")
    assert html.index("Something else on") < html.index("for all:")
    assert html.count("Recommended") == 1
    assert html.count("Something else on") == 1


def test_a_pick_is_never_shown_to_who_may_not_see_it(client, site, commits):
    with commits():
        picked = make_statement(title="Something else")
    Pick.objects.create(language="en", query="wages", page=picked)
    with commits():
        picked.unpublish()
    assert "Something else" not in page(client, "/en/search/?q=wages")


def test_a_pick_answers_where_nothing_is_found(client, site, commits):
    with commits():
        picked = make_statement(title="Something else")
    Pick.objects.create(language="en", query="wages", page=picked)
    assert "Something else" in page(client, "/en/search/?q=wages")


def test_synonyms_widen_a_search(client, add):
    add(title="Gender gap in earnings")
    assert "statement-card" not in page(client, "/en/search/?q=remuneration")
    Synonym.objects.create(language="en", words="remuneration, earnings")
    assert "Gender gap" in page(client, "/en/search/?q=remuneration")
