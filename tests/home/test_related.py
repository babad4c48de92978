import datetime

import pytest

from home.models import StatementPage
from tests.factories.directory import PlaceFactory, TopicFactory
from tests.factories.pages import make_statement, translate

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


@pytest.fixture
def terms(site):
    peace, work = TopicFactory(code="peace"), TopicFactory(code="work")
    return peace, work, PlaceFactory(code="haiti")


def on(year: int, title: str, **relations):
    return make_statement(title=title, date=datetime.date(year, 1, 1), **relations)


def named(client, page) -> list[str]:
    return [one.title for one in client.get(page.url).context["related"]]


def test_those_that_share_most_come_first_then_the_newest(client, terms):
    peace, work, haiti = terms
    page = on(2020, "This one", topics=[peace, work], places=[haiti])
    on(2024, "Another matter")
    on(2023, "Of peace, later", topics=[peace])
    on(2019, "Of peace", topics=[peace])
    on(2010, "Of both, there", topics=[peace, work], places=[haiti])
    on(2011, "Of both", topics=[peace, work])
    assert named(client, page) == ["Of both, there", "Of both", "Of peace, later"]


def test_neither_itself_nor_what_was_withdrawn_nor_a_draft_nor_another_language(client, terms):
    peace, _work, _haiti = terms
    page = on(2020, "This one", topics=[peace])
    translate(page, "fr")
    on(
        2021,
        "Taken back",
        topics=[peace],
        withdrawn_on=datetime.date(2022, 1, 1),
        withdrawal_reason="Wrong.",
    )
    on(2022, "Not yet", topics=[peace], live=False)
    assert named(client, page) == []
    assert "On the same subject" not in client.get(page.url).content.decode()


def test_without_terms_nothing_is_alike(site):
    make_statement()
    assert StatementPage.objects.akin_to(3) == []
