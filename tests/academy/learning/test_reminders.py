"""Reminders: each once, in one's own language and zone, to who wants them; no words of lessons."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from academy.core import clockwork
from academy.core.models import Enrolment
from academy.learning.models import Lesson
from academy.learning.services import reminders, tasks
from cms.accounts.models import User
from tests.factories.academy import EnrolmentFactory
from tests.factories.learning import (
    HandInFactory,
    LessonFactory,
    SessionFactory,
    TaskFactory,
    in_days,
)


@pytest.fixture
def told(world, on_commit_at_once):
    """Give what `remind` had sent to the participant, at a moment by default now."""

    def ask(now=None) -> list:
        mail.outbox.clear()
        reminders.remind(now)
        return [message for message in mail.outbox if message.to == [world.participant.email]]

    return ask


def test_a_session_is_told_of_once_the_day_before(world, told):
    session = SessionFactory(cohort=world.cohort)
    assert not told()
    day_before = session.starts_at - datetime.timedelta(hours=20)
    (message,) = told(day_before)
    assert session.get_absolute_url() in message.body
    assert "Campaigning" not in message.body + message.subject
    assert "secret-room" not in message.body
    assert not told(day_before)


def test_what_is_cancelled_or_over_is_told_to_nobody(world, told):
    SessionFactory(cohort=world.cohort, starts_at=in_days(0.5), cancelled_at=timezone.now())
    SessionFactory(cohort=world.cohort, starts_at=in_days(-0.5))
    assert not told()


def test_a_task_is_told_of_three_days_before_unless_it_is_handed_in(world, told):
    lesson = LessonFactory(cohort=world.cohort, release_at=in_days(-9))
    task = TaskFactory(lesson=lesson, due_at=in_days(2))
    done = TaskFactory(lesson=lesson, due_at=in_days(2))
    HandInFactory(task=done, enrolment=world.enrolment)
    TaskFactory(lesson=lesson, due_at=in_days(5))
    TaskFactory(lesson=LessonFactory(cohort=world.cohort, release_at=in_days(1)), due_at=in_days(2))
    (message,) = told()
    assert task.get_absolute_url() in message.body
    assert "Plan a meeting" not in message.body
    assert not told()


def test_a_lesson_is_told_of_when_it_is_released_and_not_long_after(world, told):
    lesson = LessonFactory(cohort=world.cohort)
    LessonFactory(cohort=world.cohort, release_at=in_days(-5))
    LessonFactory(cohort=world.cohort, release_at=None)
    coming = LessonFactory(cohort=world.cohort, release_at=in_days(1))
    (message,) = told()
    assert lesson.get_absolute_url() in message.body
    assert "Summary" not in message.body
    (message,) = told(in_days(1.1))
    assert coming.get_absolute_url() in message.body


def test_a_mail_speaks_the_persons_language_and_zone(world, told):
    User.objects.filter(pk=world.participant.pk).update(language="fr", time_zone="America/Lima")
    starts = in_days(0.5).replace(hour=15, minute=0, second=0)
    if starts <= timezone.now():
        starts += datetime.timedelta(days=1)
    SessionFactory(cohort=world.cohort, starts_at=starts)
    (message,) = told(starts - datetime.timedelta(hours=1))
    assert "(America/Lima)" in message.body
    assert "10:00" in message.body
    assert "/fr/" in message.body
    assert "meets on" not in message.body


def test_who_does_not_want_it_or_is_gone_is_not_told(client, site, world, told):
    LessonFactory(cohort=world.cohort)
    client.force_login(world.participant)
    address = reverse("academy:reminders", args=[world.cohort.code])
    assert client.get(address).context["form"].initial == {"reminded": True}
    client.post(address, {})
    assert not Enrolment.objects.get(pk=world.enrolment.pk).reminded
    assert not told()
    Enrolment.objects.filter(pk=world.enrolment.pk).update(
        reminded=True, state="withdrawn", seat_number=None
    )
    assert not told()


def test_who_left_before_the_mail_went_is_not_written_to(world):
    lesson = LessonFactory(cohort=world.cohort)
    Enrolment.objects.filter(pk=world.enrolment.pk).update(state="withdrawn", seat_number=None)
    assert reminders.mail_reminder.func(world.enrolment.pk, f"lesson-{lesson.pk}") is False
    assert not mail.outbox


def test_what_is_gone_is_not_written_of(world):
    lesson = LessonFactory(cohort=world.cohort)
    Lesson.objects.filter(pk=lesson.pk).delete()
    assert reminders.mail_reminder.func(world.enrolment.pk, f"lesson-{lesson.pk}") is False


def test_an_answer_is_told_of_without_its_words(world, on_commit_at_once):
    task = TaskFactory(lesson=LessonFactory(cohort=world.cohort))
    row = HandInFactory(task=task, enrolment=world.enrolment)
    tasks.answer(hand_in=row, by=world.trainer, accepted=False, text="Say who speaks.")
    (message,) = mail.outbox
    assert message.to == [world.participant.email]
    assert task.get_absolute_url() in message.body
    assert "Say who speaks." not in message.body


def test_everybody_of_the_cohort_is_told_and_nobody_else(world, on_commit_at_once):
    LessonFactory(cohort=world.cohort)
    second = EnrolmentFactory(cohort=world.cohort, language="es")
    assert reminders.remind() == 2
    assert {message.to[0] for message in mail.outbox} == {
        world.participant.email,
        second.user.email,
    }


def test_the_clock_reminds(world):
    LessonFactory(cohort=world.cohort)
    assert clockwork.run()["remind"] == 1
