"""Decides who has completed a cohort, and closes it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.certificates import completion
from academy.certificates.models import CompletionDecision
from academy.certificates.tasks import ask_for_name
from academy.core.models import Cohort, Enrolment, HistoryEntry
from academy.enrolment.services import places
from cms.core.errors import Refused
from cms.directory.querysets import site_day


@transaction.atomic
def decide(*, enrolment: Enrolment, by, completed: bool, reason: str) -> CompletionDecision:
    """Have somebody complete, or not, whatever the rules say; return the decision.

    Raise Refused once the cohort is closed, for who does not take part, and without a reason.
    """
    _hold_open(enrolment.cohort_id)
    _require_active(enrolment)
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    decision, _created = CompletionDecision.objects.update_or_create(
        enrolment=enrolment,
        defaults={"completed": completed, "reason": reason.strip(), "decided_by": by},
    )
    _note(enrolment, by, "decided_completion", completed=completed)
    return decision


@transaction.atomic
def follow_rules(*, enrolment: Enrolment, by) -> None:
    """Take an exception back. Raise Refused once the cohort is closed, or where there is none."""
    _hold_open(enrolment.cohort_id)
    if not CompletionDecision.objects.filter(enrolment=enrolment).delete()[0]:
        raise Refused(_("There is no exception."))
    _note(enrolment, by, "decided_completion", completed=None)


@transaction.atomic
def close(*, cohort: Cohort, by) -> int:
    """Close a cohort that is over: say of everybody whether they completed it; return how many did.

    Those are asked for the name on their certificate. Raise Refused before its last day is over,
    and where it is closed.
    """
    cohort = _hold_open(cohort.pk)
    if cohort.ends_on >= site_day():
        raise Refused(_("The cohort can be closed when its last day is over."))
    done = 0
    for one in completion.judge(cohort):
        if one.enrolment.state != Enrolment.State.ACTIVE:
            continue
        reached = {rule.code: [rule.done, rule.total] for rule in one.requirements}
        _note(one.enrolment, by, "judged", by_rules=one.by_rules, reached=reached)
        places.finish(enrolment=one.enrolment, by=by, completed=one.completed)
        if one.completed:
            done += 1
            pk = one.enrolment.pk
            transaction.on_commit(lambda pk=pk: ask_for_name.enqueue(pk))
    Cohort.objects.filter(pk=cohort.pk).update(closed_at=timezone.now())
    return done


def _hold_open(cohort_id: int) -> Cohort:
    """Return the cohort, held for this transaction; raise Refused where it is closed."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort_id)
    if cohort.closed_at:
        raise Refused(_("The cohort is closed."))
    return cohort


def _require_active(enrolment: Enrolment) -> None:
    state = Enrolment.objects.values_list("state", flat=True).get(pk=enrolment.pk)
    if state != Enrolment.State.ACTIVE:
        raise Refused(_("This person does not take part in the cohort."))


def _note(enrolment: Enrolment, by, action: str, **details) -> None:
    HistoryEntry.objects.create(enrolment=enrolment, action=action, actor=by, details=details)
