"""How an enrolment changes: with its cohort held, by a known way, and with a row of history."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from academy.core.models import Cohort, Enrolment, HistoryEntry
from academy.enrolment.models import SelectionNote
from academy.enrolment.states import leads_to
from academy.enrolment.tasks import mail_candidate
from academy.enrolment.telling import state_as_told
from cms.core.errors import Refused


def hold(cohort_id: int) -> Cohort:
    """Return the cohort's row, held for this transaction: whoever changes who is in it waits."""
    return Cohort.objects.select_for_update().get(pk=cohort_id)


def fresh(enrolment: Enrolment, cohort: Cohort) -> Enrolment:
    """Return the row of `enrolment` as it is now in `cohort`, which is held."""
    row = Enrolment.objects.select_related("organisation__place", "country", "user")
    row = row.get(pk=enrolment.pk, cohort=cohort)
    row.cohort = cohort
    return row


def change(row: Enrolment, state: str, *, action: str, by=None, reason: str = "", **fields) -> None:
    """Bring `row`, whose cohort is held, into `state`; `fields` change with it.

    A seat is given back with the state that held it. A `reason` is kept for the staff alone. Raise
    Refused where no way leads there.
    """
    if not leads_to(row.state, state):
        raise too_late(row, by)
    row.state, row.shown_as = state, ""
    if state not in Enrolment.SEATED:
        row.seat_number = None
    if state != Enrolment.State.OFFERED:
        row.offered_until = None
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "shown_as", "seat_number", "offered_until", *fields])
    record(row, action, by=by, state=state)
    if reason:
        SelectionNote.objects.create(enrolment=row, action=action, text=reason, by=by)


def too_late(row: Enrolment, by) -> Refused:
    """Return the refusal of what cannot be done in the state of `row`: it tells the candidate no
    more than has been told."""
    is_own = by is not None and by.pk == row.user_id
    state = state_as_told(row) if is_own else Enrolment.State(row.state)
    return Refused(
        _("This cannot be done any more: %(name)s is “%(state)s” now.")
        % {"name": row, "state": state.label}
    )


def record(row: Enrolment, action: str, *, by=None, state: str = "", **details) -> None:
    """Add to the history of `row` what was done; nothing in it says who somebody is."""
    HistoryEntry.objects.create(
        enrolment=row, action=action, state=state, actor=by, details=details
    )


def write_to(row: Enrolment, kind: str) -> None:
    """Send the candidate the e-mail of that kind once all this is done."""
    transaction.on_commit(partial(mail_candidate.enqueue, row.pk, kind))
