"""Taking tests, and reading what is in words."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from academy.core.standing import standing_of
from academy.core.todo import todos_for
from academy.learning.admin_forms import fault_of
from academy.learning.models import Attempt, AttemptAnswer
from academy.learning.progress import progress_of
from academy.learning.services import attempts
from cms.core.errors import Refused
from tests.factories.learning import QuizFactory, ask, keys_of


@pytest.fixture
def quiz(world):
    """A test with one question of each kind."""
    quiz = QuizFactory(cohort=world.cohort, attempts_allowed=2, pass_percent=75)
    quiz.single = ask(quiz, "single", ("Yes", True), ("No", False))
    quiz.several = ask(quiz, "several", ("A", True), ("B", False), ("C", True))
    quiz.order = ask(quiz, "order", ("First", False), ("Second", False), ("Third", False))
    quiz.text = ask(quiz, "text")
    return quiz


def right_answers(quiz, text="Because we can.") -> dict:
    """Return answers that are all right, the words still to be read."""
    several = keys_of(quiz.several)
    return {
        quiz.single.pk: {"choices": keys_of(quiz.single)[:1]},
        quiz.several.pk: {"choices": [several[2], several[0]]},
        quiz.order.pk: {"choices": keys_of(quiz.order)},
        quiz.text.pk: {"text": text},
    }


def take(quiz, world, answers) -> Attempt:
    """Return an attempt that has been handed in."""
    attempt = attempts.begin(quiz=quiz, enrolment=world.enrolment)
    return attempts.submit(attempt=attempt, answers=answers)


def test_words_wait_for_a_trainer_whose_reading_settles_it(client, site, world, quiz):
    attempt = take(quiz, world, right_answers(quiz))
    assert (attempt.percent, attempt.passed) == (75, None)
    assert progress_of(world.cohort)[world.enrolment.pk].tests_passed == 0
    client.force_login(world.trainer)
    listed = client.get(reverse("academy:answers-to-read")).content.decode()
    answer = attempt.answers.get(question=quiz.text)
    address = reverse("academy:answer-read", args=[answer.pk])
    assert address in listed
    assert "Because we can." in client.get(address).content.decode()
    client.post(address, {"right": "yes", "feedback": "Well said."})
    attempt.refresh_from_db()
    assert (attempt.percent, attempt.passed) == (100, True)
    assert progress_of(world.cohort)[world.enrolment.pk].tests_passed == 1
    client.force_login(world.participant)
    result = client.get(reverse("academy:attempt", args=[attempt.pk])).content.decode()
    assert "Well said." in result
    client.force_login(world.other_trainer)
    assert client.get(address).status_code == 404


def test_it_can_be_tried_again_as_often_as_allowed(world, quiz):
    wrong = right_answers(quiz, text="") | {quiz.single.pk: {"choices": []}}
    assert take(quiz, world, wrong).passed is False
    assert take(quiz, world, wrong).number == 2
    with pytest.raises(Refused):
        attempts.begin(quiz=quiz, enrolment=world.enrolment)


def test_what_is_passed_or_waits_is_not_begun_again(world, quiz):
    attempt = take(quiz, world, right_answers(quiz))
    with pytest.raises(Refused):
        attempts.begin(quiz=quiz, enrolment=world.enrolment)
    answer = attempt.answers.get(question=quiz.text)
    attempts.read(answer=answer, by=world.trainer, right=False)
    # Three of four are enough.
    with pytest.raises(Refused):
        attempts.begin(quiz=quiz, enrolment=world.enrolment)


def test_one_attempt_is_written_at_a_time(world, quiz):
    first = attempts.begin(quiz=quiz, enrolment=world.enrolment)
    assert attempts.begin(quiz=quiz, enrolment=world.enrolment) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(quiz=quiz, enrolment=world.enrolment, number=2)
    attempts.submit(attempt=first, answers={})
    with pytest.raises(Refused):
        attempts.save(attempt=first, answers={quiz.text.pk: {"text": "Later"}})


def test_after_its_day_nothing_is_handed_in_but_what_was_written_stays(world, quiz):
    attempt = attempts.begin(quiz=quiz, enrolment=world.enrolment)
    attempts.save(attempt=attempt, answers={quiz.text.pk: {"text": "Written in time"}})
    quiz.due_at = timezone.now() - datetime.timedelta(minutes=1)
    quiz.save()
    attempt.refresh_from_db()
    with pytest.raises(Refused):
        attempts.submit(attempt=attempt, answers={})
    assert attempt.answers.get(question=quiz.text).text == "Written in time"


def test_a_draft_is_kept_and_an_incomplete_test_is_not_handed_in(client, site, world, quiz):
    client.force_login(world.participant)
    begun = client.post(reverse("academy:quiz-begin", args=[quiz.pk]))
    order = [f"q{quiz.order.pk}_{n}" for n in range(3)]
    data = {f"q{quiz.text.pk}": "Half a thought", order[0]: "2", order[1]: "2", "submit": "1"}
    response = client.post(begun.url, data)
    assert response.status_code == 422
    said = response.content.decode()
    assert "Half a thought" in said
    assert "Give each step a place of its own." in said
    assert 'value="2" selected' in said
    # Kept although it was not handed in.
    assert AttemptAnswer.objects.get(question=quiz.text).text == "Half a thought"
    assert client.post(begun.url, {f"q{quiz.text.pk}": "More", "save": "1"}).status_code == 302
    assert "More" in client.get(begun.url).content.decode()
    assert Attempt.objects.get(quiz=quiz).submitted_at is None


def test_an_order_is_given_by_numbers(client, site, world, quiz):
    client.force_login(world.participant)
    begun = client.post(reverse("academy:quiz-begin", args=[quiz.pk]))
    steps = client.get(begun.url).context["form"].fields[f"q{quiz.order.pk}"].steps
    wanted = keys_of(quiz.order)
    places = {f"q{quiz.order.pk}_{n}": wanted.index(step.pk) + 1 for n, step in enumerate(steps)}
    several = keys_of(quiz.several)
    client.post(
        begun.url,
        places
        | {
            f"q{quiz.single.pk}": keys_of(quiz.single)[0],
            f"q{quiz.several.pk}": [several[0], several[2]],
            f"q{quiz.text.pk}": "Words",
            "submit": "1",
        },
    )
    attempt = Attempt.objects.get(quiz=quiz)
    assert attempt.submitted_at
    assert attempt.answers.filter(right=True).count() == 3


def test_what_is_right_is_not_told_while_it_can_be_tried_again(client, site, world, quiz):
    wrong = right_answers(quiz, text="") | {quiz.single.pk: {"choices": []}}
    client.force_login(world.participant)
    for told in (False, True):
        attempt = take(quiz, world, wrong)
        said = client.get(reverse("academy:attempt", args=[attempt.pk])).content.decode()
        assert ("Right would be" in said) is told


def test_it_is_to_do_until_it_is_handed_in(site, world, quiz):
    def titles():
        return [todo.title for todo in todos_for(standing_of(world.participant))]

    assert quiz.title in titles()
    take(quiz, world, right_answers(quiz))
    assert quiz.title not in titles()
    waiting = [todo.title for todo in todos_for(standing_of(world.trainer))]
    assert "Answers to read" in waiting


@pytest.mark.parametrize(
    ("kind", "rights", "wrong"),
    [
        ("single", [True, False], False),
        ("single", [True, True], True),
        ("single", [True], True),
        ("several", [True, True], False),
        ("several", [False, False], True),
        ("order", [False, False], False),
        ("text", [], False),
        ("text", [True], True),
    ],
)
def test_a_question_has_answers_of_its_kind(kind, rights, wrong):
    assert bool(fault_of(kind, [{"right": right} for right in rights])) is wrong
