from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.models import Cohort
from academy.learning.querysets import QuestionQuerySet, ReplyQuerySet

from .lesson import Lesson


class PostState(models.TextChoices):
    """Whether the cohort sees what somebody wrote."""

    HELD = "held", pgettext_lazy("question", "to be read first")
    SHOWN = "shown", pgettext_lazy("question", "shown")
    REMOVED = "removed", pgettext_lazy("question", "removed")


class Post(models.Model):
    """Something written within a cohort by somebody of it."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("text"), max_length=4000)
    state = models.CharField(
        _("state"), max_length=7, choices=PostState.choices, default=PostState.SHOWN
    )
    written_at = models.DateTimeField(auto_now_add=True)
    # Somebody of the cohort asked a trainer to look at it.
    reported_at = models.DateTimeField(null=True, blank=True)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.text[:60]


class Question(Post):
    """What somebody asks the cohort and its trainers."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="questions")
    lesson = models.ForeignKey(
        Lesson,
        verbose_name=_("lesson"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="asked",
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-written_at", "-pk"]

    def get_absolute_url(self) -> str:
        """Return the address of its page, in the active language."""
        return reverse("academy:question", args=[self.pk])


class Reply(Post):
    """What somebody answers."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="replies")

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["written_at", "pk"]
