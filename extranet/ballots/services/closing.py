"""Closes ballots: opens what was sealed, has it counted, destroys the key."""

import datetime
import logging

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from cms.core.clock import database_now
from cms.core.errors import Refused
from extranet.ballots import sealing, signals
from extranet.ballots.counting.outcomes import Outcome
from extranet.ballots.counting.terms import Majority, Tie, fallback_terms
from extranet.ballots.models import (
    Ballot,
    Count,
    NamedVote,
    OpenedVote,
    Participation,
    SealedVote,
    SealKey,
)
from extranet.ballots.services import results
from extranet.ballots.services.ballots import next_round
from extranet.ballots.services.holding import hold, require_manager
from extranet.core.services import audit
from extranet.core.standing import officers_of

Kind, State = Ballot.Kind, Ballot.State

logger = logging.getLogger(__name__)


@transaction.atomic
def close(*, ballot: Ballot, by) -> Count:
    """Close a vote and return its count.

    The chair does, before its end or after; after it anybody who manages the body. Raise Refused
    for others, for a vote that is not open, and while objections can be raised in writing.
    """
    ballot = hold(ballot)
    moment = database_now()
    require_manager(ballot, by, moment)
    if ballot.state == State.CLOSED:
        raise Refused(_("This vote was counted already."))
    if ballot.state != State.OPEN:
        raise Refused(_("Only a vote that is open can be closed."))
    if ballot.is_running(moment):
        if not officers_of(ballot.body, moment).filter(pk=by.pk).exists():
            raise Refused(_("Before its end only the chair closes a vote."))
        _check_objections(ballot, moment)
    return _close(ballot, by, moment)


def close_due(now: datetime.datetime | None = None) -> int:
    """Close all votes whose end has passed, and return how many; safe to run at any time, twice
    at once too. What cannot be counted is left open, and logged."""
    closed = 0
    due = Ballot.objects.overdue(now or database_now()).order_by("closes_at", "pk")
    for pk in list(due.values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                ballot = hold(Ballot(pk=pk))
                moment = now or database_now()
                if ballot.state == State.OPEN and not ballot.is_running(moment):
                    _close(ballot, None, moment)
                    closed += 1
        except Refused as refused:
            logger.error("Ballot %s cannot be closed: %s", pk, refused)
    return closed


def _check_objections(ballot: Ballot, moment: datetime.datetime) -> None:
    """Refuse to cut short the days for objections, unless everybody has had their say."""
    terms = ballot.terms
    if ballot.mode != Ballot.Mode.WRITING or terms.majority != Majority.CONSENSUS:
        return
    until = ballot.opened_at + datetime.timedelta(days=terms.objection_days)
    if moment < until and _participations(ballot).count() < ballot.lines.count():
        raise Refused(
            _("Objections can be raised for %(days)s days at least.")
            % {"days": terms.objection_days}
        )


@sensitive_variables("choices")
def _close(ballot: Ballot, by, moment: datetime.datetime) -> Count:
    # Votes are opened only between the close and the end of the key: triggers ask for both.
    ballot.state, ballot.closed_at = State.CLOSED, moment
    ballot.save(update_fields=["state", "closed_at"])
    choices = _opened(ballot) if ballot.terms.secret else _named(ballot)
    count = results.count(ballot=ballot, choices=choices, at=moment)
    SealKey.objects.filter(ballot=ballot).delete()
    audit.record("ballot.closed", ballot, actor=by, body=ballot.body, votes=len(choices))
    signals.ballot_closed.send(sender=Ballot, ballot=ballot, by=by)
    _prepare_next(ballot, count, by)
    return count


def _prepare_next(ballot: Ballot, count: Count, by) -> None:
    """Prepare the vote that the terms ask for: where consensus failed, or a tie is voted again."""
    terms = ballot.terms
    if count.outcome == Outcome.OBJECTED and terms.fallback:
        next_round(ballot=ballot, by=by, terms=fallback_terms(terms))
    # The runoffs of an election have fewer candidates: it prepares them itself.
    elif count.outcome == Outcome.TIE and terms.tie == Tie.RUNOFF and ballot.kind != Kind.ELECTION:
        next_round(ballot=ballot, by=by, terms=terms)


def _participations(ballot: Ballot):
    return Participation.objects.filter(line__ballot=ballot)


@sensitive_variables()
def _named(ballot: Ballot) -> list[list[str]]:
    """Return the last choice of each line that voted."""
    votes = NamedVote.objects.filter(line__ballot=ballot).order_by("pk")
    last = dict(votes.values_list("line_id", "choice"))
    if set(last) != set(_participations(ballot).values_list("line_id", flat=True)):
        raise Refused(_("The votes do not agree with who has voted: it cannot be counted."))
    return [last[line] for line in sorted(last)]


@sensitive_variables()
def _opened(ballot: Ballot) -> list[list[str]]:
    """Write the sealed votes anew, in the order of their trackers, and return the choices."""
    votes = {}
    sealed = list(SealedVote.objects.filter(ballot=ballot).order_by("key"))
    try:
        if sealed:
            key = sealing.unwrap(SealKey.objects.get(ballot=ballot).content, ballot.pk)
        for row in sealed:
            tracker, choice = sealing.open_sealed(
                key, row.content, ballot_id=ballot.pk, row=row.key
            )
            votes[tracker] = choice
    except (sealing.Unreadable, SealKey.DoesNotExist):
        raise Refused(
            _("Sealed votes cannot be opened: the site’s secret is another one, or they changed.")
        ) from None
    if not len(votes) == len(sealed) == _participations(ballot).count():
        raise Refused(_("The votes do not agree with who has voted: it cannot be counted."))
    # Chance made this order: not even the place of a row tells when it was cast.
    OpenedVote.objects.bulk_create(
        OpenedVote(tracker=tracker, ballot=ballot, choice=votes[tracker])
        for tracker in sorted(votes)
    )
    return [votes[tracker] for tracker in sorted(votes)]
