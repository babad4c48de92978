"""Answers at the same moment, on a real server."""

import threading

import pytest
from django.db import connection, transaction
from django.db.models import F
from poll.models import Vote

from cms.core.errors import Refused
from extranet.core.models import AuditEntry
from extranet.polls.models import Answer, Choice, Question
from extranet.polls.services import polls
from tests.extranet.polls.tools import DAY, asked, choose
from tests.extranet.records.tools import members
from tests.factories.directory import BodyFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts) -> list[str]:
    """Do all at the same moment; return what came of each: "done", or why it was refused."""
    start, outcomes = threading.Barrier(len(acts)), []

    def run(act):
        try:
            start.wait(10)
            act()
            outcomes.append("done")
        except Refused as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(outcomes) == len(acts)
    return outcomes


def test_somebody_who_answers_twice_at_once_has_one_answer():
    body = BodyFactory()
    user, *others = members(body, 6)
    question = asked(body, user)
    acts = [lambda place=place: choose(question, user, place % 3) for place in range(6)]
    acts += [lambda other=other: choose(question, other, 1) for other in others]
    assert set(at_once(*acts)) == {"done"}
    assert Answer.objects.count() == 6
    assert Vote.objects.count() == Choice.objects.count() == 6
    assert Vote.objects.filter(user=user).count() == 1


def test_at_the_close_an_answer_is_counted_or_refused_and_no_link_is_left():
    body = BodyFactory()
    users = members(body, 8)
    question = asked(body, users[0], anonymous=True)
    acts = [lambda user=user: choose(question, user, 1) for user in users]
    outcomes = at_once(*acts, lambda: polls.close(question=question, by=users[0]))
    counted = outcomes.count("done") - 1
    assert Answer.objects.count() == Vote.objects.count() == counted
    assert all("is over" in outcome for outcome in outcomes if outcome != "done")
    assert not Vote.objects.exclude(user=None).exists()
    assert not Choice.objects.exists()


def test_who_waits_for_the_lock_past_the_end_is_too_late():
    """Who asked in time and was let in after the end is refused: by the clock of the database."""
    body = BodyFactory()
    user, other = members(body, 2)
    question = asked(body, user)
    held, outcomes = threading.Event(), []

    def late():
        held.wait(10)
        try:
            choose(question, other, 0)
        except Refused as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    thread = threading.Thread(target=late)
    thread.start()
    with transaction.atomic():
        row = polls.hold(question)
        held.set()
        thread.join(1)
        assert thread.is_alive()
        rows = Question.objects.filter(pk=row.pk)
        rows.update(asked_at=F("asked_at") - DAY, closes_at=polls.database_now())
    thread.join(60)
    assert ["is over" in outcome for outcome in outcomes] == [True]
    assert not Vote.objects.exists()


def test_many_requests_after_the_end_close_it_once():
    body = BodyFactory()
    users = members(body, 5)
    question = asked(body, users[0], anonymous=True)
    for user in users:
        choose(question, user, 2)
    Question.objects.update(asked_at=F("asked_at") - DAY, closes_at=polls.database_now())
    assert set(at_once(*[lambda: polls.close_overdue(question)] * 4, polls.close_due)) == {"done"}
    assert AuditEntry.objects.filter(action="poll.closed").count() == 1
    assert Vote.objects.filter(user=None).count() == 5
