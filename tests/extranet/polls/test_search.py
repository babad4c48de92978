"""Polls are found by those whom they are asked, and by nobody else."""

import pytest
from django.core.management import call_command

from extranet.polls.services import polls
from search.models import Entry
from tests.extranet.polls.tools import asked
from tests.factories.directory import BodyFactory, UserFactory
from tests.factories.extranet import delegate, secretary

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def titles(client, user, words) -> list[str]:
    client.force_login(user)
    found = client.get("/en/search/api/", {"q": words}).json()
    return [hit["title"] for hit in found["results"]]


def test_who_finds_which_poll_by_question_and_option(client, site):
    body = BodyFactory()
    member, elsewhere, guest = delegate(body), delegate(BodyFactory()), delegate(body, "guest")
    asked(body, member, title="Colour of the banner", options=["Vermilion", "Ochre"])
    asked(None, secretary(), title="Vermilion for everybody", options=["Yes", "No"])
    call_command("search_index", "rebuild", verbosity=0)
    both = {"Colour of the banner", "Vermilion for everybody"}
    assert set(titles(client, member, "vermilion")) == both
    assert set(titles(client, secretary(), "vermilion")) == both
    assert titles(client, elsewhere, "vermilion") == ["Vermilion for everybody"]
    for nobody in (guest, UserFactory(), delegate()):
        assert titles(client, nobody, "vermilion") == []
    whole = Entry.objects.get(title="Vermilion for everybody")
    assert "body" not in whole.facets


def test_what_is_over_is_still_found(client, site):
    body = BodyFactory()
    member = delegate(body)
    question = asked(body, member, title="Colour of the banner")
    polls.close(question=question, by=member)
    call_command("search_index", "rebuild", verbosity=0)
    assert titles(client, member, "banner") == ["Colour of the banner"]
