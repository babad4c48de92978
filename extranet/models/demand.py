from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsField, language_choices, pick
from cms.directory.models import Body, Mandate, Organisation
from cms.directory.rules import threshold
from extranet.models.meeting import Meeting
from extranet.models.minutes import today
from extranet.querysets import DemandQuerySet


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
    closes_at = models.DateTimeField(_("open until"))
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
        return self.state == self.State.REACHED and self.convene_by < today()


class DemandUnitQuerySet(models.QuerySet):
    """Units of rolls."""

    def asking(self):
        """Return those whose request is made and not withdrawn."""
        return self.filter(requested_at__isnull=False, withdrawn_at__isnull=True)


class DemandUnit(models.Model):
    """One unit of the frozen roll: a seat's mandate, or an organisation; its request, if made."""

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="units")
    mandate = models.ForeignKey(
        Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="demand_units"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="demand_units"
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    requested_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = DemandUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit of a roll")
        verbose_name_plural = _("units of rolls")
        constraints = [
            models.UniqueConstraint(fields=["demand", "mandate"], name="seat_on_a_roll_once"),
            models.UniqueConstraint(
                fields=["demand", "organisation"], name="organisation_on_a_roll_once"
            ),
            models.CheckConstraint(
                condition=Q(mandate__isnull=False, organisation__isnull=True)
                | Q(mandate__isnull=True, organisation__isnull=False),
                name="unit_is_a_seat_or_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(requested_at__isnull=False, withdrawn_at__gte=F("requested_at")),
                name="request_withdrawn_after_it_was_made",
            ),
        ]

    def __str__(self):
        return f"{self.demand_id}: {self.mandate_id or self.organisation_id}"

    @property
    def is_asking(self) -> bool:
        """Whether its request is made and not withdrawn."""
        return self.requested_at is not None and self.withdrawn_at is None

    @property
    def name(self) -> str:
        """Who it is: the person on the seat, or the organisation."""
        return self.mandate.person.name if self.mandate_id else self.organisation.name
