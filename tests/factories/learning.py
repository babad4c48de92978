"""Lessons with their files, and tests with their questions."""

import datetime
import hashlib

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from academy.learning.models import (
    HandIn,
    Lesson,
    LessonFile,
    LessonText,
    LiveSession,
    Quiz,
    QuizChoice,
    QuizQuestion,
    Task,
)

from .academy import CohortFactory, EnrolmentFactory
from .directory import labels

MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 4
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:04.000\nGood morning.\n"


def yesterday():
    """Return the moment a day ago."""
    return timezone.now() - datetime.timedelta(days=1)


class LessonFactory(factory.django.DjangoModelFactory):
    """A lesson released yesterday, with a text in English; `texts__fr="…"` gives one more."""

    class Meta:
        model = Lesson
        skip_postgeneration_save = True

    cohort = factory.SubFactory(CohortFactory, begun=True)
    order = factory.Sequence(lambda number: number + 1)
    release_at = factory.LazyFunction(yesterday)

    @factory.post_generation
    def texts(self, create, extracted, **titles):
        for language, title in ({"en": f"Lesson {self.order}"} | titles).items():
            LessonText.objects.create(
                lesson=self,
                language=language,
                title=title,
                summary=f"Summary of {title}",
                body=extracted or [("paragraph", "<p>How to organise a <b>meeting</b>.</p>")],
            )


class LessonFileFactory(factory.django.DjangoModelFactory):
    """A PDF of a lesson; `content=` and `content_type=` for another file."""

    class Meta:
        model = LessonFile

    class Params:
        content = PDF

    lesson = factory.SubFactory(LessonFactory)
    code = factory.Sequence(lambda number: f"file-{number}")
    titles = factory.LazyFunction(lambda: labels("Handout"))
    file = factory.LazyAttribute(lambda row: ContentFile(row.content, name="handout.pdf"))
    name = "handout.pdf"
    content_type = "application/pdf"
    size = factory.LazyAttribute(lambda row: len(row.content))
    sha256 = factory.LazyAttribute(lambda row: hashlib.sha256(row.content).hexdigest())
    scan = "clean"


class QuizFactory(factory.django.DjangoModelFactory):
    """A test released yesterday, without questions."""

    class Meta:
        model = Quiz

    cohort = factory.SubFactory(CohortFactory, begun=True)
    titles = factory.LazyFunction(lambda: labels("What have you learnt?"))
    release_at = factory.LazyFunction(yesterday)


def ask(quiz: Quiz, kind: str, *choices: tuple[str, bool]) -> QuizQuestion:
    """Return a new question of a test; choices are pairs of a text and whether it is right."""
    number = quiz.questions.count()
    question = QuizQuestion.objects.create(
        quiz=quiz,
        kind=kind,
        sort_order=number,
        texts=labels(f"Question {number}"),
        feedbacks=labels("Because."),
    )
    for place, (text, right) in enumerate(choices):
        QuizChoice.objects.create(
            question=question, sort_order=place, texts=labels(text), right=right
        )
    return question


def keys_of(question: QuizQuestion) -> list[int]:
    """Return the keys of a question's choices in their right order."""
    return list(question.choices.values_list("pk", flat=True))


def in_days(days: float):
    """Return the moment so many days from now, without fractions of a second."""
    return timezone.now().replace(microsecond=0) + datetime.timedelta(days=days)


class SessionFactory(factory.django.DjangoModelFactory):
    """A live session of an hour in two days, with a link to join."""

    class Meta:
        model = LiveSession

    cohort = factory.SubFactory(CohortFactory, begun=True)
    titles = factory.LazyFunction(lambda: labels("Campaigning in the regions"))
    starts_at = factory.LazyFunction(lambda: in_days(2))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + datetime.timedelta(hours=1))
    link = "https://meet.example.org/secret-room"


class TaskFactory(factory.django.DjangoModelFactory):
    """A task of a released lesson, due in ten days."""

    class Meta:
        model = Task

    lesson = factory.SubFactory(LessonFactory)
    titles = factory.LazyFunction(lambda: labels("Plan a meeting"))
    instructions = factory.LazyFunction(lambda: labels("Write one page."))
    due_at = factory.LazyFunction(lambda: in_days(10))


class HandInFactory(factory.django.DjangoModelFactory):
    """The first version of what somebody handed in for a task, not answered yet."""

    class Meta:
        model = HandIn

    task = factory.SubFactory(TaskFactory)
    enrolment = factory.SubFactory(EnrolmentFactory)
    number = 1
    text = "My plan."
