"""Whose votes on rolls are: asked of many ballots at once, in one query."""

import datetime

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from cms.directory.models import Mandate
from extranet.ballots.models import Ballot, RollLine
from extranet.core.standing import ENTITLED, Standing


def lines_of(standing: Standing) -> QuerySet[RollLine]:
    """Return the votes on rolls, of whatever ballot, that somebody casts by their mandates now."""
    casts = Q(voter__in=standing.mandates)
    entitled = [mandate for mandate in standing.mandates if mandate.role in ENTITLED]
    own = Q(mandate__in=entitled)
    for mandate in entitled:
        if mandate.organisation_id:
            own |= Q(
                mandate=None, organisation=mandate.organisation_id, ballot__body=mandate.body_id
            )
    return RollLine.objects.filter(casts | Q(voter=None) & own)


def lines_to_cast(standing: Standing) -> QuerySet[RollLine]:
    """Return those that take part in a running ballot and have not been cast yet."""
    running = Ballot.objects.running(standing.moment)
    there = Q(present=None) | Q(present=True)
    return lines_of(standing).filter(there, ballot__in=running, participation=None)


def voters_of(ballot: Ballot, at: datetime.datetime, *, silent: bool = False) -> QuerySet:
    """Return the users who cast a vote of the roll at a moment; those alone who have a vote left
    to cast where `silent`."""
    lines = RollLine.objects.filter(ballot=ballot)
    if silent:
        lines = lines.filter(Q(present=None) | Q(present=True), participation=None)
    mandates = Mandate.objects.in_force_at(at).filter(body=ballot.body_id)
    own = lines.filter(voter=None)
    entitled = mandates.filter(role__in=ENTITLED).filter(
        Q(pk__in=own.values("mandate"))
        | Q(organisation__in=own.filter(mandate=None).values("organisation"))
    )
    casting = mandates.filter(pk__in=lines.values("voter"))
    users = Q(pk__in=entitled.values("person__user")) | Q(pk__in=casting.values("person__user"))
    return get_user_model().objects.filter(users, is_active=True)
