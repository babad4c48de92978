"""What meetings ask of somebody: a reply, papers to read."""

import pytest

from cms.directory.models import Mandate
from extranet.core.standing import standing_of
from extranet.core.todo import todos_for
from extranet.documents.models import Reading
from tests.extranet.meetings.tools import make_meeting, say
from tests.factories.directory import (
    BodyFactory,
)
from tests.factories.extranet import AgendaItemFactory, DocumentFactory, PaperFactory, delegate
from tests.query_counts import queries

pytestmark = pytest.mark.django_db


Role = Mandate.Role


def kinds(user) -> list[str]:
    return [item.kind for item in todos_for(standing_of(user)) if item.kind in ("reply", "papers")]


def test_a_reply_waits_until_it_is_given(body, meeting, member):
    assert sorted(kinds(member)) == ["papers", "reply"]
    say(meeting, member)
    assert kinds(member) == ["papers"]
    assert kinds(delegate(body, Role.SUBSTITUTE)) == ["papers"]
    assert kinds(delegate(BodyFactory())) == []


def test_papers_wait_until_they_are_read_in_any_language(body, member):
    meeting = make_meeting(body, points=0)
    say(meeting, member)
    item = AgendaItemFactory(meeting=meeting)
    english = DocumentFactory(body=body)
    french = DocumentFactory(body=body, language="fr", translation_of=english)
    for document in (english, french):
        PaperFactory(item=item, version=document.current)
    (waits,) = (i for i in todos_for(standing_of(member)) if i.kind == "papers")
    assert waits.text == "1 paper to read"
    assert waits.due == meeting.local_start.date()
    Reading.objects.create(version=french.current, user=member, name="M", action="seen")
    assert kinds(member) == []


@pytest.mark.parametrize("state", ["draft", "held", "cancelled"])
def test_nothing_waits_of_a_meeting_that_does_not_come(body, member, state):
    make_meeting(body, state)
    assert kinds(member) == []


def test_what_waits_costs_the_same_however_much(body, member, django_assert_max_num_queries):
    counts = []
    for _round in range(2):
        for _number in range(3):
            make_meeting(body, points=2, papers=2)
        with queries() as asked:
            todos_for(standing_of(member))
        counts.append(len(asked))
    assert counts[0] == counts[1]
