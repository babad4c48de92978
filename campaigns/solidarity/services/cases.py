"""Cases are opened, and what happens in them is written down day by day."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.solidarity.errors import SolidarityRefused
from campaigns.solidarity.models import Case, CaseEvent
from cms.core.labels import texts
from cms.publishing.security_holds import hold_names

EVENT = "solidarity.event"
TAKE_BACK = "solidarity.take_back"


@transaction.atomic
def open_case(*, case: Case, by) -> Case:
    """Save a new `case` with its state, which holds since it began; that is its first event.

    Raise SolidarityRefused where it names somebody whose name may not be published.
    """
    _refuse_names([*texts(case.titles), *texts(case.summaries)])
    case.state_since = case.since
    case.save()
    CaseEvent.objects.create(case=case, date=case.since, state=case.state, recorded_by=by)
    return case


@transaction.atomic
def record_event(
    *, case: Case, date: datetime.date, state: str, notes: dict[str, str] | None = None, by
) -> CaseEvent:
    """Write down that `case` was in `state` from the day `date`; the latest day says how it stands.

    Raise SolidarityRefused for a day to come or before it began, and for a name in the notes that
    may not be published.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if date > timezone.localdate():
        raise SolidarityRefused(_("That day is still to come."))
    if date < case.since:
        raise SolidarityRefused(_("The case began later: on %(day)s.") % {"day": case.since})
    _refuse_names(texts(notes))
    event = CaseEvent.objects.create(
        case=case, date=date, state=state, notes=notes or {}, recorded_by=by
    )
    _settle(case)
    log(case, EVENT, user=by, data={"date": date.isoformat(), "state": state})
    return event


@transaction.atomic
def take_back(*, event: CaseEvent, by) -> None:
    """Take back an event that was written down by mistake; it stays on record, readers lose it.

    Raise SolidarityRefused for the last one that stands: a case is in some state.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=event.case_id)
    standing = case.events.standing()
    if not standing.exclude(pk=event.pk).exists():
        raise SolidarityRefused(_("Write down first what is right: a case is in some state."))
    taken = standing.filter(pk=event.pk).update(taken_back_at=timezone.now())
    if taken:
        _settle(case)
        log(case, TAKE_BACK, user=by, data={"date": event.date.isoformat(), "state": event.state})


def _settle(case: Case) -> None:
    """Give the case the state of the latest event that stands."""
    latest = case.events.standing().last()
    case.state, case.state_since = latest.state, latest.date
    case.save(update_fields=["state", "state_since"])


def _refuse_names(said: list[str]) -> None:
    if hold_names(said):
        raise SolidarityRefused(_("It names somebody whose name must not be published."))
