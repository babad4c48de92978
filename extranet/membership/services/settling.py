"""The decision on a case: put before its body, voted on or entered by hand, and what follows."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.directory.querysets import site_day
from extranet.core import deciding
from extranet.core.services import audit
from extranet.membership import signals
from extranet.membership.models import Case
from extranet.membership.services import effects
from extranet.membership.services.holding import hold
from extranet.records.models import Decision

State = Case.State


@transaction.atomic
def put_before(*, case: Case, by, effective_on: datetime.date | None = None) -> Case:
    """Put a prepared case before its body, which reads it from now on; return it.

    `effective_on` is the earliest day of the effect. Raise Refused where the applicant is not in
    the directory yet, or the organisation concerned can still be heard.
    """
    case = hold(case, Case.PREPARED)
    if case.organisation_id is None:
        raise Refused(_("Match the applicant with the directory first."))
    hearing = getattr(case, "hearing", None)
    if hearing and not hearing.is_done:
        raise Refused(_("The organisation concerned can still be heard."))
    if effective_on and effective_on < site_day():
        raise Refused(_("It cannot take effect before it is decided."), field="effective_on")
    case.state, case.put_at, case.effective_on = State.BEFORE, timezone.now(), effective_on
    case.save(update_fields=["state", "put_at", "effective_on"])
    audit.record("case.put", case, actor=by, body=case.body)
    signals.case_put.send(sender=Case, case=case, by=by)
    return case


@transaction.atomic
def propose(*, case: Case, titles: dict, texts: dict, by) -> str:
    """Have the body vote on a case that is before it; return the address where that goes on.

    The organisation concerned takes no part. Raise Refused where no room takes decisions: then the
    body decides in a meeting, and its decision is entered.
    """
    case = hold(case, (State.BEFORE,))
    decider = deciding.decider()
    if decider is None:
        raise Refused(_("No votes are held here: enter the decision that the body took."))
    proposal = deciding.Proposal(
        subject=case,
        body=case.body,
        kind=Case.DECISIONS[case.kind],
        titles=titles,
        texts=texts,
        recused=frozenset({case.organisation_id}),
    )
    address = decider.propose(proposal, by=by)
    audit.record("case.proposed", case, actor=by, body=case.body)
    return address


@transaction.atomic
def enter_decision(*, case: Case, decision: Decision, adopted: bool, by) -> Case:
    """Settle a case by a decision that its body took in a meeting; return it."""
    case = hold(case, (State.BEFORE,))
    if decision.body_id != case.body_id:
        raise Refused(_("This is a decision of another body."), field="decision")
    if decision.taken_on < site_day(case.received_at):
        raise Refused(_("It was taken before the case was received."), field="decision")
    case.decision = decision
    return settle(case=case, adopted=adopted, taken_on=decision.taken_on, by=by)


@transaction.atomic
def settle(*, case: Case, adopted: bool, taken_on: datetime.date, by=None) -> Case:
    """Close a case with what its body decided on a day, and do what follows; return it.

    Of two decisions at once the second is refused.
    """
    decision = case.decision
    case = hold(case, (State.BEFORE,))
    case.decision, case.closed_on = decision, taken_on
    case.state = State.ADOPTED if adopted else State.REJECTED
    case.effective_on = max(case.effective_on or taken_on, taken_on) if adopted else None
    case.save(update_fields=["state", "closed_on", "effective_on", "decision"])
    if adopted:
        effects.apply(case, by=by)
    effects.close_application(case, by=by)
    audit.record("case.settled", case, actor=by, body=case.body, adopted=adopted)
    signals.case_settled.send(sender=Case, case=case, by=by)
    return case


def on_decided(*, case: Case, adopted: bool, taken_on: datetime.date, by=None) -> None:
    """Settle a case by a vote; one that is over stays as it is, and the log says so."""
    try:
        with transaction.atomic():
            settle(case=case, adopted=adopted, taken_on=taken_on, by=by)
    except Refused:
        # The vote stands; what it should have changed was changed, or withdrawn, before.
        audit.record("case.not_settled", case, actor=by, body=case.body)
