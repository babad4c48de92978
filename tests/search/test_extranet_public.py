"""What mandates let find changes nothing that the public gets, and is marked for members."""

import pytest

from search.engines.base import Query
from search.sources.confidential import object_id_of
from search.sources.extranet import CONFIDENTIAL
from tests.factories.extranet import (
    AgendaItemFactory,
    DocumentFactory,
    MeetingFactory,
    delegate,
)
from tests.search.confidential import FORMS, paper
from tests.search.test_audiences import answers

pytestmark = [pytest.mark.django_db]


def confidential_hundred(body) -> None:
    """Have search read a hundred documents of the body, made for the words that others ask for."""
    words = "Confidential words on water, wells, papers and the secret public budget."
    for number in range(100):
        paper(body, title=f"Secret budget paper {number}", text=words)


def add_public(add) -> None:
    for number in range(12):
        add(
            title=f"Water paper {number}",
            text=f"The public budget of {number} wells.",
            facets={"topic": ["peace" if number % 2 else "climate"], "kind": ["page"]},
        )


def test_a_hundred_documents_change_nothing_for_the_public(engine, add, body):
    add_public(add)
    before = answers(engine)
    confidential_hundred(body)
    assert answers(engine) == before
    assert engine.search(Query("secret", "en", audiences=frozenset({f"body:{body.pk}"}))).total


@pytest.mark.parametrize("form", FORMS)
def test_the_pages_of_a_search_are_the_same_for_the_public(client, site, add, body, form):
    add_public(add)
    asked = {"q": "budget"}
    before = client.get(f"/en/search/{form}", asked).content
    confidential_hundred(body)
    assert client.get(f"/en/search/{form}", asked).content == before


def test_members_see_that_it_is_confidential_in_the_extranets_shell(client, site, body):
    paper(body)
    client.force_login(delegate(body))
    said = client.get("/en/search/", {"q": "marmalade"}).content.decode()
    main = said.partition("<main")[2]
    assert 'class="confidential-mark"' in said
    assert '<span class="state">Confidential</span>' in main
    assert "<mark>marmalade</mark>" in main
    assert "Confidential document" in main
    hit = client.get("/en/search/api/", {"q": "zanzibar"}).json()["results"][0]
    assert (hit["confidential"], hit["kind"]) == (True, "paper")
    client.logout()
    said = client.get("/en/search/", {"q": "marmalade"}).content.decode()
    assert "confidential" not in said.lower()


def test_one_look_at_the_database_for_all_kinds(body, django_assert_max_num_queries):
    user = delegate(body)
    meeting = MeetingFactory(body=body)
    closed = AgendaItemFactory(meeting=meeting, closed_to_guests=True)
    keys = {(object_id_of("paper", DocumentFactory(body=body).pk), "en") for _n in range(5)}
    keys |= {(object_id_of("meeting", meeting.pk), "en")}
    keys |= {(object_id_of("closed_item", closed.pk), "en")}
    readers = frozenset({"public", f"user:{user.pk}"})
    # The user, the standing (2), and one a kind.
    with django_assert_max_num_queries(6):
        assert CONFIDENTIAL.visible_keys(keys, readers) == keys
    for strange in ({("paper-x", "en")}, {("", "en")}, {("page-1", "en")}):
        assert CONFIDENTIAL.visible_keys(strange, readers) == set()
