import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academy.core.models import Cohort, Enrolment
from cms.core.labels import LabelsField, pick


class SurveyQuestion(models.Model):
    """What participants are asked at the end of every cohort."""

    class Kind(models.TextChoices):
        SCALE = "scale", _("from 1 (not at all) to 5 (fully)")
        TEXT = "text", _("free text")

    kind = models.CharField(_("answered"), max_length=5, choices=Kind.choices, default=Kind.SCALE)
    texts = LabelsField(_("question"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # A question that was answered stays for its results.
    asked = models.BooleanField(_("is asked"), default=True)

    class Meta:
        verbose_name = _("question of the survey")
        verbose_name_plural = _("questions of the survey")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        """The question in the active language."""
        return pick(self.texts)


class SurveyReply(models.Model):
    """That somebody has answered, so that nobody answers twice; forgotten with the survey's end.

    Its key is the enrolment's: it has no order and no time of its own.
    """

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, primary_key=True, related_name="survey_reply"
    )

    class Meta:
        verbose_name = _("reply to the survey")
        verbose_name_plural = _("replies to the survey")

    def __str__(self):
        return str(self.pk)


class SurveyAnswer(models.Model):
    """One answer to one question: without a name, a time, or what else the same person answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="survey_answers")
    question = models.ForeignKey(SurveyQuestion, on_delete=models.PROTECT, related_name="answers")
    value = models.PositiveSmallIntegerField(
        _("value"), null=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    text = models.TextField(_("text"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("answer to the survey")
        verbose_name_plural = _("answers to the survey")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gte=1, value__lte=5, text="")
                | Q(value__isnull=True) & ~Q(text=""),
                name="an_answer_is_a_value_or_a_text",
            )
        ]

    def __str__(self):
        return str(self.value or self.text)
