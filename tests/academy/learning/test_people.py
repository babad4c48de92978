"""Who gets to which page of teaching, how far people are, and what the pages cost."""

import pytest
from django.urls import reverse

from academy.learning.models import Attendance
from academy.learning.services import questions
from tests.academy.learning.test_access import OUTSIDE, user_of
from tests.factories.academy import EnrolmentFactory
from tests.factories.learning import (
    HandInFactory,
    LessonFactory,
    SessionFactory,
    TaskFactory,
    in_days,
)
from tests.query_counts import queries_of

BUDGET = 20
COHORT, TEACHING = "cohort", "teaching"
ROLES = {
    "participant": {COHORT: 200, TEACHING: 404},
    **{role: {COHORT: 200, TEACHING: 200} for role in ("trainer", "staff", "secretariat")},
    **{role: {COHORT: status, TEACHING: status} for role, status in OUTSIDE.items()},
}
# What is of no cohort is there, and empty, for who teaches another one.
OWN_LISTS = ("hand-ins", "moderation")


@pytest.fixture
def addresses(world) -> dict[str, str]:
    """The pages of teaching, and who they are for."""
    code = world.cohort.code
    session = SessionFactory(cohort=world.cohort, starts_at=in_days(-0.01))
    task = TaskFactory(lesson=LessonFactory(cohort=world.cohort))
    hand_in = HandInFactory(task=task, enrolment=world.enrolment)
    question = questions.ask(cohort=world.cohort, by=world.participant, text="How?")
    cohort = {
        "sessions": [code],
        "session": [session.pk],
        "session-calendar": [session.pk],
        "task": [task.pk],
        "questions": [code],
        "question": [question.pk],
    }
    teaching = {
        "session-plan": [code],
        "session-change": [session.pk],
        "session-cancel": [session.pk],
        "attendance": [session.pk],
        "task-change": [task.pk],
        "task-set": [task.lesson_id],
        "hand-in": [hand_in.pk],
        "people": [code],
        **{name: [] for name in OWN_LISTS},
    }
    return {
        reverse(f"academy:{name}", args=args): kind
        for kind, found in ((COHORT, cohort), (TEACHING, teaching))
        for name, args in found.items()
    }


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_which_page(client, site, world, addresses, django_user_model, role):
    if user := user_of(role, world, django_user_model):
        client.force_login(user)
    lists = [reverse(f"academy:{name}") for name in OWN_LISTS]
    for address, kind in addresses.items():
        expected = ROLES[role][kind]
        if role == "other_trainer" and address in lists:
            expected = 200
        response = client.get(address)
        assert response.status_code == expected, address
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(("role", "status"), [("participant", 200), ("trainer", 404)])
def test_reminders_are_set_by_who_learns(client, site, world, role, status):
    client.force_login(getattr(world, role))
    address = reverse("academy:reminders", args=[world.cohort.code])
    assert client.get(address).status_code == status


def test_a_task_of_a_lesson_to_come_is_there_for_who_teaches(client, site, world):
    task = TaskFactory(lesson=LessonFactory(cohort=world.cohort, release_at=None))
    for user, status in ((world.participant, 404), (world.trainer, 200)):
        client.force_login(user)
        assert client.get(task.get_absolute_url()).status_code == status


def test_the_list_says_how_far_everybody_is(client, site, world, addresses):
    client.force_login(world.trainer)
    page = client.get(reverse("academy:people", args=[world.cohort.code]))
    (row,) = page.context["page"]
    assert row == world.enrolment
    assert (row.progress.tasks_accepted, row.progress.tasks_required) == (0, 1)
    assert world.enrolment.family_name in page.content.decode()


def people(world, count):
    """Add people with what they did."""
    session = SessionFactory(cohort=world.cohort, starts_at=in_days(-1))
    task = TaskFactory(lesson=LessonFactory(cohort=world.cohort))
    for _number in range(count):
        enrolment = EnrolmentFactory(cohort=world.cohort)
        HandInFactory(task=task, enrolment=enrolment)
        Attendance.objects.create(session=session, enrolment=enrolment, state="present")
        question = questions.ask(cohort=world.cohort, by=enrolment.user, text="How?")
        reply = questions.reply(question=question, by=enrolment.user, text="So.")
        questions.report(post=question)
        questions.report(post=reply)


def test_pages_cost_the_same_for_ten_and_for_sixty(client, site, world, addresses):
    people(world, 10)

    def costs() -> dict[str, int]:
        found = {}
        for user in (world.participant, world.trainer):
            client.force_login(user)
            for address, kind in addresses.items():
                if user == world.trainer or kind == COHORT:
                    client.get(address)
                    found[user.pk, address] = len(queries_of(client, address))
        return found

    before = costs()
    assert max(before.values()) <= BUDGET, before
    people(world, 50)
    assert costs() == before
