from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsField, pick
from cms.directory.models import Person

from .meeting import Meeting


class AgendaItem(models.Model):
    """A point of the agenda; points may have points below them."""

    class Kind(models.TextChoices):
        INFORMATION = "information", _("for information")
        DISCUSSION = "discussion", _("for discussion")
        DECISION = "decision", _("for decision")
        ELECTION = "election", _("election")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="children",
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(
        _("kind"), max_length=11, choices=Kind.choices, default=Kind.INFORMATION
    )
    titles = LabelsField(_("title"))
    notes = LabelsField(_("explanation"), blank=True, long=True)
    starts_at = models.TimeField(
        _("time"), null=True, blank=True, help_text=_("In the time zone of the meeting.")
    )
    minutes = models.PositiveSmallIntegerField(_("minutes planned"), null=True, blank=True)
    rapporteur = models.ForeignKey(
        Person,
        verbose_name=_("rapporteur"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    closed_to_guests = models.BooleanField(_("closed to guests"), default=False)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["meeting", "position", "pk"]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        """The title in the active language."""
        return pick(self.titles)

    @property
    def note(self) -> str:
        """The explanation in the active language."""
        return pick(self.notes)
