"""Lessons, files and tests are seen by their cohort and by nobody else."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.core.models import Enrolment
from academy.learning.models import Attempt
from tests.academy.world import staff
from tests.factories import UserFactory
from tests.factories.learning import (
    CAPTIONS,
    LessonFactory,
    LessonFileFactory,
    QuizFactory,
    ask,
    yesterday,
)

INSIDE = {"participant": 200, "trainer": 200, "staff": 200, "secretariat": 200}
OUTSIDE = {
    "other_participant": 404,
    "other_trainer": 404,
    "nominator": 404,
    "stranger": 404,
    "editor": 404,
    "withdrawn": 404,
    "superuser": 404,
    "anonymous": 302,
}


def user_of(role, world, django_user_model):
    """Return the account of a role, None for nobody."""
    match role:
        case "anonymous":
            return None
        case "stranger":
            return UserFactory()
        case "editor":
            return staff("editors")
        case "secretariat":
            return staff("secretariat")
        case "superuser":
            return django_user_model.objects.create_superuser("root@example.org", "password")
        case "withdrawn":
            row = Enrolment.objects.get(pk=world.enrolment.pk)
            row.state, row.seat_number = Enrolment.State.WITHDRAWN, None
            row.save()
            return row.user
    return getattr(world, role)


def addresses(world, **times) -> list[str]:
    """Return the addresses of what a cohort learns."""
    lesson = LessonFactory(cohort=world.cohort, **times)
    file = LessonFileFactory(lesson=lesson, captions=CAPTIONS, captions_language="en")
    quiz = QuizFactory(cohort=world.cohort, **times)
    ask(quiz, "text")
    return [
        lesson.get_absolute_url(),
        file.get_absolute_url(),
        reverse("academy:captions", args=[file.pk]),
        quiz.get_absolute_url(),
    ]


@pytest.mark.parametrize(("role", "status"), (INSIDE | OUTSIDE).items())
def test_who_sees_what_is_released(client, site, world, django_user_model, role, status):
    found = [*addresses(world), reverse("academy:cohort-lessons", args=[world.cohort.code])]
    if user := user_of(role, world, django_user_model):
        client.force_login(user)
    for address in found:
        response = client.get(address)
        response.close()
        assert response.status_code == status, address
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("release_at", [None, timezone.now() + datetime.timedelta(days=9)])
@pytest.mark.parametrize(("role", "status"), [("participant", 404), ("trainer", 200)])
def test_what_is_not_released_is_there_for_who_teaches(
    client, site, world, role, status, release_at
):
    client.force_login(getattr(world, role))
    for address in addresses(world, release_at=release_at):
        response = client.get(address)
        response.close()
        assert response.status_code == status, address
    page = client.get(reverse("academy:cohort-lessons", args=[world.cohort.code]))
    assert page.status_code == 200
    assert b"Lesson " in page.content


def test_an_attempt_is_its_writers_until_it_is_handed_in(client, site, world):
    quiz = QuizFactory(cohort=world.cohort)
    ask(quiz, "text")
    attempt = Attempt.objects.create(quiz=quiz, enrolment=world.enrolment, number=1)
    address = reverse("academy:attempt", args=[attempt.pk])
    for user, before, after in (
        (world.participant, 200, 200),
        (world.trainer, 404, 200),
        (world.staff, 404, 200),
        (world.other_participant, 404, 404),
        (world.other_trainer, 404, 404),
    ):
        client.force_login(user)
        Attempt.objects.filter(pk=attempt.pk).update(submitted_at=None)
        assert client.get(address).status_code == before, user
        Attempt.objects.filter(pk=attempt.pk).update(submitted_at=yesterday())
        assert client.get(address).status_code == after, user


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("editors", False), ("coordinators", False), ("academy", True), ("secretariat", True)],
)
def test_only_who_runs_the_academy_edits_lessons(client, site, world, role, allowed):
    lesson = LessonFactory(cohort=world.cohort)
    client.force_login(staff(role))
    for name, args in (
        ("wagtailsnippets_academy_learning_lesson:list", []),
        ("wagtailsnippets_academy_learning_lesson:edit", [lesson.pk]),
        ("wagtailsnippets_academy_learning_quiz:list", []),
        ("wagtailsnippets_academy_learning_quiz:add", []),
        ("lessons_copy", []),
    ):
        status = client.get(reverse(name, args=args)).status_code
        assert (status == 200) is allowed, (name, status)


def test_what_may_be_kept_offline_is_what_may_be_read(client, site, world):
    mine = LessonFactory(cohort=world.cohort)
    LessonFactory(cohort=world.other)
    LessonFactory(cohort=world.cohort, release_at=None)
    client.force_login(world.participant)
    answer = client.get(reverse("academy:saved-allowed"))
    assert answer.json()["lessons"] == [mine.pk]
    Enrolment.objects.filter(pk=world.enrolment.pk).update(state="withdrawn", seat_number=None)
    assert client.get(reverse("academy:saved-allowed")).json()["lessons"] == []


def test_signing_out_empties_the_device(client, site, world):
    client.force_login(world.participant)
    response = client.post(reverse("account_logout"))
    assert response["Clear-Site-Data"] == '"storage"'


def test_the_worker_rules_the_academy_alone(client, site):
    response = client.get(reverse("academy:offline-worker"))
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in response
