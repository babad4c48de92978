"""Makes the ballots of an election: the first vote, and the runoffs that it asks for."""

import dataclasses

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.core.errors import Refused
from cms.core.labels import own_label, site_languages
from cms.taxonomy.models import Place
from extranet.ballots.counting.elections import ElectionCount, settled
from extranet.ballots.counting.quota import Candidate, Quota, broken_by
from extranet.ballots.counting.terms import Method
from extranet.ballots.models import Ballot, Election, ElectionRound, Nomination, Option
from extranet.ballots.services import ballots
from extranet.core.services import audit

from .admitting import in_order
from .conditions import candidate_of, hold, quota, require_manager, require_state

State = Election.State


def rounds_of(election: Election) -> list[ElectionRound]:
    """Return the rounds of an election that are not void, the first one first."""
    rows = election.rounds.select_related(
        "ballot__rule", "ballot__body", "ballot__count", "ballot__tie_break", "ballot__record"
    )
    return list(rows.exclude(ballot__state=Ballot.State.VOID).order_by("pk"))


def count_of(ballot: Ballot) -> ElectionCount | None:
    """Return the count of a round, its tie settled where it is; None before the close, and for a
    slate, which is counted as a motion is."""
    row = getattr(ballot, "count", None)
    if row is None or ballot.terms.method == Method.SLATE:
        return None
    count = ElectionCount.from_json(row.numbers)
    tie_break = getattr(ballot, "tie_break", None)
    return settled(ballot.terms, count, tie_break.choice) if tie_break else count


def slate_problems(election: Election, nominations: list[Nomination]) -> list[str]:
    """Return in words what a list of candidates as a whole breaks; empty where all can sit."""
    seats = quota(election)
    candidates = [candidate_of(nomination) for nomination in nominations]
    return [_broken(*breach) for breach in broken_by(candidates, seats)]


def _broken(kind: str, whom: str, number: int, kept: int) -> str:
    words = {
        "seats": _("Candidates: %(number)s. Seats that can be filled: %(kept)s."),
        "woman": _("Women: %(number)s. Seats kept for women: %(kept)s, and others take them."),
        "man": _("Men: %(number)s. Seats kept for men: %(kept)s, and others take them."),
        "region": _("%(whom)s: %(number)s. Seats kept for it: %(kept)s, and others take them."),
    }
    values = {"number": number, "kept": kept}
    if kind == "region":
        region = Place.objects.filter(code=whom).first()
        values["whom"] = region.label if region else whom
    return words[whom if kind == "gender" else kind] % values


@transaction.atomic
def prepare_ballot(
    *, election: Election, by, mode=Ballot.Mode.WRITING, meeting=None, item=None, closes_at=None
) -> Ballot:
    """Make the draft of the vote, with the admitted candidates; return it.

    Raise Refused while somebody is neither admitted nor refused, where nobody stands, and for a
    slate that breaks the rule.
    """
    election = hold(election)
    require_manager(election, by)
    require_state(election, State.CLOSED, State.VOTING)
    if rounds_of(election):
        raise Refused(_("Its vote is prepared already."))
    waiting = Nomination.objects.filter(election=election, state=Nomination.State.OPEN)
    if names := [nomination.name for nomination in waiting]:
        raise Refused(
            _("Admit or refuse these first: %(names)s.") % {"names": ", ".join(sorted(names))}
        )
    nominations = in_order(election)
    if not nominations:
        raise Refused(_("Nobody stands."))
    seats = quota(election)
    if not seats.available:
        raise Refused(_("All seats of the body are taken on the day from which they would sit."))
    slate = election.rule.method == Method.SLATE
    if slate and (problems := slate_problems(election, nominations)):
        raise Refused(" ".join([_("The list breaks the rule."), *problems]))
    held = {"mode": mode, "meeting": meeting, "item": item, "closes_at": closes_at}
    return _prepare(election, nominations, seats, by, previous=None, held=held)


@transaction.atomic
def prepare_runoff(
    *, election: Election, by, mode=Ballot.Mode.WRITING, meeting=None, item=None, closes_at=None
) -> Ballot:
    """Make the draft of the vote that must follow the last one, with those it names; return it."""
    election = hold(election)
    require_manager(election, by)
    require_state(election, State.VOTING)
    last = pending_runoff(election)
    if last is None:
        raise Refused(_("No seat is left that a further vote would fill."))
    count = count_of(last.ballot)
    known = [Candidate(**row) for row in last.candidates]
    left = Quota.from_json(last.quota).left([one for one in known if one.code in count.elected])
    nominations = [row for row in in_order(election) if row.code in count.runoff]
    held = {"mode": mode, "meeting": meeting, "item": item, "closes_at": closes_at}
    return _prepare(election, nominations, left, by, previous=last.ballot, held=held)


def pending_runoff(election: Election) -> ElectionRound | None:
    """Return the round after which a further vote must be held and is not prepared, or None."""
    rounds = rounds_of(election)
    last = rounds[-1] if rounds else None
    if last is None or not hasattr(last.ballot, "record"):
        return None
    count = count_of(last.ballot)
    return last if count and count.runoff else None


def _prepare(election, nominations, seats: Quota, by, *, previous, held: dict) -> Ballot:
    """Make a draft: its options in the order of the candidates, its terms with these seats."""
    # As many votes as seats; what settles a tie in the first vote settles it in the last.
    terms = dataclasses.replace(election.rule.terms(), seats=seats.available)
    slate = terms.method == Method.SLATE
    ballot = ballots.prepare(
        body=election.body,
        rule=election.rule,
        titles=election.titles,
        texts=_listed(nominations) if slate else election.texts,
        by=by,
        previous=previous,
        subject=("ballots.election", str(election.pk)),
        terms=terms,
        **held,
    )
    if not slate:
        Option.objects.bulk_create(
            Option(ballot=ballot, code=row.code, labels=_labels(row), position=place)
            for place, row in enumerate(nominations, 1)
        )
    candidates = [dataclasses.asdict(candidate_of(nomination)) for nomination in nominations]
    ElectionRound.objects.create(
        ballot=ballot, election=election, quota=seats.to_json(), candidates=candidates
    )
    if election.state != State.VOTING:
        election.state = State.VOTING
        election.save(update_fields=["state"])
    audit.record(
        "election.ballot_prepared", election, actor=by, body=election.body, ballot=ballot.pk
    )
    return ballot


def _labels(nomination: Nomination) -> dict[str, str]:
    """Return what somebody is called on a ballot, in every language: the name, and for whom."""
    return {code: _label(nomination, code) for code in site_languages()}


def _label(nomination: Nomination, language: str) -> str:
    names = nomination.organisation.names
    with override(language):
        organisation = own_label(names) or nomination.organisation.name
    return f"{nomination.name} – {organisation}"


def _listed(nominations: list[Nomination]) -> dict[str, str]:
    return {
        code: "\n".join(_label(nomination, code) for nomination in nominations)
        for code in site_languages()
    }


def election_part(ballot: Ballot) -> dict | None:
    """Return what the record of a ballot holds of its election: all that its count hangs on."""
    row = ElectionRound.objects.filter(ballot=ballot).first()
    if row is None:
        return None
    return {"candidates": row.candidates, "quota": row.quota}
