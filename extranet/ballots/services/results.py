"""From the votes to the record: count, tie, two signatures, and the chain of a body's records.

Each record's digest is made of its text and the digest before, so that none can be changed, left
out or put between without all later ones changing.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from cms.core.errors import Refused
from cms.directory.models import Body, Mandate
from extranet.ballots import signals
from extranet.ballots.counting import methods
from extranet.ballots.counting.outcomes import Outcome
from extranet.ballots.counting.published import canonical, digest
from extranet.ballots.counting.terms import Tie
from extranet.ballots.models import Ballot, Count, Record, SignOff, TieBreak
from extranet.ballots.services.holding import hold
from extranet.ballots.services.presence import number_present
from extranet.ballots.services.publishing import (
    facts,
    final_numbers,
    made_record,
    published_record,
)
from extranet.core.services import audit
from extranet.core.standing import standing_of

__all__ = [
    "count",
    "final_outcome",
    "is_tie_open",
    "make_record",
    "published_record",
    "settle_tie",
    "sign",
    "why_not_signed",
]

# How many people answer for a result.
SIGNATURES = 2
How = TieBreak.How


@sensitive_variables()
@transaction.atomic
def count(*, ballot: Ballot, choices: list[list[str]], at) -> Count:
    """Count the votes of a ballot, which the caller holds, as of the moment `at`; return the row.

    `choices` has the one that counts of each line that took part. Raise Refused where these are
    not as many, or not of the options: then nothing may be closed.
    """
    present = number_present(ballot)
    taken = facts(ballot, list(ballot.lines.select_related("voter__person")), present=present)
    # The same function that counts the published record again, given the same.
    try:
        numbers = methods.recount(taken | {"votes": [{"choice": choice} for choice in choices]})
    except (ValueError, KeyError, TypeError):
        # What does not fit might tell of a secret vote.
        raise Refused(
            _("The votes do not agree with the roll and the options: they cannot be counted.")
        ) from None
    row = Count.objects.create(
        ballot=ballot,
        numbers=numbers,
        outcome=numbers["outcome"],
        present=present,
        counted_at=at,
    )
    audit.record("ballot.counted", ballot, actor=None, body=ballot.body, votes=len(choices))
    return row


def final_outcome(ballot: Ballot) -> Outcome:
    """Return the outcome of a counted ballot, with the tie settled if it is.

    It stays a tie where the vote is repeated for that.
    """
    return Outcome(final_numbers(ballot)["outcome"])


def is_tie_open(ballot: Ballot) -> bool:
    """Return whether a counted ballot waits for the chair's vote or for a lot."""
    return (
        ballot.count.outcome == Outcome.TIE
        and ballot.terms.tie in (Tie.CHAIR, Tie.LOT)
        and getattr(ballot, "tie_break", None) is None
    )


@transaction.atomic
def settle_tie(*, ballot: Ballot, how: str, choice: list[str], by, note: str = "") -> TieBreak:
    """Settle a tie as the terms say: the chair votes, or a lot was drawn; return the row.

    Raise Refused where there is no tie to settle, and for who is not to settle it.
    """
    ballot = _hold_counted(ballot)
    if not is_tie_open(ballot):
        raise Refused(_("There is no tie to settle."))
    if how != ballot.terms.tie:
        raise Refused(_("The rule settles a tie in another way."), field="how")
    standing = standing_of(by)
    if how == How.CHAIR:
        mandates = standing.mandates_on(ballot.body_id)
        if not any(mandate.role == Mandate.Role.CHAIR for mandate in mandates):
            raise Refused(_("Only who chairs the body settles a tie by their vote."))
    elif not standing.may_manage(ballot.body_id):
        raise Refused(_("Only who keeps the body’s papers records how a lot was drawn."))
    try:
        methods.settled(ballot.terms, ballot.count.numbers, choice)
    except ValueError:
        raise Refused(
            _("A tie is settled in favour of what was even, and of all of it."), field="choice"
        ) from None
    note = note.strip()
    if how == How.LOT and not note:
        raise Refused(_("Say how the lot was drawn, and who was there."), field="note")
    row = TieBreak.objects.create(
        ballot=ballot,
        how=how,
        choice=choice,
        note=note,
        settled_by=by,
        settled_by_name=by.name,
        settled_at=timezone.now(),
    )
    audit.record("ballot.tie_settled", ballot, actor=by, body=ballot.body, how=how)
    return row


def why_not_signed(ballot: Ballot, who) -> str:
    """Return why a user (or Standing) cannot sign the result now, in words; nothing if they can."""
    standing = standing_of(who)
    if ballot.state == Ballot.State.VOID:
        return _("This ballot is void: there is nothing to sign.")
    if ballot.state != Ballot.State.CLOSED or getattr(ballot, "count", None) is None:
        return _("This ballot is not counted yet.")
    if not standing.may_manage(ballot.body_id):
        return _("The chair, the coordinator and the secretariat sign results.")
    if is_tie_open(ballot):
        return _("The tie has to be settled before somebody signs.")
    signed = list(ballot.sign_offs.values_list("user_id", flat=True))
    if standing.user.pk in signed:
        return _("You have signed this result already: somebody else has to sign it too.")
    if len(signed) >= SIGNATURES:
        return _("Two people have signed this result already.")
    return ""


@transaction.atomic
def sign(*, ballot: Ballot, by) -> SignOff:
    """Sign a result; return the signature. The second one makes the record and settles the ballot.

    Raise Refused for who may not, once each, and before a tie is settled.
    """
    ballot = hold(ballot)
    if refused := why_not_signed(ballot, by):
        raise Refused(refused)
    row = SignOff.objects.create(ballot=ballot, user=by, name=by.name, signed_at=timezone.now())
    audit.record("ballot.signed", ballot, actor=by, body=ballot.body)
    if ballot.sign_offs.count() == SIGNATURES:
        record = make_record(ballot)
        audit.record("ballot.settled", ballot, actor=by, body=ballot.body, number=record.number)
        signals.ballot_settled.send(sender=Ballot, ballot=ballot, record=record, by=by)
    return row


def make_record(ballot: Ballot) -> Record:
    """Return the record of a ballot that two have signed, chained to the last of its body.

    Runs inside a transaction: whose record comes second waits for the first one's digest.
    """
    body = Body.objects.select_for_update(no_key=True, of=("self",)).get(pk=ballot.body_id)
    last = body.ballot_records.order_by("-number").first()
    number = last.number + 1 if last else 1
    previous = last.digest if last else ""
    content = canonical(made_record(ballot, number))
    return Record.objects.create(
        ballot=ballot,
        body=body,
        number=number,
        content=content,
        digest=digest(previous, content),
        previous=previous,
        made_at=timezone.now(),
    )


def _hold_counted(ballot: Ballot) -> Ballot:
    ballot = hold(ballot)
    if ballot.state != Ballot.State.CLOSED or getattr(ballot, "count", None) is None:
        raise Refused(_("This ballot is not counted yet."))
    return ballot
