"""The register: numbers without gaps, majorities reckoned exactly, entries that stay."""

import threading
from contextlib import suppress
from fractions import Fraction

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from cms.core.errors import Refused
from cms.directory.models import Mandate
from cms.directory.querysets import site_day
from extranet.core.models import AuditEntry
from extranet.core.standing import standing_of
from extranet.core.todo import todos_for
from extranet.records import signals
from extranet.records.models import Decision
from extranet.records.services import decisions as service
from tests.extranet.records.tools import DAY, decided, ended_yesterday, held, task
from tests.factories.directory import BodyFactory, PersonFactory, labels
from tests.factories.extranet import AgendaItemFactory, MeetingFactory, delegate, secretary

pytestmark = pytest.mark.databases

READERS = {"chair", "coordinator", "member", "co_opted", "substitute", "representative", "auditor"}


@pytest.fixture
def body(db):
    return BodyFactory()


@pytest.fixture
def meeting(body):
    return held(body)


@pytest.mark.parametrize("role", Mandate.Role.values)
@pytest.mark.parametrize("closed", [True, False])
def test_who_reads_a_decision(body, meeting, role, closed):
    made = decided(meeting, closed_to_guests=closed)
    user = delegate(body, role)
    seen = Decision.objects.visible_to(user).filter(pk=made.pk)
    assert seen.exists() is (role in READERS or not closed)
    ended_yesterday(user)
    assert not Decision.objects.visible_to(user).exists()


def test_numbers_run_by_body_and_year(body, meeting):
    assert decided(meeting).number == 1
    assert decided(meeting).number == 2
    assert decided(held(BodyFactory())).number == 1
    earlier = held(body, days=-800)
    assert (decided(earlier).year, decided(earlier).number) == (earlier.starts_at.year, 2)


def test_an_entry_that_is_refused_leaves_no_gap(meeting):
    decided(meeting)
    with pytest.raises(Refused):
        decided(meeting, majority="two_thirds", votes_for=1, votes_against=1)
    with transaction.atomic():
        decided(meeting)
        transaction.set_rollback(True)
    assert decided(meeting).number == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_numbers_in_a_row():
    meetings = [held(BodyFactory(code="racing"))]
    meetings.append(held(meetings[0].body, days=-31))
    start, failed = threading.Barrier(6), []

    def enter(number):
        try:
            start.wait(10)
            for _n in range(3):
                decided(meetings[number % 2])
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=enter, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    numbers = {}
    for decision in Decision.objects.all():
        numbers.setdefault(decision.year, []).append(decision.number)
    assert sum(map(len, numbers.values())) == 18
    for found in numbers.values():
        assert sorted(found) == list(range(1, len(found) + 1))


VOTES = st.integers(min_value=0, max_value=200)


@given(VOTES, VOTES, VOTES)
def test_a_majority_is_reckoned_in_whole_numbers(yes, no, kept):
    def passes(kind):
        with suppress(Refused):
            service.check_majority(kind, yes, no, kept)
            return True
        return False

    cast, present = yes + no, yes + no + kept
    assert passes("simple") is (cast > 0 and Fraction(yes, max(cast, 1)) > Fraction(1, 2))
    assert passes("absolute") is (present > 0 and Fraction(yes, max(present, 1)) > Fraction(1, 2))
    assert passes("two_thirds") is (cast > 0 and Fraction(yes, max(cast, 1)) >= Fraction(2, 3))
    assert not passes("consensus")


@pytest.mark.parametrize(
    ("kind", "votes", "field"),
    [
        ("consensus", (3, 0, None), "votes_for"),
        ("simple", (None, 3, None), "votes_for"),
        ("simple", (3, None, None), "votes_against"),
        ("two_thirds", (None, None, 4), "votes_for"),
    ],
)
def test_counts_that_do_not_belong_are_refused(kind, votes, field):
    with pytest.raises(Refused) as refused:
        service.check_majority(kind, *votes)
    assert refused.value.field == field


@pytest.mark.parametrize("kind", Decision.Majority.values)
def test_a_vote_may_be_recorded_without_counts(meeting, kind):
    assert decided(meeting, majority=kind).votes_for is None


def test_the_refusal_says_its_basis():
    with pytest.raises(Refused, match=r"20 in favour and 11 against.*Abstentions do not count"):
        service.check_majority("two_thirds", 20, 11, 5)
    service.check_majority("two_thirds", 22, 11, 500)


@pytest.mark.parametrize(
    "wrong",
    [
        {"majority": "consensus", "votes_for": 1, "votes_against": 0},
        {"majority": "simple", "votes_for": 3, "votes_against": 3},
        {"majority": "absolute", "votes_for": 3, "votes_against": 1, "abstentions": 2},
        {"majority": "two_thirds", "votes_for": 3, "votes_against": 2},
        {"majority": "simple", "votes_for": 3},
        {"effect": "revokes"},
    ],
)
def test_the_database_refuses_what_the_service_would(meeting, wrong):
    about = {"body": meeting.body, "meeting": meeting, "year": 2026, "number": 5}
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            **about, titles=labels("x"), texts=labels("x"), taken_on=site_day(), **wrong
        )


def test_title_and_text_come_in_the_same_languages(meeting):
    for titles, texts, field in (
        ({}, {"en": "It is so."}, "titles"),
        ({"en": "Budget"}, {}, "texts"),
        ({"en": "Budget", "fr": "Budget"}, {"en": "It is so."}, "texts"),
        ({"en": "Budget"}, {"en": "It is so.", "es": "Así es."}, "titles"),
    ):
        with pytest.raises(Refused) as refused:
            decided(meeting, titles=titles, texts=texts)
        assert refused.value.field == field
    made = decided(meeting, titles={"fr": "Budget"}, texts={"fr": "C’est décidé."})
    assert (made.language, made.text) == ("fr", "C’est décidé.")


def test_a_decision_belongs_to_a_meeting_that_was_held(body, meeting):
    with pytest.raises(Refused, match="day of the meeting"):
        decided(meeting, taken_on=site_day())
    with pytest.raises(Refused, match="not begun"):
        decided(MeetingFactory(body=body, days=3))
    with pytest.raises(Refused, match="not convened"):
        decided(MeetingFactory(body=body, days=-3, state="cancelled"))
    with pytest.raises(Refused) as refused:
        decided(meeting, item=AgendaItemFactory())
    assert refused.value.field == "item"


def test_a_later_decision_revises_or_revokes_an_earlier_one(body, meeting):
    first = decided(meeting)
    later = held(body, days=-5)
    second = decided(later, replaces=first, effect="revokes")
    assert list(first.replaced_by.all()) == [second]
    for fields, field in (
        ({"replaces": first}, "effect"),
        ({"effect": "revises"}, "replaces"),
        ({"replaces": decided(held(BodyFactory())), "effect": "revises"}, "replaces"),
    ):
        with pytest.raises(Refused) as refused:
            decided(later, **fields)
        assert refused.value.field == field
    with pytest.raises(Refused, match="later than this one"):
        decided(meeting, replaces=second, effect="revises")


def test_recording_is_told_and_logged(body, meeting):
    told = []
    signals.decision_recorded.connect(listen := lambda decision, by, **kw: told.append(decision))
    made = decided(meeting, by=secretary())
    signals.decision_recorded.disconnect(listen)
    assert told == [made]
    assert AuditEntry.objects.get(action="decision.recorded").body == body


def test_words_are_found_in_every_language_however_they_are_typed(meeting):
    made = decided(meeting, titles={"fr": "Égalité"}, texts={"fr": "L’aide à la presse."})
    decided(meeting)
    for words in ("egalite", "ÉGALITÉ presse", made.reference):
        assert list(Decision.objects.matching(words=words)) == [made]
    assert not Decision.objects.matching(words="egalite budget").exists()


def test_a_task_goes_to_somebody_of_the_body(body, meeting):
    made, owner = decided(meeting), delegate(body).person
    assert task(made, owner).owner == owner
    for person in (PersonFactory(), delegate(BodyFactory()).person):
        with pytest.raises(Refused) as refused:
            task(made, person)
        assert refused.value.field == "owner"
    with pytest.raises(Refused) as refused:
        task(made, owner, due_on=made.taken_on - DAY)
    assert refused.value.field == "due_on"


def test_a_task_waits_for_its_owner_until_it_is_done(body, meeting):
    user, chair = delegate(body), delegate(body, "chair")
    given = task(decided(meeting), user.person, due_on=site_day() - DAY)
    assert given.is_overdue
    waiting = [row for row in todos_for(standing_of(user)) if row.kind == "follow-up"]
    assert [row.title for row in waiting] == [given.task]
    assert waiting[0].due == given.due_on
    assert not [r for r in todos_for(standing_of(chair)) if r.kind == "follow-up"]
    done = service.finish(follow_up=given, by=user, note="Sent.")
    assert (done.done_on, done.note, done.is_overdue) == (site_day(), "Sent.", False)
    assert not [r for r in todos_for(standing_of(user)) if r.kind == "follow-up"]
    assert service.take_up_again(follow_up=given, by=chair).done_on is None


@pytest.mark.parametrize("role", Mandate.Role.values)
def test_who_may_say_that_anothers_task_is_done(body, meeting, role):
    given = task(decided(meeting), delegate(body).person)
    user = delegate(body, role)
    assert service.may_finish(given, user) is (role in ("chair", "coordinator"))
    assert service.may_finish(given, secretary())


def test_who_left_the_body_no_longer_answers_for_a_task(body, meeting):
    user = delegate(body)
    given = task(decided(meeting), user.person)
    ended_yesterday(user)
    with pytest.raises(Refused):
        service.finish(follow_up=given, by=user)
