from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from academy.core.models import Cohort
from academy.learning.querysets import QuizQuerySet
from cms.core.labels import LabelsField, pick

from .lesson import Lesson


class Quiz(ClusterableModel):
    """A short test of a cohort. Taken again, the best attempt counts."""

    cohort = models.ForeignKey(
        Cohort, verbose_name=_("cohort"), on_delete=models.CASCADE, related_name="quizzes"
    )
    lesson = models.ForeignKey(
        Lesson,
        verbose_name=_("lesson"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="quizzes",
        help_text=_("Which it belongs to, if any."),
    )
    titles = LabelsField(_("title"))
    intros = LabelsField(_("what is said before it"), long=True, blank=True)
    release_at = models.DateTimeField(
        _("released at"),
        null=True,
        blank=True,
        help_text=_("Participants see it from then on; empty: not yet."),
    )
    due_at = models.DateTimeField(_("to be handed in by"), null=True, blank=True)
    pass_percent = models.PositiveSmallIntegerField(
        _("passed with, in percent"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts"), default=3, help_text=_("At most; 0: no limit.")
    )
    required = models.BooleanField(_("counts towards completion"), default=True)

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name = _("test")
        verbose_name_plural = _("tests")
        ordering = ["cohort", "release_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_percent__gte=1, pass_percent__lte=100),
                name="test_passed_with_a_share",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page, in the active language."""
        return reverse("academy:quiz", args=[self.pk])

    @property
    def title(self) -> str:
        """What it is called in the active language."""
        return pick(self.titles) or f"#{self.pk}"

    @property
    def intro(self) -> str:
        """What is said before it, in the active language."""
        return pick(self.intros)

    def is_released(self, moment=None) -> bool:
        """Return whether participants see it at `moment`, by default now."""
        return self.release_at is not None and self.release_at <= (moment or timezone.now())


class QuizQuestion(ClusterableModel):
    """A question of a test: one answer, several, an order, or words that a trainer reads."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("one answer")
        SEVERAL = "several", _("several answers")
        ORDER = "order", _("put in order")
        TEXT = "text", _("in words, read by a trainer")

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="questions")
    sort_order = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices, default=Kind.SINGLE)
    texts = LabelsField(_("question"), long=True)
    feedbacks = LabelsField(
        _("explanation"), long=True, blank=True, help_text=_("Shown once the test is handed in.")
    )

    sort_order_field = "sort_order"

    class Meta:
        verbose_name = _("question of a test")
        verbose_name_plural = _("questions of tests")
        ordering = ["quiz", "sort_order", "pk"]

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        """What is asked, in the active language."""
        return pick(self.texts)

    @property
    def feedback(self) -> str:
        """What explains the answer, in the active language."""
        return pick(self.feedbacks)


class QuizChoice(models.Model):
    """An answer to choose; of an order, a step, whose place among the others is the right one."""

    question = ParentalKey(QuizQuestion, on_delete=models.CASCADE, related_name="choices")
    sort_order = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    texts = LabelsField(_("answer"))
    right = models.BooleanField(_("right"), default=False)
    feedbacks = LabelsField(_("explanation"), blank=True)

    sort_order_field = "sort_order"

    class Meta:
        verbose_name = _("answer to choose")
        verbose_name_plural = _("answers to choose")
        ordering = ["question", "sort_order", "pk"]

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        """What it says, in the active language."""
        return pick(self.texts)

    @property
    def feedback(self) -> str:
        """What explains it, in the active language."""
        return pick(self.feedbacks)
