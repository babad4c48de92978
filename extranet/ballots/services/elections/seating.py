"""From the result to mandates: all of them in one transaction, or none."""

import dataclasses
import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.directory.models import Mandate, Person
from cms.directory.querysets import site_day
from cms.directory.rules import last_day_of_term
from cms.directory.services import RuleBroken, give_mandate
from extranet.ballots import election_signals as signals
from extranet.ballots.counting.quota import MAN, WOMAN, Candidate, Quota, broken_by
from extranet.ballots.models import Election, ElectionRound, Nomination
from extranet.ballots.services.results import final_outcome
from extranet.core.services import audit

from . import preparing
from .conditions import Parity, first_day, hold, require_manager, require_state, staying
from .voting import count_of, pending_runoff, rounds_of

State = Election.State


def elected_in(row: ElectionRound) -> list[str]:
    """Return the codes of who is elected by a round that is counted, in the order of votes; of a
    slate that is adopted everybody on it."""
    ballot = row.ballot
    if getattr(ballot, "count", None) is None:
        return []
    count = count_of(ballot)
    if count is not None:
        return count.elected
    adopted = final_outcome(ballot) == "adopted"
    return [candidate["code"] for candidate in row.candidates] if adopted else []


def is_signed(row: ElectionRound) -> bool:
    """Return whether the result of a round is final."""
    return hasattr(row.ballot, "record")


@transaction.atomic
def seat_elected(*, election: Election, by, leave_empty: bool = False) -> list[Mandate]:
    """Give a mandate to everybody elected by a signed result who has none, and return these.

    With no further vote to come the election is decided; `leave_empty` decides it without one.
    Raise Refused, and give none at all, where a rule of the body refuses one.
    """
    election = hold(election)
    require_manager(election, by)
    if election.state == State.DECIDED:
        return []
    require_state(election, State.VOTING)
    rounds = rounds_of(election)
    signed = [row for row in rounds if is_signed(row)]
    if not signed:
        raise Refused(_("No result is signed by two yet."))
    given = [mandate for row in signed for mandate in _seat(election, row, by)]
    if len(signed) == len(rounds) and (leave_empty or pending_runoff(election) is None):
        election.state = State.DECIDED
        election.decided_on = site_day(signed[-1].ballot.record.made_at)
        election.save(update_fields=["state", "decided_on"])
        audit.record("election.decided", election, actor=by, body=election.body)
    return given


def _seat(election: Election, row: ElectionRound, by) -> list[Mandate]:
    codes = elected_in(row)
    _check_again(row, codes)
    starts_on = first_day(election, site_day(row.ballot.record.made_at))
    ends_on = election.mandates_until or last_day_of_term(starts_on, election.term_months)
    keys = {code: int(code.removeprefix("c")) for code in codes}
    rows = Nomination.objects.select_related("person", "organisation", "place")
    nominations = rows.filter(election=election).in_bulk(keys.values())
    given = []
    for code in codes:
        nomination = nominations[keys[code]]
        if nomination.mandate_id is None:
            given.append(_give(election, nomination, starts_on, ends_on, by))
    return given


def _check_again(row: ElectionRound, codes: list[str]) -> None:
    """Refuse what breaks the quota of a round, whatever counted it."""
    elected = [Candidate(**one) for one in row.candidates if one["code"] in codes]
    if broken_by(elected, Quota.from_json(row.quota)):
        raise Refused(_("Who is elected cannot all be seated under the rule of this election."))


def _give(election: Election, nomination: Nomination, starts_on, ends_on, by) -> Mandate:
    if nomination.person is None:
        nomination.person = _new_person(nomination)
    try:
        mandate = give_mandate(
            body=election.seats_of,
            person=nomination.person,
            organisation=nomination.organisation,
            role=election.role,
            starts_on=starts_on,
            ends_on=ends_on,
            by=by,
        )
    except (RuleBroken, ValidationError) as error:
        why = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        raise Refused(
            _("Nobody was given a mandate, because of %(name)s: %(why)s")
            % {"name": nomination.name, "why": why}
        ) from error
    nomination.mandate = mandate
    nomination.save(update_fields=["person", "mandate"])
    audit.record(
        *("nomination.seated", nomination),
        actor=by,
        body=election.body,
        election=election.pk,
        mandate=mandate.pk,
    )
    signals.candidate_elected.send(sender=Nomination, nomination=nomination, by=by)
    return mandate


def _new_person(nomination: Nomination) -> Person:
    """Return a new row of the directory for somebody elected who was not in it."""
    stem = slugify(nomination.name)[:60] or "person"
    taken = set(Person.objects.filter(code__startswith=stem).values_list("code", flat=True))
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    code = stem if stem not in taken else next(one for one in numbers if one not in taken)
    return Person.objects.create(
        code=code,
        given_name=nomination.given_name,
        family_name=nomination.family_name,
        gender=nomination.gender,
        place=nomination.place,
    )


def overlapping(election: Election) -> list[Mandate]:
    """Return the mandates of the role to be filled that outlast the day from which the elected
    sit: their last day has to be said first, or the seats are taken."""
    return [one for one in staying(election, first_day(election)) if one.role == election.role]


def vacant(election: Election, day: datetime.date | None = None) -> Quota:
    """Return the seats of a decided election that are empty on a day, by default today, as a quota:
    those never filled, and those whose holder has left before the end."""
    day = day or site_day()
    rounds = rounds_of(election)
    if not rounds:
        return Quota(0)
    first = rounds[0]
    seated = Nomination.objects.filter(election=election, mandate__isnull=False)
    lasting = {one.code for one in seated.select_related("mandate") if _lasts(one.mandate, day)}
    people = {one["code"]: Candidate(**one) for one in first.candidates}
    quota = Quota.from_json(first.quota)
    left = quota.left([people[code] for code in sorted(lasting) if code in people])
    return dataclasses.replace(left, taken=0, cap=None)


def _lasts(mandate: Mandate, day: datetime.date) -> bool:
    ended = mandate.ended_at is not None and site_day(mandate.ended_at) <= day
    return not ended and (mandate.ends_on is None or mandate.ends_on >= day)


@transaction.atomic
def by_election(*, election: Election, by, nominations_until: datetime.datetime) -> Election:
    """Prepare the election of the seats that are vacant, of their kinds, for what is left of the
    term; return the draft."""
    election = hold(election)
    require_manager(election, by)
    require_state(election, State.DECIDED)
    if Election.objects.filter(previous=election).exclude(state__in=_OVER).exists():
        raise Refused(_("The election of its vacant seats is under way already."))
    seats = vacant(election)
    if not seats.seats:
        raise Refused(_("No seat of this election is vacant."))
    kept = seats.genders.get(WOMAN, 0), seats.genders.get(MAN, 0)
    names = ("body", "seats_of", "role", "rule", "titles", "texts", "term_months", "cap", "order")
    last = Mandate.objects.filter(nomination__election=election).order_by("-ends_on").first()
    return preparing.create(
        by=by,
        previous=election,
        seats=seats.seats,
        parity=Parity.QUOTA if any(kept) else Parity.NONE,
        kept_women=kept[0],
        kept_men=kept[1],
        regions={code: number for code, number in seats.regions.items() if number},
        nominations_until=nominations_until,
        mandates_until=last.ends_on if last else None,
        co_opted_in_cap=election.co_opted_in_cap,
        **{name: getattr(election, name) for name in names},
    )


_OVER = (State.DECIDED, State.VOID)


@transaction.atomic
def co_opt(
    *, election: Election, person: Person, organisation, starts_on, ends_on, decision=None, by
) -> Mandate:
    """Seat somebody beside the elected, by a decision of the body; return the mandate.

    Raise Refused where all co-opted seats are taken, and where a rule of the body refuses it.
    """
    election = hold(election)
    require_manager(election, by)
    require_state(election, State.DECIDED)
    taken = Mandate.objects.filter(body=election.seats_of, role=Mandate.Role.CO_OPTED)
    if taken.lasting(starts_on).count() >= election.co_opted:
        raise Refused(_("No co-opted seat is free on that day."))
    try:
        mandate = give_mandate(
            body=election.seats_of,
            person=person,
            organisation=organisation,
            role=Mandate.Role.CO_OPTED,
            starts_on=starts_on,
            ends_on=ends_on,
            by=by,
        )
    except RuleBroken as error:
        raise Refused(str(error)) from error
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    audit.record(
        *("election.co_opted", election),
        actor=by,
        body=election.body,
        mandate=mandate.pk,
        decision=decision.pk if decision else None,
    )
    return mandate
