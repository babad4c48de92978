"""What a participant does with lessons."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.core.models import Enrolment
from academy.learning.models import Lesson, LessonProgress
from cms.core.errors import Refused


def enrolment_in(cohort_id: int, user) -> Enrolment | None:
    """Return the enrolment with which somebody learns in a cohort, if they do."""
    return Enrolment.objects.learning().filter(cohort=cohort_id, user=user).first()


def open_lesson(*, lesson: Lesson, enrolment: Enrolment) -> LessonProgress:
    """Note that the lesson has been opened; a second time changes nothing."""
    progress, _made = LessonProgress.objects.get_or_create(lesson=lesson, enrolment=enrolment)
    return progress


@transaction.atomic
def mark(*, lesson: Lesson, enrolment: Enrolment, done: bool) -> LessonProgress:
    """Mark a lesson as done, or as not done yet.

    Raises Refused before it is released.
    """
    if not lesson.is_released():
        raise Refused(_("This lesson has not been released yet."))
    progress = open_lesson(lesson=lesson, enrolment=enrolment)
    progress = LessonProgress.objects.select_for_update().get(pk=progress.pk)
    if bool(progress.done_at) != done:
        progress.done_at = timezone.now() if done else None
        progress.save(update_fields=["done_at"])
    return progress
