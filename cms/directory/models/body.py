from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from cms.core.labels import LabelsField, pick
from cms.core.models import Term


class Body(Term, ClusterableModel):
    """A body of the alliance: its board, a committee, a conference, a working group, an office."""

    class Unit(models.TextChoices):
        SEAT = "seat", _("every seat")
        ORGANISATION = "organisation", _("every organisation")

    class Kind(models.TextChoices):
        CONFERENCE = "conference", _("conference")
        BOARD = "board", _("board")
        COMMITTEE = "committee", _("committee")
        WORKING_GROUP = "working_group", _("working group")
        OFFICE = "office", _("office")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    descriptions = LabelsField(_("description"), blank=True, long=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    sort_order = models.PositiveSmallIntegerField(_("order in lists"), default=0)
    public = models.BooleanField(
        _("shown to the public"),
        default=True,
        help_text=_("Whether the public site shows the body and who sits on it."),
    )
    counts_by = models.CharField(
        _("who counts"),
        max_length=12,
        choices=Unit.choices,
        default=Unit.SEAT,
        help_text=_("Whose requests and votes are counted one each."),
    )

    class Meta(Term.Meta):
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["sort_order", "code"]

    @property
    def description(self) -> str:
        """What the body does, in the active language."""
        return pick(self.descriptions)
