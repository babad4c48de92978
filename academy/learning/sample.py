"""What is taught in the cohorts of the sample: lessons, a test, a task, sessions, questions."""

import datetime
import json
import uuid
from pathlib import Path

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core.models import Cohort, Enrolment
from academy.learning.models import (
    Attempt,
    Attendance,
    HandIn,
    Lesson,
    LessonProgress,
    LessonText,
    LiveSession,
    Question,
    Quiz,
    QuizChoice,
    QuizQuestion,
    Reply,
    Task,
)
from home.services.load_sample import add_part

FILE = Path(__file__).with_name("sample.json")
TRAINER = "trainer@example.org"
DAY = datetime.timedelta(days=1)
_NAMESPACE = uuid.UUID("5b1c9f0a-7d0e-5b3e-9f52-1f4f5f0d6a21")


def load(*, files, today) -> int:
    """Add what the cohorts that have begun teach, where they teach nothing yet; return how many
    rows."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    cohorts = Cohort.objects.filter(code__in=data["cohorts"], lessons=None)
    return sum(_teach(cohort, data) for cohort in cohorts)


def _teach(cohort: Cohort, data: dict) -> int:
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    begun = hour - DAY * (timezone.localdate() - cohort.starts_on).days
    lessons = [
        _lesson(cohort, number, lesson, begun + DAY * lesson["day"])
        for number, lesson in enumerate(data["lessons"], start=1)
    ]
    quiz = _quiz(cohort, lessons[0], data["quiz"], begun)
    task = Task.objects.create(
        lesson=lessons[0],
        titles=data["task"]["titles"],
        instructions=data["task"]["instructions"],
        due_at=begun + 40 * DAY,
    )
    sessions = [
        LiveSession.objects.create(
            cohort=cohort,
            titles=session["titles"],
            starts_at=begun + DAY * session["day"],
            ends_at=begun + DAY * session["day"] + datetime.timedelta(minutes=90),
            link="https://meet.example.org/academy",
        )
        for session in data["sessions"]
    ]
    _learn(cohort, lessons[0], quiz, task, sessions[0], data["task"]["handed_in"])
    return len(lessons) + len(sessions) + 2 + _ask(cohort, lessons[0], data["questions"])


def _lesson(cohort: Cohort, number: int, data: dict, release_at) -> Lesson:
    lesson = Lesson.objects.create(cohort=cohort, order=number, release_at=release_at)
    for language, text in data["texts"].items():
        if language in cohort.languages:
            key = f"{cohort.code}/{number}/{language}"
            LessonText.objects.create(
                lesson=lesson,
                language=language,
                title=text["title"],
                summary=text["summary"],
                body=[
                    {
                        "type": "paragraph",
                        "value": f"<p>{paragraph}</p>",
                        "id": str(uuid.uuid5(_NAMESPACE, f"{key}/{place}")),
                    }
                    for place, paragraph in enumerate(text["body"])
                ],
            )
    return lesson


def _quiz(cohort: Cohort, lesson: Lesson, data: dict, release_at) -> Quiz:
    quiz = Quiz.objects.create(
        cohort=cohort, lesson=lesson, titles=data["titles"], release_at=release_at
    )
    for number, question in enumerate(data["questions"]):
        row = QuizQuestion.objects.create(
            quiz=quiz,
            sort_order=number,
            kind=question["kind"],
            texts=question["texts"],
            feedbacks=question["feedbacks"],
        )
        QuizChoice.objects.bulk_create(
            QuizChoice(question=row, sort_order=place, texts=texts, right=right)
            for place, (right, texts) in enumerate(question["choices"])
        )
    return quiz


def _learn(cohort: Cohort, lesson: Lesson, quiz: Quiz, task: Task, session, work: dict) -> None:
    """Let all have done the first lesson and what belongs to it, but who did not complete."""
    now = timezone.now()
    rows = list(Enrolment.objects.filter(cohort=cohort).learning().select_related("user"))
    # In the running cohort the account of the sample has its test still before it.
    rows = [row for row in rows if row.state != Enrolment.State.NOT_COMPLETED]
    tested = [row for row in rows if row.state == Enrolment.State.COMPLETED or row.user is None]
    LessonProgress.objects.bulk_create(
        LessonProgress(lesson=lesson, enrolment=row, done_at=now) for row in tested
    )
    Attempt.objects.bulk_create(
        Attempt(quiz=quiz, enrolment=row, number=1, submitted_at=now, percent=100, passed=True)
        for row in tested
    )
    Attendance.objects.bulk_create(
        Attendance(session=session, enrolment=row, state=Attendance.State.PRESENT) for row in rows
    )
    ended = Enrolment.State.COMPLETED
    HandIn.objects.bulk_create(
        HandIn(
            task=task,
            enrolment=row,
            number=1,
            text=work[row.language],
            state=HandIn.State.ACCEPTED if row.state == ended else HandIn.State.HANDED_IN,
            answered_at=now if row.state == ended else None,
        )
        for row in tested
    )


def _ask(cohort: Cohort, lesson: Lesson, questions: list) -> int:
    trainer = get_user_model().objects.filter(email=TRAINER).first()
    learner = cohort.enrolments.exclude(user=None).first()
    if trainer is None or learner is None:
        return 0
    for text, reply in questions:
        question = Question.objects.create(
            cohort=cohort, author=learner.user, lesson=lesson, text=text
        )
        Reply.objects.create(question=question, author=trainer, text=reply)
    return 2 * len(questions)


add_part(72, _("The academy: lessons and sessions"), load)
