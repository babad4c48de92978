from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField

from academy.core.models import Cohort
from academy.learning.blocks import LessonBlock
from academy.learning.querysets import LessonQuerySet
from cms.core.labels import language_choices, pick, pick_language


class Lesson(ClusterableModel):
    """One lesson of a cohort, seen by nobody outside it; its texts are one a language.

    Not a page: pages have readers in the admin and addresses that are public.
    """

    cohort = models.ForeignKey(
        Cohort, verbose_name=_("cohort"), on_delete=models.CASCADE, related_name="lessons"
    )
    order = models.PositiveSmallIntegerField(pgettext_lazy("lesson", "number"), default=1)
    # Empty: not released yet. Who teaches sees it before.
    release_at = models.DateTimeField(
        _("released at"),
        null=True,
        blank=True,
        help_text=_("Participants see it from then on; empty: not yet."),
    )
    required = models.BooleanField(_("counts towards completion"), default=True)

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["cohort", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "order"],
                name="one_lesson_a_number",
                violation_error_message=_("The cohort has a lesson of this number already."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page, in the active language."""
        return reverse("academy:lesson", args=[self.pk])

    @property
    def titles(self) -> dict[str, str]:
        """Return its title by language."""
        return {text.language: text.title for text in self.texts.all()}

    @property
    def title(self) -> str:
        """What it is called in the active language, or the nearest that it has."""
        return pick(self.titles) or f"#{self.order}"

    def text_in(self, language: str | None = None) -> "LessonText | None":
        """Return its text in `language` (by default the active one), or the nearest it has."""
        found = pick_language(self.titles, language or get_language())
        return next((text for text in self.texts.all() if text.language == found), None)

    def is_released(self, moment=None) -> bool:
        """Return whether participants see it at `moment`, by default now."""
        return self.release_at is not None and self.release_at <= (moment or timezone.now())


class LessonText(models.Model):
    """What a lesson says in one language."""

    lesson = ParentalKey(Lesson, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("summary"), blank=True, max_length=400)
    body = StreamField(LessonBlock(), verbose_name=_("text"), blank=True)

    class Meta:
        verbose_name = _("text of a lesson")
        verbose_name_plural = _("texts of lessons")
        ordering = ["lesson", "language"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "language"], name="one_text_a_language")
        ]

    def __str__(self):
        return self.title
