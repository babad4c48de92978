from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Mandate, Organisation

from .ballot import Ballot


class RollLine(models.Model):
    """One vote on the frozen roll: of a seat or an organisation, and who casts it."""

    class Manner(models.TextChoices):
        OWN = "own", _("themselves")
        SUBSTITUTE = "substitute", _("by a substitute")
        PROXY = "proxy", _("by proxy")

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="lines")
    mandate = models.ForeignKey(
        Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="roll_lines"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="roll_lines"
    )
    manner = models.CharField(max_length=10, choices=Manner.choices, default=Manner.OWN)
    # The mandate that casts it where that is not the seat's own: a substitute's or proxy holder's.
    voter = models.ForeignKey(
        Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="votes_for_others"
    )
    # Whether it was there at the opening; empty where the vote is held in writing.
    present = models.BooleanField(null=True)
    # As they were called then, for the record.
    name = models.CharField(max_length=200)
    organisation_name = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = _("vote on a roll")
        verbose_name_plural = _("votes on rolls")
        ordering = ["ballot", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "mandate"], name="seat_votes_once"),
            models.UniqueConstraint(
                fields=["ballot", "organisation"],
                condition=Q(mandate__isnull=True),
                name="organisation_votes_once",
            ),
            models.CheckConstraint(
                condition=Q(mandate__isnull=False) | Q(organisation__isnull=False),
                name="vote_of_a_seat_or_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(manner="own", voter__isnull=True)
                | ~Q(manner="own") & Q(voter__isnull=False),
                name="vote_for_another_names_who_casts_it",
            ),
        ]

    def __str__(self):
        return f"{self.ballot_id}: {self.name}"


class RollExclusion(models.Model):
    """Why a mandate in force at the opening has no vote of its own on the roll."""

    class Reason(models.TextChoices):
        NO_SEAT = "no_seat", _("this role has no vote")
        GUEST = "guest", _("guests and observers have no vote")
        SUSPENDED = "suspended", _("the organisation is suspended")
        NO_MEMBER = "no_member", _("the organisation is not a member or associated partner")
        RECUSED = "recused", _("takes no part in this decision")
        SAME_ORGANISATION = "same_organisation", _("the organisation has one vote, held already")

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="exclusions")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason.choices)

    class Meta:
        verbose_name = _("mandate without a vote")
        verbose_name_plural = _("mandates without a vote")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "mandate"], name="excluded_once"),
        ]

    def __str__(self):
        return f"{self.mandate_id}: {self.reason}"


class Proxy(models.Model):
    """A seat's vote given to another seat, before the opening; withdrawn until then."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="proxies")
    giver = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="proxies_given")
    holder = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="proxies_held")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("proxy")
        verbose_name_plural = _("proxies")
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "giver"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_proxy_in_force_a_giver",
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("holder")), name="proxy_is_given_to_another"
            ),
        ]

    def __str__(self):
        return f"{self.giver_id} → {self.holder_id}"


class Recusal(models.Model):
    """Somebody, or an organisation, that takes no part in a decision; said before the opening."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="recusals")
    mandate = models.ForeignKey(
        Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="recusals"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="recusals"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "mandate"], name="recused_seat_once"),
            models.UniqueConstraint(
                fields=["ballot", "organisation"], name="recused_organisation_once"
            ),
            models.CheckConstraint(
                condition=Q(mandate__isnull=False, organisation__isnull=True)
                | Q(mandate__isnull=True, organisation__isnull=False),
                name="recusal_of_a_seat_or_an_organisation",
            ),
        ]

    def __str__(self):
        return f"{self.mandate_id or self.organisation_id}"
