"""Who was there, as the minutes and the parity report need it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.directory.models import Body, Mandate, Person
from extranet.core.services.audit import record
from extranet.core.standing import ENTITLED
from extranet.meetings.models import Attendance, Meeting, Reply
from extranet.meetings.services.meetings import locked
from extranet.meetings.services.replies import STAND_INS, may_stand_in, seats

Manner = Attendance.Manner


@dataclass(frozen=True)
class Presence:
    """Somebody who was there: with which mandate (none for a guest), in whose place, and how."""

    person: Person
    mandate: Mandate | None = None
    stands_for: Mandate | None = None
    manner: str = Manner.ROOM


@dataclass(frozen=True)
class Totals:
    """How many were there, and how many of whom; guests are not counted by gender."""

    people: int = 0
    women: int = 0
    men: int = 0
    others: int = 0
    guests: int = 0
    online: int = 0
    units: int = 0


Lock = Callable[[Meeting], str]
_locks: list[Lock] = []


def register_lock(lock: Lock) -> Lock:
    """Let a room above say why attendance cannot be recorded any more; usable as a decorator."""
    if lock not in _locks:
        _locks.append(lock)
    return lock


def why_not_recorded(meeting: Meeting) -> str:
    """Return why attendance cannot be recorded now, in words; nothing where it can."""
    if meeting.state not in (Meeting.State.CONVENED, Meeting.State.HELD):
        return _("Attendance is recorded at a meeting that was convened.")
    if meeting.starts_at > timezone.now():
        return _("This meeting has not begun yet.")
    return next(filter(None, (lock(meeting) for lock in _locks)), "")


def prefilled(meeting: Meeting, mandates) -> list[Presence]:
    """Return who said they would be there, from the replies; one query.

    `mandates` are what `seats` gives.
    """
    sitting = {mandate.pk: mandate for mandate in mandates}
    found: dict[int, Presence] = {}
    for row in Reply.objects.filter(meeting=meeting).order_by("pk"):
        mandate, substitute = sitting.get(row.mandate_id), sitting.get(row.substitute_id)
        if mandate is None:
            continue
        if row.answer == Reply.Answer.SUBSTITUTE and substitute:
            found[substitute.person_id] = Presence(substitute.person, substitute, mandate)
        elif row.answer == Reply.Answer.COMING:
            found[mandate.person_id] = Presence(mandate.person, mandate)
        elif row.answer == Reply.Answer.ONLINE:
            found[mandate.person_id] = Presence(mandate.person, mandate, manner=Manner.ONLINE)
    return list(found.values())


@transaction.atomic
def record_attendance(*, meeting: Meeting, presences: list[Presence], by) -> list[Attendance]:
    """Record who was there, in the place of what was recorded before; return the rows.

    Raises Refused before the meeting begins or once its minutes are locked, and where somebody
    stands twice, uses a mandate that is not theirs, or stands in for who was there.
    """
    meeting = locked(meeting)
    if refused := why_not_recorded(meeting):
        raise Refused(refused)
    _check(meeting, presences)
    Attendance.objects.filter(meeting=meeting).delete()
    rows = Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            person=presence.person,
            mandate=presence.mandate,
            stands_for=presence.stands_for,
            manner=Manner(presence.manner),
            recorded_by=by,
        )
        for presence in presences
    )
    record(
        "attendance.recorded",
        meeting,
        actor=by,
        body=meeting.body,
        people=sorted(presence.person.pk for presence in presences),
    )
    return rows


def _check(meeting: Meeting, presences: list[Presence]) -> None:
    sitting = {mandate.pk for mandate in seats(meeting)}
    people = Counter(presence.person.pk for presence in presences)
    seats_taken = Counter(presence.stands_for.pk for presence in presences if presence.stands_for)
    for presence in presences:
        name = {"name": presence.person.name}
        if people[presence.person.pk] > 1:
            raise Refused(_("%(name)s is there twice.") % name)
        mandate = presence.mandate
        if mandate and (mandate.pk not in sitting or mandate.person_id != presence.person.pk):
            raise Refused(_("%(name)s had no such mandate on that day.") % name)
        seat = presence.stands_for
        if seat is None:
            continue
        if seat.pk not in sitting or mandate is None or not may_stand_in(mandate, seat):
            raise Refused(_("%(name)s has no mandate to stand in for this seat.") % name)
        if seat.person_id in people:
            raise Refused(_("%(name)s cannot stand in for somebody who was there.") % name)
        if seats_taken[seat.pk] > 1:
            raise Refused(_("Two people cannot sit in one place: see %(name)s.") % name)


def present_units(meeting: Meeting) -> frozenset[int]:
    """Return the units that were there, as the body counts them, for a quorum; one query or two.

    They are ids of mandates where every seat counts, of organisations where those count. Who
    stands in counts as whom they stand in for; stand-ins for nobody, auditors and guests not.
    """
    by_organisation = meeting.body.counts_by == Body.Unit.ORGANISATION
    rows = Attendance.objects.filter(meeting=meeting).select_related("mandate", "stands_for")
    return _units(rows, by_organisation)


def _units(rows, by_organisation: bool) -> frozenset[int]:
    counted = set()
    for row in rows:
        seat = row.stands_for or row.mandate
        if seat is None or seat.role not in ENTITLED:
            continue
        counted.add(seat.organisation_id if by_organisation else seat.pk)
    return frozenset(counted - {None})


def totals(meeting: Meeting, rows=None) -> Totals:
    """Return how many were there; `rows` are its attendances where they were read already."""
    if rows is None:
        rows = meeting.attendances.select_related("person", "mandate", "stands_for")
    sat = [row for row in rows if row.mandate_id and row.mandate.role in ENTITLED | STAND_INS]
    genders = Counter(row.person.gender for row in sat)
    women, men = genders[Person.Gender.WOMAN], genders[Person.Gender.MAN]
    return Totals(
        people=len(rows),
        women=women,
        men=men,
        others=len(sat) - women - men,
        guests=len(rows) - len(sat),
        online=sum(row.manner == Manner.ONLINE for row in rows),
        units=len(_units(rows, meeting.body.counts_by == Body.Unit.ORGANISATION)),
    )
