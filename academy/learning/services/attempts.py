"""Taking a test: beginning, writing, handing in, and a trainer's reading of what is in words."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.core.models import Enrolment
from academy.learning.marking import is_right
from academy.learning.models import Attempt, AttemptAnswer, Quiz, QuizQuestion
from cms.core.errors import Refused


def attempts_left(quiz: Quiz, handed_in: int) -> int | None:
    """Return how many attempts are left after `handed_in`; None where there is no limit."""
    return max(quiz.attempts_allowed - handed_in, 0) if quiz.attempts_allowed else None


@transaction.atomic
def begin(*, quiz: Quiz, enrolment: Enrolment) -> Attempt:
    """Return the attempt that is being written, or a new one.

    Raises Refused where the test is not released, its day has passed, no attempt is left, or it
    has been passed.
    """
    # One at a time a person, so that two windows do not make two attempts.
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    now = timezone.now()
    attempts = list(quiz.attempts.filter(enrolment=enrolment))
    writing = next((one for one in attempts if one.submitted_at is None), None)
    if writing:
        return writing
    if not quiz.is_released(now):
        raise Refused(_("This test has not been released yet."))
    if quiz.due_at and quiz.due_at < now:
        raise Refused(_("This test could be handed in until its day, which has passed."))
    if any(one.passed for one in attempts):
        raise Refused(_("You have passed this test."))
    if any(one.passed is None for one in attempts):
        raise Refused(_("A trainer has still to read your last attempt."))
    if attempts_left(quiz, len(attempts)) == 0:
        raise Refused(_("You have no attempt left."))
    return Attempt.objects.create(quiz=quiz, enrolment=enrolment, number=len(attempts) + 1)


@transaction.atomic
def save(*, attempt: Attempt, answers: dict[int, dict]) -> Attempt:
    """Keep what has been written so far: by question, its `choices` and its `text`.

    Raises Refused once the attempt is handed in.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.submitted_at:
        raise Refused(_("This attempt has been handed in already."))
    questions = set(attempt.quiz.questions.values_list("pk", flat=True))
    AttemptAnswer.objects.bulk_create(
        [
            AttemptAnswer(
                attempt=attempt,
                question_id=pk,
                choices=given.get("choices", []),
                text=given.get("text", ""),
            )
            for pk, given in answers.items()
            if pk in questions
        ],
        update_conflicts=True,
        unique_fields=["attempt", "question"],
        update_fields=["choices", "text"],
    )
    return attempt


@transaction.atomic
def submit(*, attempt: Attempt, answers: dict[int, dict]) -> Attempt:
    """Hand an attempt in with its answers, and judge what needs no reader.

    Raises Refused once it is handed in, or after the test's day; what was written stays.
    """
    attempt = save(attempt=attempt, answers=answers)
    now = timezone.now()
    if attempt.quiz.due_at and attempt.quiz.due_at < now:
        raise Refused(_("This test could be handed in until its day, which has passed."))
    questions = attempt.quiz.questions.prefetch_related("choices")
    rows = {row.question_id: row for row in attempt.answers.all()}
    for question in questions:
        row = rows.get(question.pk) or AttemptAnswer(attempt=attempt, question=question)
        if question.kind == QuizQuestion.Kind.TEXT:
            # Nothing written needs no reader.
            row.right = None if row.text.strip() else False
        else:
            row.right = is_right(question, row.choices)
        row.save()
    attempt.submitted_at = now
    _judge(attempt)
    return attempt


@transaction.atomic
def read(*, answer: AttemptAnswer, by, right: bool, feedback: str = "") -> Attempt:
    """Judge an answer in words and say something to it; the attempt is judged with the last one.

    Raises Refused where the answer is not in words or not handed in.
    """
    attempt = Attempt.objects.select_for_update().get(pk=answer.attempt_id)
    if attempt.submitted_at is None or answer.question.kind != QuizQuestion.Kind.TEXT:
        raise Refused(_("There is nothing to read here."))
    answer.right, answer.feedback = right, feedback
    answer.read_by, answer.read_at = by, timezone.now()
    answer.save(update_fields=["right", "feedback", "read_by", "read_at"])
    _judge(attempt)
    return attempt


def _judge(attempt: Attempt) -> None:
    """Say how much is right, and whether it is enough once everything is judged."""
    judged = list(attempt.answers.values_list("right", flat=True))
    right = judged.count(True)
    waits = None in judged
    attempt.percent = right * 100 // len(judged) if judged else 0
    # In whole numbers: 59.9 percent is not 60.
    enough = right * 100 >= attempt.quiz.pass_percent * len(judged) and bool(judged)
    attempt.passed = None if waits else enough
    attempt.save(update_fields=["submitted_at", "percent", "passed"])
