"""Anonymous polls: what is cut at the end; and votes in whatever order things are done."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from poll.models import Vote
from wagtail.models import ReferenceIndex

from cms.core.errors import Refused
from extranet.polls.models import Answer, Choice
from extranet.polls.results import items_of, results_of
from extranet.polls.services import answers, polls
from tests.extranet.polls.tools import asked, choose, counts, passed
from tests.extranet.records.tools import members
from tests.factories.directory import BodyFactory
from tests.factories.extranet import delegate

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def test_the_end_of_an_anonymous_poll_cuts_what_links_votes_with_people(body):
    users = members(body, 8)
    question = asked(body, users[0], anonymous=True, several=True)
    for place, user in enumerate(users):
        choose(question, user, place % 3, (place + 1) % 3)
    assert Vote.objects.filter(user=None).count() == 0
    before, old = counts(question), set(Vote.objects.values_list("pk", flat=True))
    assert all(not result.names for result in results_of(question, items_of(question.pk)))
    polls.close_overdue(passed(question))
    assert counts(question) == before
    assert not Vote.objects.exclude(user=None).exists()
    assert not Choice.objects.exists()
    assert Answer.objects.count() == 8
    # Neither numbers nor times tell which vote was whose.
    assert not old & set(Vote.objects.values_list("pk", flat=True))
    assert Vote.objects.values("datetime").distinct().count() == 1


def test_the_order_of_votes_is_made_by_chance_when_it_is_cut(body, monkeypatch):
    users = members(body, 6)
    question = asked(body, users[0], anonymous=True)
    for place, user in enumerate(users):
        choose(question, user, place % 2)
    shuffled = []

    class Backwards:
        def shuffle(self, rows):
            shuffled.append(list(rows))
            rows.sort()

    monkeypatch.setattr(polls.secrets, "SystemRandom", Backwards)
    polls.close(question=question, by=users[0])
    assert len(shuffled[0]) == 6
    kept = list(Vote.objects.order_by("pk").values_list("item", flat=True))
    assert kept == sorted(shuffled[0])


@pytest.mark.admin_indexes
def test_no_index_of_references_keeps_who_voted(body):
    user = delegate(body)
    question = asked(body, user)
    choose(question, user, 0)
    for model in (Vote, Answer, Choice):
        assert not ReferenceIndex.model_is_indexable(model), model
    labels = {"poll_vote", "polls_answer", "polls_choice"}
    tables = {row.base_content_type.model_class() for row in ReferenceIndex.objects.all()}
    assert not {model._meta.db_table for model in tables if model} & labels


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["answer", "answer", "take_back", "close", "pass"]),
        st.integers(0, 3),
        st.sets(st.integers(0, 2), max_size=3),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, several=st.booleans(), anonymous=st.booleans())
def test_in_any_order_votes_are_what_was_answered_last(acts, several, anonymous):
    with transaction.atomic():
        body = BodyFactory()
        users = members(body, 4)
        question = asked(body, users[0], several=several, anonymous=anonymous)
        given_by, is_open = {}, True
        for act, who, places in acts:
            try:
                if act == "answer":
                    choose(question, users[who], *places)
                    assert is_open
                    assert places
                    given_by[who] = places
                elif act == "take_back":
                    answers.take_back(question=question, by=users[who])
                    assert is_open
                    del given_by[who]
                elif act == "close":
                    polls.close(question=question, by=users[0])
                    is_open = False
                elif is_open:
                    polls.close_overdue(passed(question))
                    is_open = False
            except Refused:
                assert not (
                    act == "answer" and is_open and (len(places) == 1 or (places and several))
                )
            expected = [sum(place in chosen for chosen in given_by.values()) for place in range(3)]
            assert counts(question) == expected
            assert Answer.objects.filter(question=question).count() == len(given_by)
            named = Vote.objects.filter(poll=question.poll, user__isnull=False).count()
            assert named == (0 if anonymous and not is_open else sum(expected))
        transaction.set_rollback(True)
