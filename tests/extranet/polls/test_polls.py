"""Asking and answering: who may, once a person, until the end, and what is kept of it."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from poll.models import Vote

from cms.core.errors import Refused
from cms.directory.models import Mandate
from extranet.core.models import AuditEntry
from extranet.core.standing import ENTITLED, READERS, standing_of
from extranet.core.todo import todos_for
from extranet.notices.models import Notice
from extranet.polls.models import Answer, Choice, Question
from extranet.polls.results import are_shown, items_of, results_of
from extranet.polls.services import answers, polls
from tests.extranet.polls.tools import asked, choose, counts, items, passed
from tests.extranet.records.tools import ended_yesterday, members
from tests.factories.directory import BodyFactory
from tests.factories.extranet import delegate, secretary

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


@pytest.mark.parametrize("role", Mandate.Role.values)
def test_who_asks_who_sees_and_who_answers(body, role):
    user, other = delegate(body, role), delegate(BodyFactory())
    if role in ENTITLED:
        assert asked(body, user).asked_by == user
    else:
        with pytest.raises(Refused, match="Only"):
            asked(body, user)
    question = asked(body, delegate(body))
    sees = Question.objects.visible_to(user).filter(pk=question.pk).exists()
    assert sees is (role in READERS)
    if role in READERS:
        choose(question, user, 1)
        assert counts(question) == [0, 1, 0]
    else:
        with pytest.raises(Refused, match="not asked of you"):
            choose(question, user, 1)
    assert not Question.objects.visible_to(other).exists()
    assert Question.objects.visible_to(secretary()).filter(pk=question.pk).exists()
    for nobody in (other, secretary()):
        with pytest.raises(Refused, match="not asked of you"):
            choose(question, nobody, 1)


@pytest.mark.parametrize("role", Mandate.Role.values)
def test_the_whole_extranet_is_asked_by_the_secretariat_and_answers_but_for_guests(body, role):
    user = delegate(body, role)
    with pytest.raises(Refused):
        asked(None, user)
    question = asked(None, secretary())
    assert Question.objects.visible_to(user).exists() is (role in READERS)
    if role in READERS:
        choose(question, user, 0)
    else:
        with pytest.raises(Refused):
            choose(question, user, 0)
    assert not Question.objects.visible_to(delegate()).exists()


def test_an_answer_is_one_a_person_changed_and_taken_back(body):
    first, second = members(body, 2)
    question = asked(body, first)
    choose(question, first, 0)
    choose(question, first, 2)
    choose(question, second, 2)
    assert counts(question) == [0, 0, 2]
    assert Answer.objects.count() == 2
    with pytest.raises(Refused, match="Only one"):
        choose(question, first, 0, 1)
    with pytest.raises(Refused, match="Choose"):
        answers.answer(question=question, items=[], by=first)
    answers.take_back(question=question, by=first)
    assert counts(question) == [0, 0, 1]
    with pytest.raises(Refused, match="not answered"):
        answers.take_back(question=question, by=first)
    several = asked(body, first, several=True)
    choose(several, first, 0, 1)
    choose(several, first, 1, 2)
    assert counts(several) == [0, 1, 1]


def test_an_option_belongs_to_its_poll(body):
    user = delegate(body)
    question, other = asked(body, user), asked(body, user)
    for forged in (items(other), [10**8]):
        with pytest.raises(Refused, match="does not belong"):
            answers.answer(question=question, items=forged[:1], by=user)
    assert not Vote.objects.exists()


def test_no_address_is_kept(body):
    user = delegate(body)
    choose(asked(body, user), user, 1)
    assert set(Vote.objects.values_list("ip", flat=True)) == {"::"}


def test_the_database_takes_no_second_vote(body):
    user = delegate(body)
    question = asked(body, user)
    answer = choose(question, user, 1)
    item = items(question)[1]
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(question=question, user=user)
    twice = Vote.objects.create(poll=question.poll, item_id=item, user=user, ip="::")
    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.create(vote=twice, answer=answer, item_id=item)


def test_after_the_end_nothing_changes(body):
    user = delegate(body)
    question = asked(body, user)
    choose(question, user, 1)
    late = passed(question)
    for act in (
        lambda: choose(late, user, 0),
        lambda: answers.take_back(question=late, by=user),
        lambda: polls.close(question=late, by=user),
        lambda: polls.remind(question=late, by=user),
    ):
        with pytest.raises(Refused, match="is over"):
            act()
    assert counts(question) == [0, 1, 0]
    assert AuditEntry.objects.filter(action="poll.closed").count() == 0
    call_command("close_polls", verbosity=0)
    call_command("close_polls", verbosity=0)
    closed = Question.objects.get()
    assert closed.closed_at == closed.closes_at
    assert AuditEntry.objects.filter(action="poll.closed").count() == 1


def test_it_is_closed_early_by_who_asked_or_the_secretariat(body):
    asker, other = members(body, 2)
    question = asked(body, asker)
    chair = delegate(body, "chair")
    for user in (other, chair):
        with pytest.raises(Refused, match="Only who asked"):
            polls.close(question=question, by=user)
    assert polls.close(question=question, by=secretary()).closed_at < question.closes_at
    with pytest.raises(Refused, match="is over"):
        choose(question, other, 0)


def test_when_results_are_shown(body):
    users = members(body, 6)
    open_one = asked(body, users[0])
    at_close = asked(body, users[0], shown="at_close")
    anonymous = asked(body, users[0], anonymous=True)
    assert are_shown(open_one, 0)
    assert not are_shown(at_close, 100)
    assert not are_shown(anonymous, 4)
    assert are_shown(anonymous, 5)
    for question in (at_close, anonymous):
        assert are_shown(passed(question), 1)


def test_names_stand_beside_options_where_it_is_no_secret(body):
    first, second = members(body, 2)
    question = asked(body, first)
    choose(question, first, 0)
    choose(question, second, 0)
    results = results_of(question, items_of(question.pk))
    assert set(results[0].names) == {first.name, second.name}
    assert results[1].names == []


def test_who_has_not_answered_is_reminded_once(body):
    asker, answered, silent = members(body, 3)
    guest = delegate(body, "guest")
    question = asked(body, asker)
    told = Notice.objects.filter(kind="poll_asked").values_list("user", flat=True)
    assert set(told) == {answered.pk, silent.pk}
    choose(question, answered, 0)
    choose(question, asker, 0)
    assert list(polls.not_answered(question)) == [silent]
    polls.remind(question=question, by=asker)
    with pytest.raises(Refused, match="once"):
        polls.remind(question=question, by=asker)
    reminded = Notice.objects.filter(kind="poll_reminder").values_list("user", flat=True)
    assert list(reminded) == [silent.pk]
    assert guest.pk not in set(reminded)


def of_polls(user) -> list[str]:
    return [todo.title for todo in todos_for(standing_of(user)) if todo.kind == "poll"]


def test_it_waits_among_what_is_to_do_until_it_is_answered_or_over(body):
    user, guest = delegate(body), delegate(body, "guest")
    question = asked(body, delegate(body))
    assert of_polls(user) == ["What is for lunch?"]
    assert of_polls(guest) == of_polls(secretary()) == []
    choose(question, user, 0)
    assert of_polls(user) == []
    answers.take_back(question=question, by=user)
    passed(question)
    assert of_polls(user) == []


def test_who_has_left_the_body_answers_no_longer_and_what_they_chose_stays(body):
    user = delegate(body)
    question = asked(body, delegate(body))
    choose(question, user, 0)
    ended_yesterday(user)
    for act in (
        lambda: choose(question, user, 1),
        lambda: answers.take_back(question=question, by=user),
    ):
        with pytest.raises(Refused, match="not asked of you"):
            act()
    assert counts(question) == [1, 0, 0]
