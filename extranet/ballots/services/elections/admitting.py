"""Admits candidates or refuses them with a reason, and puts them in their order."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.core.text import fold
from extranet.ballots import election_signals as signals
from extranet.ballots.models import Election, Nomination
from extranet.core.services import audit

from .conditions import hold, missing_of_pair, require_manager, require_state

State = Nomination.State


@transaction.atomic
def admit(*, nomination: Nomination, by) -> Nomination:
    """Put a candidate on the list; raise Refused where the conditions are not met."""
    election, nomination = _hold(nomination, by)
    if nomination.state == State.ADMITTED:
        return nomination
    if nomination.accepted_at is None:
        raise Refused(_("The candidate has not agreed to stand."))
    own = Nomination.objects.standing_for(election).filter(organisation=nomination.organisation)
    if election.state == Election.State.CLOSED and missing_of_pair(election, list(own)):
        if not election.may_name_one:
            raise Refused(_("The organisation has not named a woman and a man, as the rule asks."))
        if not nomination.why_alone:
            raise Refused(_("The organisation names one alone and does not say why."))
    nomination.state, nomination.reason = State.ADMITTED, ""
    nomination.save(update_fields=["state", "reason"])
    _record("nomination.admitted", nomination, by)
    signals.candidate_admitted.send(sender=Nomination, nomination=nomination, by=by)
    return nomination


@transaction.atomic
def refuse(*, nomination: Nomination, reason: str, by) -> Nomination:
    """Keep a candidate off the list, with the reason that their organisation reads."""
    _election, nomination = _hold(nomination, by)
    if not reason.strip():
        raise Refused(_("Say why: the organisation reads it."), field="reason")
    nomination.state, nomination.reason = State.REFUSED, reason.strip()
    nomination.save(update_fields=["state", "reason"])
    _record("nomination.refused", nomination, by)
    return nomination


def _hold(nomination: Nomination, by) -> tuple[Election, Nomination]:
    election = hold(nomination.election)
    require_manager(election, by)
    require_state(election, Election.State.OPEN, Election.State.CLOSED)
    nomination = Nomination.objects.with_names().get(pk=nomination.pk)
    nomination.election = election
    if nomination.state == State.WITHDRAWN:
        raise Refused(_("This candidate was withdrawn."))
    return election, nomination


@transaction.atomic
def draw_order(*, election: Election, note: str, by) -> list[Nomination]:
    """Draw the order of the admitted candidates, before witnesses that the note names; once."""
    election = hold(election)
    require_manager(election, by)
    require_state(election, Election.State.CLOSED)
    if election.order != Election.Order.LOT:
        raise Refused(_("The order of this election is alphabetical."))
    if election.lot_note:
        raise Refused(_("The lot was drawn already."))
    if not note.strip():
        raise Refused(_("Say how it was drawn, and who was there."), field="note")
    drawn = list(admitted(election))
    secrets.SystemRandom().shuffle(drawn)
    _number(drawn)
    election.lot_note = note.strip()
    election.save(update_fields=["lot_note"])
    order = [nomination.pk for nomination in drawn]
    audit.record("election.order_drawn", election, actor=by, body=election.body, order=order)
    return drawn


def in_order(election: Election) -> list[Nomination]:
    """Return the admitted candidates as everybody sees them, the alphabetical order kept with
    them; raise Refused where a lot was to be drawn and was not."""
    rows = list(admitted(election))
    if election.order == Election.Order.LOT:
        if not election.lot_note:
            raise Refused(_("Draw the order of the candidates first."))
        # Who was admitted later comes last.
        return sorted(rows, key=lambda one: (one.position == 0, one.position, one.pk))
    rows.sort(key=lambda one: (fold(one.family_name), fold(one.given_name), one.pk))
    _number(rows)
    return rows


def admitted(election: Election):
    """Return the admitted candidates of an election."""
    rows = Nomination.objects.with_names().select_related("election")
    return rows.filter(election=election, state=State.ADMITTED)


def _number(nominations: list[Nomination]) -> None:
    for place, nomination in enumerate(nominations, 1):
        nomination.position = place
    Nomination.objects.bulk_update(nominations, ["position"])


def _record(action: str, nomination: Nomination, by) -> None:
    election = nomination.election
    audit.record(action, nomination, actor=by, body=election.body, election=election.pk)
