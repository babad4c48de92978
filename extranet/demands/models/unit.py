from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Mandate, Organisation
from extranet.demands.querysets import DemandUnitQuerySet

from .demand import Demand


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
