"""Named reads of meetings."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from extranet.core.standing import standing_of


def invitations_in_force(guest_model, standing):
    """Return the invitations to meetings that `standing` holds at its moment."""
    user_id = standing.user.pk if standing.user else None
    return guest_model.objects.filter(
        person__user=user_id, person__user__isnull=False, until__gt=standing.moment
    )


class MeetingQuerySet(models.QuerySet):
    """Meetings."""

    def visible_to(self, who):
        """Return the meetings that a user (or Standing) may see."""
        standing = standing_of(who)
        if standing.secretariat:
            return self.all()
        if standing.user is None:
            return self.none()
        guests = self.model._meta.get_field("guests").related_model
        invited = invitations_in_force(guests, standing).filter(meeting=OuterRef("pk"))
        convened = Q(convened_at__isnull=False) & (
            Q(body__in=standing.reads)
            | Q(open_to_guests=True, body__in=standing.visits)
            | Q(Exists(invited))
        )
        return self.filter(convened | Q(body__in=standing.manages))

    def coming(self, moment=None):
        """Return those that are not over, the next first."""
        return self.filter(ends_at__gte=moment or timezone.now()).order_by("starts_at", "pk")

    def past(self, moment=None):
        """Return those that are over, the latest first."""
        return self.filter(ends_at__lt=moment or timezone.now()).order_by("-starts_at", "-pk")


class ReplyQuerySet(models.QuerySet):
    """What was said to convocations."""

    def that_hold(self):
        """Return those that still hold: not that a substitute comes whose own mandate ends before.

        Who sent them has to reply again.
        """
        day = TruncDate("meeting__starts_at", tzinfo=timezone.get_default_timezone())
        lasts = Q(substitute__ends_on__isnull=True) | Q(substitute__ends_on__gte=day)
        stays = Q(substitute__ended_at__isnull=True) | Q(
            substitute__ended_at__gt=F("meeting__starts_at")
        )
        return self.filter(Q(substitute__isnull=True) | (lasts & stays))
