"""What elections tell by e-mail: that nominations are open, that one is named, admitted, elected.

The words name neither body nor candidate.
"""

import datetime

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Mandate, OrganisationStatus, Representative
from cms.directory.querysets import site_day
from extranet.ballots import election_signals as signals
from extranet.ballots.models import Election, Nomination
from extranet.ballots.querysets import VOTING_STATUSES
from extranet.ballots.services.elections.conditions import organisations_of
from extranet.core.standing import ENTITLED, Standing
from extranet.notices.announcing import announce_on
from extranet.notices.kinds import Kind, register
from extranet.notices.recipients import visible

_ELECTION = _("Open the election")


def who_can_name(election: Election, at: datetime.datetime) -> QuerySet:
    """Return who may name candidates: the delegates of the body that elects, and who represents a
    member or an associated partner."""
    day = site_day(at)
    voting = OrganisationStatus.objects.in_force(day).filter(status__in=VOTING_STATUSES)
    organisations = voting.values("organisation")
    seats = Mandate.objects.in_force_at(at).filter(
        body=election.body_id, role__in=ENTITLED, organisation__in=organisations
    )
    speakers = Representative.objects.in_force(day).filter(organisation__in=organisations)
    users = get_user_model().objects.filter(is_active=True)
    return users.filter(
        Q(person__in=seats.values("person")) | Q(person__in=speakers.values("person"))
    )


def candidate(nomination: Nomination, at: datetime.datetime) -> QuerySet:
    """Return the account of who is named, if they have one."""
    return get_user_model().objects.filter(person=nomination.person_id, is_active=True)


def can_name(standing: Standing, election: Election) -> bool:
    """Return whether candidates can still be named, by them."""
    if not election.takes_nominations(standing.moment):
        return False
    return visible(standing, election) and bool(organisations_of(election, standing))


def to_answer(standing: Standing, nomination: Nomination) -> bool:
    """Return whether a candidate has still to say that they stand."""
    open_states = (Election.State.OPEN, Election.State.CLOSED)
    waits = nomination.accepted_at is None and nomination.stands
    return waits and nomination.election.state in open_states and visible(standing, nomination)


def is_admitted(standing: Standing, nomination: Nomination) -> bool:
    """Return whether a candidate is admitted."""
    admitted = nomination.state == Nomination.State.ADMITTED
    return admitted and visible(standing, nomination)


def is_elected(standing: Standing, nomination: Nomination) -> bool:
    """Return whether a candidate was given a mandate."""
    return nomination.mandate_id is not None and visible(standing, nomination)


def _of_candidate(kind: str, label, subject, sentence, due) -> Kind:
    return Kind(
        kind,
        Nomination,
        label=label,
        subject=subject,
        sentence=sentence,
        link=_ELECTION,
        page=("extranet:election", "election_id"),
        told=candidate,
        due=due,
        related=("election",),
    )


register(
    52,
    Kind(
        "nominations_opened",
        Election,
        label=_("candidates can be named"),
        subject=_("Extranet: candidates can be named"),
        sentence=_("Your organisation can name candidates for an election."),
        link=_ELECTION,
        page=("extranet:election", "pk"),
        told=who_can_name,
        due=can_name,
        deadline="nominations_until",
        by=_("It can do so until %(date)s."),
        related=("body",),
    ),
    _of_candidate(
        "candidate_named",
        _("you are named for an election"),
        _("Extranet: you are named for an election"),
        _("An organisation has named you for an election: say whether you stand."),
        to_answer,
    ),
    _of_candidate(
        "candidate_admitted",
        _("your candidature is admitted"),
        _("Extranet: your candidature is admitted"),
        _("You stand for an election: your candidature is admitted."),
        is_admitted,
    ),
    _of_candidate(
        "candidate_elected",
        _("you are elected"),
        _("Extranet: you are elected"),
        _("You are elected: your mandate is recorded."),
        is_elected,
    ),
)

announce_on(signals.nominations_opened, "nominations_opened", "election")
announce_on(signals.candidate_named, "candidate_named", "nomination")
announce_on(signals.candidate_admitted, "candidate_admitted", "nomination")
announce_on(signals.candidate_elected, "candidate_elected", "nomination")
