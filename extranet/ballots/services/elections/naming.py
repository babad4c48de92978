"""Names candidates, changes and withdraws them, until the moment that was said; accepts."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cms.core.clock import database_now
from cms.core.errors import Refused
from cms.directory.models import Mandate, Organisation, Person, Representative
from extranet.ballots import election_signals as signals
from extranet.ballots.counting.quota import MAN, WOMAN
from extranet.ballots.models import Election, Nomination
from extranet.core.services import audit
from extranet.core.standing import standing_of

from .conditions import Parity, hold, organisations_of
from .photographs import stored

State = Nomination.State
# What somebody who names a candidate says of them.
FIELDS = ("person", "given_name", "family_name", "gender", "place", "statements", "why_alone")


def people_of(organisation: Organisation):
    """Return the people of the directory who speak or sit for an organisation, or did."""
    spoke = Representative.objects.filter(organisation=organisation).values("person")
    sat = Mandate.objects.filter(organisation=organisation).values("person")
    return Person.objects.filter(Q(pk__in=spoke) | Q(pk__in=sat))


@transaction.atomic
def nominate(
    *, election: Election, organisation: Organisation, by, photograph=None, accepted=False, **fields
) -> Nomination:
    """Name a candidate of an organisation and return the nomination.

    `accepted` says that the candidate has agreed in writing. Raise Refused once the moment has
    passed by the database's clock, for who does not act for the organisation, and for what the
    conditions of the election do not let in.
    """
    election = hold(election)
    moment = database_now()
    _check_right(election, organisation, by)
    _check_moment(election, moment)
    nomination = Nomination(election=election, organisation=organisation, nominated_by=by)
    _fill(nomination, fields)
    _check(nomination)
    _accept(nomination, accepted, by, moment)
    with stored(nomination, photograph):
        nomination.save()
    _record("nomination.made", nomination, by)
    signals.candidate_named.send(sender=Nomination, nomination=nomination, by=by)
    return nomination


@transaction.atomic
def change(
    *, nomination: Nomination, by, photograph=None, remove_photograph=False, accepted=None, **fields
) -> Nomination:
    """Change what is said of a candidate, until the same moment."""
    nomination, moment = _hold(nomination)
    _check_right(nomination.election, nomination.organisation, by)
    _check_moment(nomination.election, moment)
    if not nomination.stands:
        raise Refused(_("This candidate does not stand any more: name them anew."))
    was = nomination.person_id
    _fill(nomination, fields)
    _check(nomination)
    if was != nomination.person_id:
        nomination.accepted_at = None
    if accepted is not None:
        _accept(nomination, accepted, by, moment)
    # What was admitted is looked at again.
    nomination.state = State.OPEN
    with stored(nomination, photograph, removed=remove_photograph):
        nomination.save()
    _record("nomination.changed", nomination, by)
    return nomination


@transaction.atomic
def withdraw(*, nomination: Nomination, by) -> Nomination:
    """Take a candidate back: by the organisation until the moment, by the candidate until the
    ballot is open."""
    nomination, moment = _hold(nomination)
    if not nomination.stands:
        raise Refused(_("This candidate does not stand any more."))
    if not _is_candidate(nomination, by):
        _check_right(nomination.election, nomination.organisation, by)
        _check_moment(nomination.election, moment)
    elif nomination.election.state not in (Election.State.OPEN, Election.State.CLOSED):
        raise Refused(_("It is being voted on already: write to the secretariat."))
    nomination.state = State.WITHDRAWN
    nomination.save(update_fields=["state"])
    _record("nomination.withdrawn", nomination, by)
    return nomination


@transaction.atomic
def accept(*, nomination: Nomination, by) -> Nomination:
    """Agree to stand: the candidate, or who manages the body and has it in writing."""
    nomination, moment = _hold(nomination)
    if not nomination.stands:
        raise Refused(_("This candidate does not stand any more."))
    manages = standing_of(by).may_manage(nomination.election.body_id)
    if not (manages or _is_candidate(nomination, by)):
        raise Refused(_("Only the candidate can agree to stand."))
    if nomination.election.state not in (Election.State.OPEN, Election.State.CLOSED):
        raise Refused(_("Candidates agree before it is voted on."))
    if nomination.accepted_at is None:
        nomination.accepted_at = moment
        nomination.save(update_fields=["accepted_at"])
        _record("nomination.accepted", nomination, by)
    return nomination


def _hold(nomination: Nomination) -> tuple[Nomination, datetime.datetime]:
    """Return a nomination as it is now, its election locked, and the moment."""
    election = hold(nomination.election)
    nomination = Nomination.objects.with_names().get(pk=nomination.pk)
    nomination.election = election
    return nomination, database_now()


def _is_candidate(nomination: Nomination, by) -> bool:
    return bool(nomination.person and nomination.person.user_id == by.pk)


def _check_right(election: Election, organisation: Organisation, by) -> None:
    standing = standing_of(by)
    if standing.may_manage(election.body_id):
        return
    if organisation not in organisations_of(election, standing):
        raise Refused(_("You do not speak for this organisation now, so you cannot name for it."))


def _check_moment(election: Election, moment: datetime.datetime) -> None:
    if election.state == Election.State.DRAFT:
        raise Refused(_("Nominations are not open yet."))
    if not election.takes_nominations(moment):
        raise Refused(_("Nominations are closed: the moment has passed."))


def _fill(nomination: Nomination, fields: dict) -> None:
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"no such fields: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(nomination, name, value)
    person = nomination.person
    if person:
        nomination.given_name, nomination.family_name = person.given_name, person.family_name
        nomination.gender = person.gender or nomination.gender
        nomination.place = person.place or nomination.place
    nomination.given_name = nomination.given_name.strip()
    nomination.family_name = nomination.family_name.strip()
    if not nomination.family_name:
        # Who has one name only is known by it, wherever it was typed.
        nomination.given_name, nomination.family_name = "", nomination.given_name


def _accept(nomination: Nomination, accepted: bool, by, moment) -> None:
    if _is_candidate(nomination, by) or accepted:
        nomination.accepted_at = nomination.accepted_at or moment
    else:
        nomination.accepted_at = None


def _check(nomination: Nomination) -> None:
    """Raise Refused for a candidate whom the conditions of the election do not let in."""
    election = nomination.election
    if not nomination.family_name:
        raise Refused(_("Choose somebody of the directory, or give a name."), field="family_name")
    if election.parity != Parity.NONE and not nomination.gender:
        raise Refused(_("Seats hang on it here: say woman, man or other."), field="gender")
    if election.regions and nomination.region is None:
        raise Refused(_("Seats are kept for regions: say the country."), field="place")
    others = Nomination.objects.standing_for(election).exclude(pk=nomination.pk)
    if nomination.person and others.filter(person=nomination.person).exists():
        raise Refused(_("This person stands already, perhaps for another one."), field="person")
    own = list(others.filter(organisation=nomination.organisation))
    if not nomination.person and any(fold_name(one) == fold_name(nomination) for one in own):
        raise Refused(_("You have named this person already."), field="family_name")
    if election.parity == Parity.PAIR:
        _check_pair(nomination, own)
    elif len(own) >= election.seats:
        raise Refused(_("An organisation names as many as there are seats, at most."))


def fold_name(nomination: Nomination) -> str:
    """Return a name by which the same one is told."""
    return nomination.name.casefold()


def _check_pair(nomination: Nomination, own: list[Nomination]) -> None:
    if len(own) >= 2:
        raise Refused(_("A woman and a man: your organisation has named two already."))
    if nomination.gender in {one.gender for one in own} & {WOMAN, MAN}:
        words = {
            WOMAN: _("Your organisation has named a woman already; the other one is a man."),
            MAN: _("Your organisation has named a man already; the other one is a woman."),
        }
        raise Refused(words[nomination.gender], field="gender")
    if nomination.why_alone and not nomination.election.may_name_one:
        raise Refused(_("The rule of this election asks for both."), field="why_alone")


def _record(action: str, nomination: Nomination, by) -> None:
    election = nomination.election
    audit.record(action, nomination, actor=by, body=election.body, election=election.pk)


@transaction.atomic
def forget(*, nomination: Nomination) -> None:
    """Erase a candidate who was never voted on; that an organisation named somebody stays in the
    log, by number. The photograph's file is the caller's to delete."""
    nomination.delete()
