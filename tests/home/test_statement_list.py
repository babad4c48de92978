import datetime

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from home.models import StatementIndexPage, StatementPage
from home.statement_filters import NAMES, StatementFilters
from tests.factories.directory import BodyFactory, PlaceFactory, TopicFactory
from tests.factories.pages import (
    make_many_statements,
    make_site,
    make_statement,
    section,
    translate,
)
from tests.query_counts import queries

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


@pytest.fixture
def index(site):
    return section(StatementIndexPage)


def filters(index, **params):
    return StatementFilters(index.statements(), params, "/en/positions/")


def titles(found):
    return [page.title for page in found.page.object_list]


def counts(found, name):
    group = next(group for group in found.groups if group.name == name)
    return {choice.value: choice.count for choice in group.choices}


@pytest.fixture(scope="module")
def _positions_of_module(django_db_setup, django_db_blocker):
    """Three positions, made once for the whole file."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_site()
        yield [page.pk for page in make_positions()]
        transaction.set_rollback(True)


@pytest.fixture
def positions(_positions_of_module, db):
    pages = StatementPage.objects.in_bulk(_positions_of_module)
    return [pages[pk] for pk in _positions_of_module]


def make_positions() -> list[StatementPage]:
    labour, wages, peace = TopicFactory(code="labour"), None, TopicFactory(code="peace")
    wages = TopicFactory(code="wages", parent=labour)
    africa = PlaceFactory(code="africa", kind="region")
    togo = PlaceFactory(code="TG", parent=africa)
    board = BodyFactory(code="board")
    return [
        make_statement(
            title="Equal pay",
            date=datetime.date(2024, 3, 8),
            kind="resolution",
            topics=[wages],
            adopted_by=board,
        ),
        make_statement(
            title="Dockers of Lomé",
            date=datetime.date(2023, 5, 1),
            kind="declaration",
            topics=[labour, peace],
            places=[togo],
        ),
        make_statement(title="Ceasefire", date=datetime.date(2024, 1, 5), topics=[peace]),
    ]


def test_the_newest_comes_first(index, positions):
    assert titles(filters(index)) == ["Equal pay", "Ceasefire", "Dockers of Lomé"]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"kind": "resolution"}, ["Equal pay"]),
        ({"topic": "peace"}, ["Ceasefire", "Dockers of Lomé"]),
        ({"topic": "labour"}, ["Equal pay", "Dockers of Lomé"]),
        ({"place": "TG"}, ["Dockers of Lomé"]),
        ({"place": "africa"}, ["Dockers of Lomé"]),
        ({"body": "board"}, ["Equal pay"]),
        ({"year": "2024"}, ["Equal pay", "Ceasefire"]),
        ({"year": "2024", "topic": "peace"}, ["Ceasefire"]),
        ({"year": "2023", "body": "board"}, []),
    ],
)
def test_a_filter_leaves_what_it_names_and_its_parts(index, positions, params, expected):
    assert titles(filters(index, **params)) == expected


def test_counts_are_those_that_a_click_would_leave(index, positions):
    found = filters(index, year="2024")
    assert counts(found, "year") == {"2024": 2, "2023": 1}
    assert counts(found, "topic") == {"wages": 1, "peace": 1}
    assert counts(found, "kind") == {"statement": 1, "resolution": 1}
    for group in found.groups:
        for choice in group.choices:
            if not choice.chosen:
                params = dict(pair.split("=") for pair in choice.url.partition("?")[2].split("&"))
                assert filters(index, **params).total == choice.count


def test_addresses_add_and_take_back_a_filter(index, positions):
    found = filters(index, topic="peace", year="2024")
    group, choice = found.in_force[0]
    assert (group.name, choice.value) == ("topic", "peace")
    assert choice.url == "/en/positions/?year=2024"
    assert found.url(kind="resolution").endswith("?topic=peace&year=2024&kind=resolution")


@pytest.mark.parametrize(
    "params",
    [
        {"year": "last"},
        {"year": "99999999999999999999"},
        {"year": "٢٠٢٤"},
        {"topic": "no-such-topic"},
        {"kind": "<script>"},
        {"page": "minus one"},
        {"body": "\x00"},
    ],
)
def test_values_that_mean_nothing_are_ignored(index, positions, params):
    found = filters(index, **params)
    assert found.total == 3
    assert found.in_force == []


@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*NAMES, "page"]), st.text(max_size=40)))
def test_any_address_shows_the_list(index, params):
    assert filters(index, **params).total >= 0


def test_only_what_the_public_may_read_is_listed_and_counted(index, positions):
    make_statement(title="Draft", live=False, kind="report")
    hidden = make_statement(title="For members", kind="programme")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    french = translate(positions[0], "fr")
    found = filters(index)
    assert found.total == 3
    assert {"report", "programme"}.isdisjoint(counts(found, "kind"))
    assert french not in list(found.page.object_list)


def test_everything_below_a_private_list_is_private(index, positions):
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    assert StatementPage.objects.published().count() == 0


def test_cards_say_in_which_languages_one_can_read_and_whether_it_stands(index, positions):
    translate(positions[0], "fr")
    make_statement(title="Better pay", date=datetime.date(2025, 1, 1), supersedes=positions[0])
    cards = {page.title: page for page in filters(index).page.object_list}
    assert cards["Equal pay"].language_codes == ["en", "fr"]
    assert cards["Equal pay"].state == "superseded"
    assert cards["Better pay"].state == "current"


def test_the_number_of_queries_does_not_grow_with_the_list(index, positions):
    def read():
        found = filters(index, topic="peace")
        return titles(found), found.groups

    cache.clear()
    with queries() as few:
        read()
    make_many_statements(25, topics=[positions[2].topics.first()])
    cache.clear()
    with queries() as many:
        read()
    assert len(many) == len(few) <= 12


def test_what_was_counted_is_counted_anew_once_a_statement_is_there(index, positions):
    before = filters(index)
    assert before.total == len(positions)
    make_statement(topics=[positions[2].topics.first()])
    after = filters(index)
    assert after.total == len(positions) + 1
    peace = {group.name: {one.value: one.count for one in group.choices} for group in after.groups}
    assert peace["topic"]["peace"] == filters(index, topic="peace").total


def test_a_page_counted_from_the_end_holds_the_same_rows(index):
    make_many_statements(7)
    rows = index.statements()
    order = list(rows.newest_first())
    total = len(order)
    for start in range(total):
        for stop in range(start + 1, total + 1):
            assert list(rows.cards_between(start, stop, total)) == order[start:stop]


def test_the_newest_statements_are_read_in_their_order(index):
    """Whatever the archive holds: no sort of all its rows, no look at every page."""
    rows = index.statements().newest_first().values("pk")[:20]
    plan = rows.explain()
    if connection.vendor == "sqlite":
        assert "TEMP B-TREE" not in plan
        assert "SCAN wagtailcore_page" not in plan
