"""What holds of an election at a moment: who may name candidates, which seats there are."""

import datetime

from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.directory.models import Mandate, Organisation
from cms.directory.querysets import site_day
from extranet.ballots.counting.quota import MAN, WOMAN, Candidate, Quota, halves
from extranet.ballots.election_querysets import represented
from extranet.ballots.models import Election, Nomination
from extranet.ballots.querysets import VOTING_STATUSES
from extranet.core.standing import standing_of

Parity = Election.Parity
DAY = datetime.timedelta(days=1)


def hold(election: Election) -> Election:
    """Return the row as it is now, locked until the transaction ends."""
    return (
        Election.objects.select_for_update(no_key=True, of=("self",))
        .select_related("body", "seats_of", "rule")
        .get(pk=election.pk)
    )


def require_manager(election: Election, by) -> None:
    """Raise Refused unless `by` manages the body that elects."""
    if not standing_of(by).may_manage(election.body_id):
        raise Refused(_("Only who convenes the body that elects can do this."))


def require_state(election: Election, *states: str) -> None:
    """Raise Refused unless the election is in one of the states."""
    if election.state not in states:
        state = election.get_state_display()
        raise Refused(_("This cannot be done now. State: %(state)s.") % {"state": state})


def organisations_of(election: Election, who) -> list[Organisation]:
    """Return the organisations that a user (or Standing) may name candidates for now.

    Those whose seat on the body that elects they hold, and those they represent; members and
    associated partners only. Two queries.
    """
    standing = standing_of(who)
    if standing.user is None:
        return []
    seated = [m.organisation_id for m in standing.entitled_on(election.body_id)]
    rows = Organisation.objects.with_status(site_day(standing.moment)).filter(
        status__in=VOTING_STATUSES
    )
    mine = rows.filter(pk__in=[pk for pk in seated if pk]) | rows.filter(
        pk__in=represented(standing).values("organisation")
    )
    return sorted(mine, key=lambda organisation: (organisation.name, organisation.pk))


def first_day(election: Election, result_on: datetime.date | None = None) -> datetime.date:
    """Return the day from which the elected sit: the one said, or the day after the result, which
    is taken to be today while there is none; never one before that."""
    earliest = (result_on or site_day()) + DAY
    return max(election.mandates_from or earliest, earliest)


def staying(election: Election, day: datetime.date) -> list[Mandate]:
    """Return the seats of the body to be filled that are taken on a day, before anybody elected
    here sits; co-opted ones only where they count in the cap."""
    roles = set(Mandate.SEATED_ROLES)
    if not election.co_opted_in_cap:
        roles.discard(Mandate.Role.CO_OPTED)
    mandates = Mandate.objects.filter(body=election.seats_of_id, role__in=roles, starts_on__lte=day)
    mandates = mandates.lasting(day).exclude(nomination__election=election)
    return list(mandates.select_related("person", "organisation").order_by("ends_on", "pk"))


def quota(election: Election) -> Quota:
    """Return the seats that the first vote of an election fills."""
    genders = {
        Parity.LISTS: halves(election.seats),
        Parity.QUOTA: {WOMAN: election.kept_women, MAN: election.kept_men},
    }.get(election.parity, {})
    taken = len(staying(election, first_day(election))) if election.cap is not None else 0
    if election.co_opted_in_cap:
        taken += election.co_opted
    return Quota(election.seats, genders, dict(election.regions), election.cap, taken)


def candidate_of(nomination: Nomination) -> Candidate:
    """Return who somebody is for the count: gender and region where a seat hangs on them."""
    election = nomination.election
    region = nomination.region if election.regions else None
    return Candidate(
        code=nomination.code,
        gender="" if election.parity == Parity.NONE else nomination.gender,
        region=region.code if region else "",
        organisation=nomination.organisation.code,
    )


def missing_of_pair(election: Election, nominations: list[Nomination]) -> str:
    """Return which of a woman and a man an organisation has not named, of those that it has; empty
    where both are, where none is, or where the rule asks for no pair."""
    named = {nomination.gender for nomination in nominations if nomination.stands}
    if election.parity != Parity.PAIR or not named:
        return ""
    missing = {WOMAN, MAN} - named
    return min(missing) if len(missing) == 1 else ""
