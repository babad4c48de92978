"""Named reads of elections and nominations."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cms.directory.models import OrganisationStatus, Representative
from cms.directory.querysets import site_day
from extranet.ballots.querysets import VOTING_STATUSES
from extranet.core.standing import Standing, standing_of


def represented(standing: Standing):
    """Return the rows of who speaks for which member or associated partner by this account."""
    day = site_day(standing.moment)
    status = OrganisationStatus.objects.in_force(day).filter(
        organisation=OuterRef("organisation"), status__in=VOTING_STATUSES
    )
    rows = Representative.objects.in_force(day).filter(person__user=standing.user)
    return rows.filter(Exists(status))


class ElectionQuerySet(models.QuerySet):
    """Elections."""

    def visible_to(self, who):
        """Return the elections that a user (or Standing) may see.

        Drafts see who manages the body that elects; all others who reads what it or the body to
        be filled reads, who speaks for an organisation that may name candidates, and candidates.
        """
        standing = standing_of(who)
        if standing.secretariat:
            return self.all()
        if standing.user is None:
            return self.none()
        nominations = self.model._meta.get_field("nominations").related_model.objects
        candidate = nominations.filter(election=OuterRef("pk"), person__user=standing.user)
        candidate = candidate.exclude(state="withdrawn")
        seen = (
            Q(body__in=standing.reads)
            | Q(seats_of__in=standing.reads)
            | Exists(represented(standing))
            | Exists(candidate)
        )
        return self.filter(Q(body__in=standing.manages) | seen & ~Q(state=self.model.State.DRAFT))


class NominationQuerySet(models.QuerySet):
    """Nominations."""

    def visible_to(self, who):
        """Return the nominations that a user (or Standing) may see.

        Who manages the body that elects sees all. An organisation sees its own, a candidate
        theirs; the others see who is admitted, once nominations are closed: all at one moment.
        """
        standing = standing_of(who)
        if standing.secretariat:
            return self.all()
        if standing.user is None:
            return self.none()
        elections = self.model._meta.get_field("election").related_model.objects
        seen = elections.visible_to(standing).exclude(state__in=["draft", "open"])
        seated = [m.organisation_id for m in standing.mandates if m.organisation_id]
        named = Q(election__body__in=standing.reads, organisation__in=seated)
        return self.filter(
            Q(election__body__in=standing.manages)
            | named
            | Q(organisation__in=represented(standing).values("organisation"))
            | Q(person__user=standing.user) & ~Q(state=self.model.State.WITHDRAWN)
            | Q(election__in=seen.values("pk"), state=self.model.State.ADMITTED)
        )

    def standing_for(self, election):
        """Return those who may be on the ballot of an election."""
        states = self.model.State
        return self.filter(election=election, state__in=[states.OPEN, states.ADMITTED])

    def with_names(self):
        """Return the rows with what a list of candidates shows."""
        return self.select_related(
            "organisation", "person", "place", "place__parent", "place__parent__parent", "mandate"
        )
