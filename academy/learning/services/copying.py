"""Taking lessons and tests over from an earlier cohort."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from academy.core.models import Cohort
from academy.learning.models import Lesson, Quiz
from cms.core.errors import Refused


@transaction.atomic
def copy_lessons(*, source: Cohort, target: Cohort) -> int:
    """Copy all lessons and tests of a cohort behind those of another; return how many lessons.

    Nothing copied is released: its day belongs to the new cohort. Bytes of files are shared.
    Raises Refused where both are the same or there is nothing to copy.
    """
    if source.pk == target.pk:
        raise Refused(_("Choose another cohort to copy from."), field="source")
    Cohort.objects.select_for_update().get(pk=target.pk)
    lessons = list(source.lessons.prefetch_related("texts", "files"))
    if not lessons:
        raise Refused(_("That cohort has no lessons."), field="source")
    last = target.lessons.aggregate(last=Max("order"))["last"] or 0
    copies = {}
    for number, lesson in enumerate(lessons, last + 1):
        copy = Lesson.objects.create(cohort=target, order=number, required=lesson.required)
        copies[lesson.pk] = copy
        for row in (*lesson.texts.all(), *lesson.files.all()):
            _again(row, lesson=copy)
    for quiz in source.quizzes.prefetch_related("questions__choices"):
        questions = list(quiz.questions.all())
        made = _again(
            Quiz.objects.get(pk=quiz.pk),
            cohort=target,
            lesson=copies.get(quiz.lesson_id),
            release_at=None,
            due_at=None,
        )
        for question in questions:
            choices = list(question.choices.all())
            asked = _again(question, quiz=made)
            for choice in choices:
                _again(choice, question=asked)
    return len(lessons)


def _again(row, **changes):
    """Return a new row that says what `row` says but for the changes."""
    names = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    values = {name: getattr(row, name) for name in names}
    for name, value in changes.items():
        values.pop(f"{name}_id", None)
        values[name] = value
    made = type(row)(**values)
    made.save()
    return made
