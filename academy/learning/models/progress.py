from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.models import Enrolment

from .lesson import Lesson


class LessonProgress(models.Model):
    """That somebody has opened a lesson, and since when it is done."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="progress")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="lessons")
    opened_at = models.DateTimeField(pgettext_lazy("lesson", "opened"), auto_now_add=True)
    done_at = models.DateTimeField(pgettext_lazy("lesson", "done"), null=True, blank=True)

    class Meta:
        verbose_name = _("progress in a lesson")
        verbose_name_plural = _("progress in lessons")
        ordering = ["enrolment", "lesson"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "enrolment"], name="one_progress_a_lesson")
        ]

    def __str__(self):
        return f"{self.enrolment_id}: {self.lesson_id}"
