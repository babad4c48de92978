"""The cohorts of the sample and who is on the way through them, counted from today.

Their rows are written as the services would have left them over months: those take the present for
the time of each act, and write to everybody.
"""

import calendar
import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.utils import timezone

from academy.core.models import Cohort, Course, Enrolment, HistoryEntry, Target, Trainer
from cms.core.mail_addresses import canonical
from cms.core.models import ConsentText
from cms.core.text import fold
from cms.directory.models import Organisation

from .pages import DATA

State = Enrolment.State
# The account of the sample that takes part, and the one that teaches.
PARTICIPANT, TRAINER = "participant@example.org", "trainer@example.org"
# What those agree to who accept a nomination.
PURPOSE = "enrolment"
# By which states one has come into each, with the names of the acts.
WAYS = {
    State.NOMINATED: (),
    State.DECLINED: (("declined", State.DECLINED),),
    State.ACCEPTED: (("accepted", State.ACCEPTED),),
}
for _state, _before, _act in (
    (State.SELECTED, State.ACCEPTED, "selected"),
    (State.WAITING, State.ACCEPTED, "put_on_waiting_list"),
    (State.NOT_SELECTED, State.ACCEPTED, "not_selected"),
    (State.OFFERED, State.SELECTED, "offered"),
    (State.CONFIRMED, State.OFFERED, "confirmed"),
    (State.ACTIVE, State.CONFIRMED, "started"),
    (State.NO_SHOW, State.CONFIRMED, "no_show"),
    (State.WITHDRAWN, State.CONFIRMED, "withdrawn"),
    (State.COMPLETED, State.ACTIVE, "completed"),
    (State.NOT_COMPLETED, State.ACTIVE, "not_completed"),
):
    WAYS[_state] = (*WAYS[_before], (_act, _state))


def make_cohorts(today: datetime.date | None) -> int:
    """Add the cohorts that are missing, with their people; return how many rows."""
    today = today or timezone.localdate()
    courses = Course.objects.in_bulk(field_name="code")
    known = set(Cohort.objects.values_list("code", flat=True))
    return sum(
        _cohort(data, courses[data["course"]], today)
        for data in DATA["cohorts"]
        if data["code"] not in known and data["course"] in courses
    )


def _cohort(data: dict, course: Course, today: datetime.date) -> int:
    zone = ZoneInfo(data["time_zone"])

    def moment(days: int, hour: int) -> datetime.datetime:
        day = today + datetime.timedelta(days=days)
        return datetime.datetime.combine(day, datetime.time(hour), zone)

    opens, closes = data["nominations"]
    begins, ends = data["days"]
    cohort = Cohort.objects.create(
        course=course,
        starts_on=today + datetime.timedelta(days=begins),
        ends_on=today + datetime.timedelta(days=ends),
        nominations_from=moment(opens, 9),
        nominations_until=moment(closes, 18),
        published_at=moment(opens, 9),
        opened_at=moment(begins, 8) if data["open"] else None,
        attendance_needed=50,
        tests_needed=100,
        tasks_needed=50,
        venues=data.get("venues", {}),
        **{
            name: data[name]
            for name in (
                "code",
                "titles",
                "seats",
                "seats_each",
                "time_zone",
                "languages",
                "mode",
                "open_applications",
            )
        },
    )
    Target.objects.bulk_create(
        Target(cohort=cohort, kind=kind, value=value, percent=percent)
        for kind, value, percent in data["targets"]
    )
    trainer = get_user_model().objects.filter(email=TRAINER).first()
    if trainer:
        Trainer.objects.create(cohort=cohort, user=trainer)
    return 1 + _enrol(cohort, moment(opens + 5, 12))


def _enrol(cohort: Cohort, nominated_at: datetime.datetime) -> int:
    """Put the people of a cohort on their way through it; return how many."""
    organisations = Organisation.objects.select_related("place").in_bulk(field_name="code")
    participant = get_user_model().objects.filter(email=PARTICIPANT).first()
    consent = ConsentText.objects.current(PURPOSE) or ConsentText.objects.create(
        purpose=PURPOSE, texts=DATA["consent"]
    )
    rows, seats, queue = [], 0, 0
    for given, family, gender, born, code, language, state in DATA["people"][cohort.code]:
        own = participant and (given, family) == (participant.first_name, participant.last_name)
        organisation = organisations[code]
        email = PARTICIPANT if own else f"{_plain(given)}.{_plain(family)}@example.com"
        row = Enrolment(
            cohort=cohort,
            organisation=organisation,
            user=participant if own else None,
            given_name=given,
            family_name=family,
            email=email,
            email_canonical=canonical(email),
            gender=gender,
            birth_year=born,
            country=organisation.place,
            language=language,
            rank=1 + sum(one.organisation == organisation for one in rows),
            reason=DATA["reasons"][language],
            state=state,
            shows_organisation=state == State.COMPLETED,
            keep_until=_keep_until(cohort),
        )
        if state in Enrolment.SEATED:
            seats += 1
            row.seat_number = seats
        if state == State.WAITING:
            queue += 1
            row.queue_number = queue
        if state not in (State.NOMINATED, State.DECLINED):
            row.give_consent(consent, language)
        if state == State.OFFERED:
            row.offered_until = timezone.now() + datetime.timedelta(days=cohort.offer_days)
        rows.append(row)
    Enrolment.objects.bulk_create(rows)
    Enrolment.objects.filter(cohort=cohort).update(created_at=nominated_at)
    if any(act == "offered" for row in rows for act, _after in WAYS[row.state]):
        cohort.offers_sent_at = nominated_at
        cohort.save(update_fields=["offers_sent_at"])
    HistoryEntry.objects.bulk_create(
        HistoryEntry(enrolment=row, action=action, state=state)
        for row in rows
        for action, state in (("nominated", State.NOMINATED), *WAYS[row.state])
    )
    return len(rows)


def _plain(name: str) -> str:
    return "-".join(fold(name).replace("'", " ").split())


def _keep_until(cohort: Cohort) -> datetime.date:
    years, month = divmod(cohort.ends_on.month - 1 + cohort.keep_months, 12)
    year, month = cohort.ends_on.year + years, month + 1
    return cohort.ends_on.replace(
        year=year,
        month=month,
        day=min(cohort.ends_on.day, calendar.monthrange(year, month)[1]),
    )
