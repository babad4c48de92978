import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.models import DatedModel
from cms.directory.models.body import Body
from cms.directory.models.organisation import Organisation
from cms.directory.models.person import Person
from cms.directory.querysets import MandateQuerySet, refuse_to_erase, site_day


class Mandate(DatedModel):
    """Seats a person, for an organisation, on a body, from a day until a day."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        COORDINATOR = "coordinator", _("coordinator")
        MEMBER = "member", _("member")
        CO_OPTED = "co_opted", _("co-opted member")
        SUBSTITUTE = "substitute", _("substitute")
        REPRESENTATIVE = "representative", _("representative")
        AUDITOR = "auditor", _("auditor")
        GUEST = "guest", _("guest")
        OBSERVER = "observer", _("observer")

    # Who takes a seat. The others stand in for somebody, are invited, look on or check accounts.
    SEATED_ROLES = (Role.CHAIR, Role.COORDINATOR, Role.MEMBER, Role.CO_OPTED)
    # Who is elected or appointed for a term. Who is co-opted sits by virtue of another office.
    TERM_ROLES = (Role.CHAIR, Role.COORDINATOR, Role.MEMBER, Role.AUDITOR)

    body = models.ForeignKey(
        Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="mandates"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="mandates"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("for the organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mandates",
    )
    role = models.CharField(_("role"), max_length=14, choices=Role.choices, default=Role.MEMBER)
    seat = models.CharField(
        _("seat"),
        max_length=40,
        blank=True,
        help_text=_("Its number or name, where seats have one."),
    )

    ended_at = models.DateTimeField(
        _("ended at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The moment it ended, where that was before its last day was over."),
    )

    objects = MandateQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["body", "role", "starts_on"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "person", "role", "starts_on"], name="one_mandate_begins_a_day"
            ),
        ]

    def delete(self, *args, **kwargs):
        """Delete it while it has not begun; raise ProtectedError from then on."""
        refuse_to_erase([self] if self.has_begun() else [])
        return super().delete(*args, **kwargs)

    def has_begun(self, on: datetime.date | None = None) -> bool:
        """Return whether it holds or has held on the day `on`, by default the site's today."""
        return self.starts_on <= (on or site_day())

    def is_lasting(self, moment: datetime.datetime) -> bool:
        """Return whether it has not ended by `moment`, begun or not."""
        if self.ended_at is not None and self.ended_at <= moment:
            return False
        return self.ends_on is None or self.ends_on >= site_day(moment)

    def gives_right_at(self, moment: datetime.datetime) -> bool:
        """Return whether it gives a right at `moment`, as the queryset's `in_force_at` reads it."""
        return self.has_begun(site_day(moment)) and self.is_lasting(moment)

    @property
    def takes_seat(self) -> bool:
        """Whether it takes one of the body's seats, numbered or not."""
        return self.role in self.SEATED_ROLES

    def __str__(self):
        return f"{self.person} – {self.body} ({self.get_role_display()})"
