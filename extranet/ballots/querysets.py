"""Named reads of ballots and of the rules of decisions."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from cms.directory.models import OrganisationStatus
from extranet.core.standing import standing_of

# Whose organisations vote, name candidates and are elected: members and associated partners.
VOTING_STATUSES = frozenset(
    {OrganisationStatus.Status.MEMBER, OrganisationStatus.Status.ASSOCIATED}
)


class DecisionRuleQuerySet(models.QuerySet):
    """Rules of decisions, every version of them."""

    def in_force(self):
        """Return the newest version of each kind and body, unless it is retired."""
        newest = self.model.objects.filter(body=OuterRef("body"), kind=OuterRef("kind"))
        newest = newest.order_by("-version").values("pk")[:1]
        return self.filter(pk=Subquery(newest), retired=False)


class BallotQuerySet(models.QuerySet):
    """Ballots."""

    def visible_to(self, who):
        """Return the ballots that a user (or Standing) may see: drafts that are not announced with
        who manages the body, all others with who reads what it reads; guests none."""
        standing = standing_of(who)
        if standing.secretariat:
            return self.all()
        if standing.user is None:
            return self.none()
        told = ~Q(state=self.model.State.DRAFT) | Q(announced_at__isnull=False)
        return self.filter(Q(body__in=standing.manages) | Q(body__in=standing.reads) & told)

    def running(self, moment=None):
        """Return those that take votes at a moment, by default now."""
        now = moment or timezone.now()
        return self.filter(Q(closes_at__isnull=True) | Q(closes_at__gt=now), state="open")

    def overdue(self, moment=None):
        """Return those whose end has passed and that are not counted yet."""
        return self.filter(state="open", closes_at__lte=moment or timezone.now())
