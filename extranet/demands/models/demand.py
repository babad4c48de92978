from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.labels import LabelsField, language_choices, pick
from cms.directory.models import Body
from cms.directory.querysets import site_day
from cms.directory.rules import threshold
from extranet.demands.querysets import DemandQuerySet
from extranet.meetings.models import Meeting


class Demand(models.Model):
    """A demand for an extraordinary meeting, counted against the roll of the day it was opened."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        REACHED = "reached", _("reached: a meeting must be convened")
        MET = "met", _("met: a meeting is convened")
        LAPSED = "lapsed", _("lapsed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    body = models.ForeignKey(
        Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="demands"
    )
    subject = models.CharField(_("subject"), max_length=200)
    reason = models.TextField(_("reason"))
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    # Frozen when it is opened: what the rules say that day, and how many units the roll has.
    percent = models.PositiveSmallIntegerField(_("percent needed"), editable=False)
    articles = LabelsField(_("source"), blank=True, editable=False)
    convene_days = models.PositiveSmallIntegerField(
        _("days to convene it"), default=42, editable=False
    )
    roll_size = models.PositiveIntegerField(_("units on the roll"), editable=False)
    state = models.CharField(
        _("state"), max_length=9, choices=State.choices, default=State.OPEN, editable=False
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    closes_at = models.DateTimeField(pgettext_lazy("demand", "open until"))
    reached_at = models.DateTimeField(null=True, blank=True, editable=False)
    convene_by = models.DateField(_("to be convened by"), null=True, blank=True, editable=False)
    meeting = models.OneToOneField(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="demand"
    )

    objects = DemandQuerySet.as_manager()

    class Meta:
        verbose_name = _("demand for an extraordinary meeting")
        verbose_name_plural = _("demands for extraordinary meetings")
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["reached", "met"])
                | Q(reached_at__isnull=False, convene_by__isnull=False),
                name="demand_reached_has_a_deadline",
            )
        ]

    def __str__(self):
        return self.subject

    @property
    def current_state(self) -> str:
        """The state as it is read now: what was open until a moment that has passed has lapsed."""
        if self.state == self.State.OPEN and self.closes_at <= timezone.now():
            return self.State.LAPSED
        return self.state

    @property
    def current_state_label(self) -> str:
        """The state as it is read now, in words."""
        return str(self.State(self.current_state).label)

    @property
    def article(self) -> str:
        """The article that the percentage comes from, in the active language."""
        return pick(self.articles)

    @property
    def needed(self) -> int:
        """How many units must ask: the smallest number that is the percentage of the roll."""
        return threshold(self.roll_size, self.percent)

    @property
    def is_overdue(self) -> bool:
        """Whether the day until which a meeting had to be convened has passed without one."""
        return self.state == self.State.REACHED and self.convene_by < site_day()
