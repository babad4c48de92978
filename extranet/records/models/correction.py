from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Person

from .minutes import Minutes
from .revision import MinutesRevision


class Correction(models.Model):
    """What somebody who was there asks to be put right in the minutes."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="corrections")
    revision = models.ForeignKey(
        MinutesRevision, on_delete=models.PROTECT, related_name="corrections"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="corrections")
    passage = models.TextField(_("the passage"), blank=True)
    text = models.TextField(_("what it should say"))
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.OPEN, editable=False
    )
    answer = models.TextField(_("answer"), blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    worked_in = models.ForeignKey(
        MinutesRevision,
        verbose_name=_("worked in by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="works_in",
        editable=False,
    )

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["minutes", "asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(worked_in__isnull=True) | models.Q(state="accepted"),
                name="only_what_is_accepted_is_worked_in",
            )
        ]

    def __str__(self):
        return f"{self.minutes_id}: {self.state}"
