"""Live sessions: planned, changed, cancelled; who was there."""

import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from academy.core.models import Cohort, Enrolment
from academy.learning.models import Attendance, LiveSession
from cms.core.errors import Refused


@transaction.atomic
def plan(*, cohort: Cohort, by, **facts) -> LiveSession:
    """Plan a session of `cohort` with the `facts` of its fields; return it.

    Raise Refused where it lies outside the days of the cohort.
    """
    session = LiveSession(cohort=cohort, **facts)
    _require_within(session)
    session.save()
    log(session, "academy.plan_session", user=by)
    return session


@transaction.atomic
def change(*, session: LiveSession, by, **facts) -> LiveSession:
    """Change a session; calendars take it as the same one. Raise Refused as `plan`, or where it
    is cancelled."""
    session = _held(session)
    if session.cancelled_at:
        raise Refused(_("This session has been cancelled."))
    for name, value in facts.items():
        setattr(session, name, value)
    _require_within(session)
    session.sequence += 1
    session.save()
    log(session, "academy.change_session", user=by)
    return session


@transaction.atomic
def cancel(*, session: LiveSession, by) -> LiveSession:
    """Cancel a session; it stays, so that calendars learn of it. A second time changes nothing.

    Raise Refused once it is over.
    """
    session = _held(session)
    if session.cancelled_at:
        return session
    if session.is_over():
        raise Refused(_("This session is over."))
    session.cancelled_at = timezone.now()
    session.sequence += 1
    session.save()
    log(session, "academy.cancel_session", user=by)
    return session


@transaction.atomic
def note_attendance(*, session: LiveSession, by, states: dict[int, str]) -> int:
    """Note by enrolment who was there; return how many are noted. Empty takes a note back.

    Raise Refused before it begins, or where it is cancelled. Who does not learn in the cohort is
    left out.
    """
    session = _held(session)
    if session.cancelled_at or session.starts_at > timezone.now():
        raise Refused(_("Attendance is noted once the session has begun."))
    people = set(
        Enrolment.objects.learning()
        .filter(cohort=session.cohort_id, pk__in=states)
        .values_list("pk", flat=True)
    )
    session.attendances.filter(enrolment__in=[pk for pk in people if not states[pk]]).delete()
    rows = [
        Attendance(
            session=session,
            enrolment_id=pk,
            state=states[pk],
            noted_by=by,
            noted_at=timezone.now(),
        )
        for pk in people
        if states[pk] in Attendance.State.values
    ]
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["session", "enrolment"],
        update_fields=["state", "noted_by", "noted_at"],
    )
    log(session, "academy.note_attendance", user=by, data={"count": len(rows)})
    return len(rows)


def _held(session: LiveSession) -> LiveSession:
    rows = LiveSession.objects.select_for_update(of=("self",)).select_related("cohort")
    return rows.get(pk=session.pk)


def _require_within(session: LiveSession) -> None:
    cohort = session.cohort
    first = cohort.starts_on - datetime.timedelta(days=31)
    day = session.starts_at.astimezone(ZoneInfo(cohort.time_zone)).date()
    if not first <= day <= cohort.ends_on:
        raise Refused(_("The session lies outside the days of the cohort."), field="starts_at")
    if session.ends_at <= session.starts_at:
        raise Refused(_("It cannot end before it starts."), field="ends_at")
