"""What is found of lessons, and what their pages cost at two sizes."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.core.models import Enrolment
from academy.learning.models import Attempt, AttemptAnswer, LessonProgress
from academy.learning.personal_data import AnswerSource, AttemptSource, ProgressSource
from academy.learning.progress import progress_of
from cms.core.personal_data.sources import Subject
from search.services.sync import project
from search.sources.confidential import object_id_of
from tests.academy.world import staff
from tests.factories import UserFactory
from tests.factories.academy import EnrolmentFactory
from tests.factories.learning import LessonFactory, QuizFactory, ask
from tests.query_counts import queries, queries_of

BUDGET = 20


@pytest.mark.parametrize("form", ["", "api/", "suggest/", "feed/"])
def test_a_lessons_words_are_found_by_its_cohort_alone(client, site, world, form):
    lesson = LessonFactory(cohort=world.cohort, texts=[("paragraph", "<p>marmaladecanary</p>")])
    hidden = LessonFactory(
        cohort=world.cohort, release_at=None, texts=[("paragraph", "<p>marmaladecanary</p>")]
    )
    for row in (lesson, hidden):
        project("lesson", object_id_of("lesson", row.pk))

    def finds(user) -> bool:
        client.logout()
        if user:
            client.force_login(user)
        address = f"/en/search/{form}"
        said = client.get(address, {"q": "marmaladecanary"}).content.decode()
        assert hidden.get_absolute_url() not in said
        return lesson.get_absolute_url() in said

    for user in (
        None,
        UserFactory(),
        staff("editors"),
        world.other_participant,
        world.other_trainer,
        world.nominator,
    ):
        assert not finds(user), user
    if not form:
        assert finds(world.participant)
        assert finds(world.trainer)
        assert finds(world.staff)
        Enrolment.objects.filter(pk=world.enrolment.pk).update(state="withdrawn", seat_number=None)
        assert not finds(world.participant)


@pytest.fixture
def full(world):
    """Twenty lessons and ten tests, with many who have done them."""
    lessons = [LessonFactory(cohort=world.cohort) for _number in range(20)]
    quizzes = [QuizFactory(cohort=world.cohort) for _number in range(10)]
    question = ask(quizzes[0], "text")
    people = [world.enrolment, *(EnrolmentFactory(cohort=world.cohort) for _n in range(15))]
    now = timezone.now()
    LessonProgress.objects.bulk_create(
        LessonProgress(lesson=lesson, enrolment=person, done_at=now)
        for lesson in lessons[:10]
        for person in people
    )
    for person in people:
        attempt = Attempt.objects.create(
            quiz=quizzes[0], enrolment=person, number=1, submitted_at=now, percent=0
        )
        AttemptAnswer.objects.create(attempt=attempt, question=question, text="Words")
    return lessons


def test_pages_cost_the_same_however_much_there_is(client, site, world, full, request):
    pages = {
        "participant": [
            reverse("academy:overview"),
            reverse("academy:cohort-lessons", args=[world.cohort.code]),
            full[3].get_absolute_url(),
        ],
        "trainer": [
            reverse("academy:cohort-lessons", args=[world.cohort.code]),
            reverse("academy:answers-to-read"),
        ],
        "staff": [reverse("academy:lessons"), reverse("academy:answers-to-read")],
    }
    costs = {}
    for role, addresses in pages.items():
        client.force_login(getattr(world, role))
        for address in addresses:
            client.get(address)
            costs[role, address] = len(queries_of(client, address))
    assert max(costs.values()) <= BUDGET, costs
    for number in range(5):
        LessonFactory(cohort=world.cohort)
        quiz = QuizFactory(cohort=world.cohort)
        person = EnrolmentFactory(cohort=world.cohort)
        attempt = Attempt.objects.create(
            quiz=quiz, enrolment=person, number=1, submitted_at=timezone.now()
        )
        AttemptAnswer.objects.create(attempt=attempt, question=ask(quiz, "text"), text=str(number))
    for role, addresses in pages.items():
        client.force_login(getattr(world, role))
        for address in addresses:
            client.get(address)
            assert len(queries_of(client, address)) == costs[role, address], address


def test_progress_costs_the_same_for_everybody(world, full):
    with queries() as asked:
        found = progress_of(world.cohort)
    assert len(asked) == 7
    assert found[world.enrolment.pk].lessons_done == 10


def test_a_lesson_is_light(client, site, world, full):
    client.force_login(world.participant)
    assert len(client.get(full[3].get_absolute_url()).content) < 60_000


def test_what_somebody_did_is_handed_out_and_erased(world, full):
    subject = Subject(key="x", user=world.participant, email=world.enrolment.email)
    sources = (ProgressSource(), AnswerSource(), AttemptSource())
    said = [[source.describe(row) for row in source.find(subject)] for source in sources]
    assert [len(rows) for rows in said] == [10, 1, 1]
    assert "Words" in said[1][0].values()
    for source in sources:
        for row in source.find(subject):
            assert not source.reason_to_keep(row)
            source.erase(row)
        assert not source.find(subject)
    assert AttemptAnswer.objects.exists()


def test_words_are_forgotten_with_who_wrote_them(world, full):
    today = timezone.localdate()
    Enrolment.objects.filter(pk=world.enrolment.pk).update(keep_until=today - datetime.timedelta(1))
    assert AnswerSource().anonymise_due(today) == 1
    assert AttemptAnswer.objects.filter(text="").count() == 1
