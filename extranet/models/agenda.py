from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsField, pick
from cms.directory.models import Person
from extranet.models.document import DocumentVersion
from extranet.models.meeting import Meeting


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


class Paper(models.Model):
    """A document tabled at a point of the agenda, pinned to the version that was tabled."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="papers")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="papers")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    late = models.BooleanField(_("late"), default=False)
    tabled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    tabled_at = models.DateTimeField(_("tabled at"))

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["item", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "version"], name="paper_tabled_once")
        ]

    def __str__(self):
        return f"{self.item_id}: {self.version_id}"
