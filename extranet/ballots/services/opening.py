"""Opens ballots, makes them longer, declares them void."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cms.core.clock import database_now
from cms.core.errors import Refused
from cms.directory.rules import reaches
from extranet.ballots import sealing, signals
from extranet.ballots.counting.terms import Majority, Method, Quorum, Terms, When
from extranet.ballots.models import Ballot, DecisionRule, RollExclusion, RollLine, SealKey
from extranet.ballots.services.ballots import ANSWERS, ON_A_QUESTION, next_round
from extranet.ballots.services.holding import hold, hold_draft, require_manager
from extranet.ballots.services.results import is_tie_open
from extranet.ballots.services.roll import Roll, roll_now
from extranet.core.services import audit
from extranet.meetings.models import Meeting

Mode, State = Ballot.Mode, Ballot.State

# With fewer votes than this on a roll a result says much about each of them.
SMALL_ROLL = 5


class _NoQuorum(Refused):
    """Too few are present; how many is recorded although nothing is opened."""

    def __init__(self, message, present: int, roll: int):
        super().__init__(message)
        self.numbers = {"present": present, "roll": roll}


def open_ballot(*, ballot: Ballot, by, closes_at: datetime.datetime | None = None) -> Ballot:
    """Open a draft, until `closes_at` where that is given, and return it.

    From now on its rule, text, options and roll stay as they are. Raise Refused for who does not
    manage the body and where something is missing; a quorum that is not met is recorded.
    """
    try:
        return _open(ballot, by, closes_at)
    except _NoQuorum as refused:
        audit.record("ballot.no_quorum", ballot, actor=by, body=ballot.body, **refused.numbers)
        raise


@transaction.atomic
def _open(ballot: Ballot, by, closes_at) -> Ballot:
    ballot = hold_draft(ballot)
    moment = database_now()
    require_manager(ballot, by, moment)
    ballot.closes_at = closes_at or ballot.closes_at
    terms = ballot.terms
    _check_rule(ballot)
    _check_options(ballot, terms)
    _check_amendments(ballot)
    _check_end(ballot, terms, moment)
    if ballot.mode == Mode.MEETING:
        _check_meeting(ballot.meeting, moment)
    roll = roll_now(ballot, moment)
    _check_roll(ballot, roll, terms)
    # Lines are only taken while it is a draft: nobody comes onto the roll after this.
    RollLine.objects.bulk_create(roll.lines)
    RollExclusion.objects.bulk_create(roll.exclusions)
    if terms.secret:
        SealKey.objects.create(ballot=ballot, content=sealing.new_wrapped_key(ballot.pk))
    ballot.terms_frozen, ballot.opened_at, ballot.state = terms.to_json(), moment, State.OPEN
    ballot.save(update_fields=["terms_frozen", "opened_at", "closes_at", "state"])
    audit.record(
        *("ballot.opened", ballot),
        actor=by,
        body=ballot.body,
        rule=ballot.rule_id,
        roll=len(roll.lines),
        present=roll.present,
    )
    signals.ballot_opened.send(sender=Ballot, ballot=ballot, by=by)
    return ballot


def _check_rule(ballot: Ballot) -> None:
    # A vote that follows another goes on under the terms which that one began with.
    if ballot.terms_given:
        return
    if not DecisionRule.objects.in_force().filter(pk=ballot.rule_id).exists():
        raise Refused(
            _("This rule is no longer in force: choose the one that is."),
            field="rule",
        )


def _check_options(ballot: Ballot, terms: Terms) -> None:
    codes = {option.code for option in ballot.options.all()}
    if not codes or (terms.method in ON_A_QUESTION and codes != set(ANSWERS)):
        raise Refused(_("There is nothing to choose from yet."))


def _check_amendments(ballot: Ballot) -> None:
    """Amendments come first, in their order; the motion when all of them are settled."""
    if ballot.motion_id:
        before = ballot.motion.amendments.filter(position__lt=ballot.position)
    else:
        before = ballot.amendments.all()
    for amendment in before.select_related("count"):
        if not _is_settled(amendment):
            raise Refused(_("“%(title)s” has to be settled before.") % {"title": amendment.title})


def _is_settled(ballot: Ballot) -> bool:
    if ballot.state != State.CLOSED:
        return ballot.state == State.VOID
    # Where a tie is voted again the vote that follows is among the amendments itself.
    return not is_tie_open(ballot)


def _check_end(ballot: Ballot, terms: Terms, moment: datetime.datetime) -> None:
    end = ballot.closes_at
    if end is None:
        if ballot.mode == Mode.WRITING:
            raise Refused(_("Say until when votes are taken."), field="closes_at")
        return
    if end <= moment:
        raise Refused(_("That moment has passed."), field="closes_at")
    objections = ballot.mode == Mode.WRITING and terms.majority == Majority.CONSENSUS
    if objections and end - moment < datetime.timedelta(days=terms.objection_days):
        raise Refused(
            _("Objections can be raised for %(days)s days at least.")
            % {"days": terms.objection_days},
            field="closes_at",
        )


def _check_meeting(meeting: Meeting, moment: datetime.datetime) -> None:
    if meeting.state not in (Meeting.State.CONVENED, Meeting.State.HELD):
        raise Refused(_("A vote in a meeting is opened when the meeting is convened."))
    if meeting.starts_at > moment:
        raise Refused(_("This meeting has not begun yet."))
    if not meeting.attendances.exists():
        raise Refused(_("Record first who is there."))


def _check_roll(ballot: Ballot, roll: Roll, terms: Terms) -> None:
    if not roll.lines:
        raise Refused(_("Nobody has a vote in this: the roll is empty."))
    if ballot.lines.exists() or ballot.exclusions.exists():
        raise Refused(_("There are votes on its roll that nobody put there: prepare it anew."))
    if terms.quorum != Quorum.PRESENCE or terms.quorum_at == When.CLOSE or roll.present is None:
        return
    if not reaches(roll.present, len(roll.lines), terms.quorum_percent):
        raise _NoQuorum(
            _("Too few are present: %(present)s of %(roll)s, and %(percent)s %% are needed.")
            % {
                "present": roll.present,
                "roll": len(roll.lines),
                "percent": terms.quorum_percent,
            },
            roll.present,
            len(roll.lines),
        )


def ballot_warnings(ballot: Ballot) -> list[str]:
    """Return what who opens a vote, or votes in it, should know beforehand, as sentences."""
    if not ballot.terms.secret:
        return []
    words = [_("A unanimous result tells how everybody voted, although the vote is secret.")]
    if len(roll_now(ballot).lines) < SMALL_ROLL:
        words.append(
            _("The roll is so short that its result says much about each vote, secret or not.")
        )
    if ballot.terms.method == Method.RANKED:
        words.append(
            _("Who asked for a rare order of preference can recognise it in the published list.")
        )
    return words


@transaction.atomic
def extend(*, ballot: Ballot, until: datetime.datetime, reason: str, by) -> Ballot:
    """Let votes come in for longer, and return the ballot; raise Refused once its end has passed,
    and for an end that is not later."""
    ballot = hold(ballot)
    moment = database_now()
    require_manager(ballot, by, moment)
    if ballot.state != State.OPEN:
        raise Refused(_("Only a vote that is open can be made longer."))
    if ballot.closes_at is None:
        raise Refused(_("This vote has no end yet: the chair closes it."))
    if not ballot.is_running(moment):
        raise Refused(_("Its end has passed: it cannot be opened again."))
    if until <= ballot.closes_at:
        raise Refused(_("A vote can be made longer, not shorter."), field="until")
    if not reason.strip():
        raise Refused(_("Say why it is made longer."), field="reason")
    step = {
        "from": ballot.closes_at.isoformat(),
        "until": until.isoformat(),
        "at": moment.isoformat(timespec="seconds"),
        "reason": reason.strip(),
    }
    ballot.extensions = [*ballot.extensions, step]
    ballot.closes_at = until
    ballot.save(update_fields=["closes_at", "extensions"])
    audit.record("ballot.extended", ballot, actor=by, body=ballot.body, until=until.isoformat())
    signals.ballot_extended.send(sender=Ballot, ballot=ballot, by=by)
    return ballot


@transaction.atomic
def void(*, ballot: Ballot, reason: str, by, again: bool = False) -> Ballot | None:
    """Declare void a vote that is open, or counted and not signed by two; nothing is deleted.

    A secret one that is not counted never will be: its key is destroyed. With `again` return the
    draft of a new round, else None.
    """
    ballot = hold(ballot)
    moment = database_now()
    require_manager(ballot, by, moment)
    if ballot.state == State.VOID:
        raise Refused(_("This vote was declared void already."))
    if ballot.state == State.DRAFT:
        raise Refused(_("This vote was never opened: discard it instead."))
    if hasattr(ballot, "record"):
        raise Refused(_("Its result is signed and on record: a later decision can replace it."))
    if not reason.strip():
        raise Refused(_("Say why it is void."), field="reason")
    ballot.state, ballot.voided_at, ballot.void_reason = State.VOID, moment, reason.strip()
    ballot.save(update_fields=["state", "voided_at", "void_reason"])
    SealKey.objects.filter(ballot=ballot).delete()
    audit.record("ballot.voided", ballot, actor=by, body=ballot.body, again=again)
    signals.ballot_voided.send(sender=Ballot, ballot=ballot, by=by)
    return next_round(ballot=ballot, by=by) if again else None
