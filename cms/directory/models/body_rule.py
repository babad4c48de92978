from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.core.labels import LabelsField, pick
from cms.directory.models.body import Body


class BodyRule(models.Model):
    """One rule of a body, as a number, with the article that it comes from."""

    class Kind(models.TextChoices):
        SEATS = "seats", _("seats, at most")
        TERM = "term", _("months of a mandate, at most")
        PARITY = "parity", _("difference between women and men, at most")
        NOTICE = "notice", _("days of notice before a meeting, at least")
        MEETINGS = "meetings", _("meetings a year, at least")
        EXTRAORDINARY = "extraordinary", _("percent that can demand an extraordinary meeting")
        CONVENE_WITHIN = "convene_within", _("days to convene a meeting that was demanded")
        SECOND_FACTOR = "second_factor", _("second factor at sign-in: 1 required, 0 not")

    class Consequence(models.TextChoices):
        REFUSE = "refuse", _("what breaks it is refused")
        FLAG = "flag", _("what breaks it is flagged")

    # The values that mean something, where not every number does.
    RANGES = {
        Kind.SEATS: (1, 10_000),
        Kind.TERM: (1, 1_200),
        Kind.EXTRAORDINARY: (1, 100),
        Kind.SECOND_FACTOR: (0, 1),
    }

    body = ParentalKey(Body, verbose_name=_("body"), on_delete=models.CASCADE, related_name="rules")
    kind = models.CharField(_("rule"), max_length=14, choices=Kind.choices)
    value = models.PositiveIntegerField(_("value"))
    consequence = models.CharField(
        _("consequence"),
        max_length=6,
        choices=Consequence.choices,
        default=Consequence.REFUSE,
    )
    articles = LabelsField(_("source"), blank=True)

    class Meta:
        verbose_name = _("rule of a body")
        verbose_name_plural = _("rules of bodies")
        ordering = ["body", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["body", "kind"], name="one_rule_of_a_kind"),
            models.CheckConstraint(
                condition=~models.Q(kind="extraordinary") | models.Q(value__range=(1, 100)),
                name="share_is_a_percentage",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.value}"

    def clean(self):
        super().clean()
        least, most = self.RANGES.get(self.kind, (0, 10_000))
        if self.value is not None and not least <= self.value <= most:
            message = _("It is a number from %(least)s to %(most)s.")
            raise ValidationError({"value": message % {"least": least, "most": most}})

    @property
    def article(self) -> str:
        """The article that the rule comes from, in the active language."""
        return pick(self.articles)
