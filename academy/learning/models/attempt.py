from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.models import Enrolment
from academy.learning.querysets import AttemptQuerySet

from .quiz import Quiz, QuizQuestion


class Attempt(models.Model):
    """One go at a test: what is written in it is kept until it is handed in, and after.

    `passed` is empty while it is being written, and while a trainer has words to read in it.
    """

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="attempts")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("attempt"))
    started_at = models.DateTimeField(_("begun"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("right, in percent"), null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt at a test")
        verbose_name_plural = _("attempts at tests")
        ordering = ["quiz", "enrolment", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "enrolment", "number"], name="one_attempt_a_number"
            ),
            models.UniqueConstraint(
                fields=["quiz", "enrolment"],
                condition=Q(submitted_at=None),
                name="one_attempt_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(passed=None) | Q(submitted_at__isnull=False, percent__isnull=False),
                name="what_is_judged_is_handed_in",
            ),
        ]

    def __str__(self):
        return f"{self.quiz_id}: {self.enrolment_id}, {self.number}"


class AttemptAnswer(models.Model):
    """What was answered to one question, and how it was judged."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(QuizQuestion, on_delete=models.CASCADE, related_name="+")
    # Keys of the choices, in the order given.
    choices = models.JSONField(default=list, blank=True)
    text = models.TextField(_("answer"), blank=True, max_length=6000)
    # Empty until it is judged: words, until a trainer has read them.
    right = models.BooleanField(_("right"), null=True, blank=True)
    feedback = models.TextField(_("the trainer’s answer"), blank=True, max_length=3000)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    read_at = models.DateTimeField(pgettext_lazy("lesson", "read"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer in a test")
        verbose_name_plural = _("answers in tests")
        ordering = ["attempt", "question__sort_order", "question_id"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question"], name="one_answer_a_question")
        ]

    def __str__(self):
        return f"{self.attempt_id}: {self.question_id}"
