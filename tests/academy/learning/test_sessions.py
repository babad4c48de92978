"""Live sessions: planned, changed and cancelled; what a calendar is told; who was there."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from academy.core.standing import standing_of
from academy.core.todo import todos_for
from academy.learning.models import Attendance, LiveSession
from academy.learning.progress import progress_of
from academy.learning.services import sessions
from cms.core.errors import Refused
from tests.factories.academy import EnrolmentFactory
from tests.factories.directory import labels
from tests.factories.learning import SessionFactory, in_days


def facts(starts, hours=1) -> dict:
    """Return the facts of a session."""
    return {
        "titles": labels("Speaking"),
        "starts_at": starts,
        "ends_at": starts + datetime.timedelta(hours=hours),
    }


def test_a_trainer_plans_by_the_clocks_of_the_cohort(client, site, world):
    client.force_login(world.trainer)
    address = reverse("academy:session-plan", args=[world.cohort.code])
    day = in_days(3).date()
    data = {
        "starts_at": f"{day}T14:00",
        "ends_at": f"{day}T13:00",
        "link": "https://meet.example.org/x",
        "required": "on",
    }
    assert client.get(address).status_code == 200
    names = [f"titles_{code}" for code in ("en", "fr", "es")]
    data |= dict.fromkeys(names, "Speaking")
    refused = client.post(address, data)
    assert refused.status_code == 200
    assert refused.context["form"].errors.keys() == {"ends_at"}
    assert "https://meet.example.org/x" in refused.content.decode()
    assert client.post(address, data | {"ends_at": f"{day}T15:00"}).status_code == 302
    session = LiveSession.objects.get(cohort=world.cohort)
    there = datetime.datetime.fromisoformat(f"{day}T14:00+00:00")
    assert datetime.timedelta(hours=1) <= there - session.starts_at <= datetime.timedelta(hours=2)


def test_a_session_over_a_change_of_the_clocks_says_both_distances_from_utc(client, site, world):
    world.cohort.time_zone = "Europe/Brussels"
    world.cohort.save()
    begin = datetime.datetime(2037, 3, 29, 0, 30, tzinfo=datetime.UTC)
    changed, plain = (
        LiveSession.objects.create(cohort=world.cohort, **facts(start))
        for start in (begin, begin + datetime.timedelta(days=30))
    )
    client.force_login(world.trainer)
    html = client.get(changed.get_absolute_url()).content.decode()
    assert "01:30\u00a0UTC+1" in html
    assert "03:30\u00a0UTC+2" in html
    assert "(Brussels)" in html
    html = client.get(plain.get_absolute_url()).content.decode()
    assert "\u00a0UTC+2" not in html
    assert "(Brussels, UTC+2)" in html


@pytest.mark.parametrize("days", [-60, 400])
def test_a_session_lies_within_the_days_of_its_cohort(world, days):
    with pytest.raises(Refused) as refused:
        sessions.plan(cohort=world.cohort, by=world.trainer, **facts(in_days(days)))
    assert refused.value.field == "starts_at"


def test_a_session_ends_after_it_starts(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        SessionFactory(cohort=world.cohort, ends_at=in_days(1))


def test_what_is_cancelled_stays_and_is_not_changed(world):
    session = SessionFactory(cohort=world.cohort)
    cancelled = sessions.cancel(session=session, by=world.trainer)
    assert cancelled.sequence == 1
    assert sessions.cancel(session=session, by=world.trainer).sequence == 1
    with pytest.raises(Refused):
        sessions.change(session=session, by=world.trainer, place="Room 2")
    with pytest.raises(Refused):
        sessions.cancel(
            session=SessionFactory(cohort=world.cohort, starts_at=in_days(-1)), by=world.trainer
        )


def test_a_calendar_knows_when_and_where_to_read_more_and_nothing_else(client, site, world):
    session = SessionFactory(cohort=world.cohort, place="Room 7")
    client.force_login(world.participant)
    address = reverse("academy:session-calendar", args=[session.pk])
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    for secret in (b"secret-room", b"Campaigning", b"Room 7", world.cohort.title.encode()):
        assert secret not in response.content
    calendar = Calendar.from_ical(response.content)
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    assert event["DTSTART"].dt == session.starts_at
    assert str(event["DTSTART"].dt.tzinfo) == "Europe/Paris"
    assert event["URL"].endswith(session.get_absolute_url())
    uid = event["UID"]

    client.force_login(world.trainer)
    later = session.starts_at + datetime.timedelta(minutes=30)
    sessions.change(session=session, by=world.trainer, starts_at=later)
    sessions.cancel(session=session, by=world.trainer)
    calendar = Calendar.from_ical(client.get(address).content)
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "CANCEL"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (uid, 2, "CANCELLED")
    assert event["DTSTART"].dt == later


def test_the_link_is_shown_until_the_session_is_over_or_cancelled(client, site, world):
    client.force_login(world.participant)

    def shown(session) -> bool:
        return "secret-room" in client.get(session.get_absolute_url()).content.decode()

    session = SessionFactory(cohort=world.cohort)
    assert shown(session)
    sessions.cancel(session=session, by=world.trainer)
    assert not shown(session)
    assert not shown(SessionFactory(cohort=world.cohort, starts_at=in_days(-1)))
    listed = client.get(reverse("academy:sessions", args=[world.cohort.code])).content.decode()
    assert "secret-room" not in listed


def test_attendance_is_noted_on_a_sheet_and_taken_back(client, site, world):
    session = SessionFactory(cohort=world.cohort, starts_at=in_days(-1))
    second = EnrolmentFactory(cohort=world.cohort)
    client.force_login(world.trainer)
    address = reverse("academy:attendance", args=[session.pk])
    names = [f"person-{row.pk}" for row in (world.enrolment, second)]
    assert set(client.get(address).context["form"].fields) == set(names)
    client.post(address, {names[0]: "excused", names[1]: "absent"})
    states = dict(session.attendances.values_list("enrolment", "state"))
    assert states == {world.enrolment.pk: "excused", second.pk: "absent"}
    progress = progress_of(world.cohort)
    assert progress[world.enrolment.pk].sessions_attended == 1
    assert progress[second.pk].sessions_attended == 0
    assert progress[second.pk].sessions_required == 1
    client.post(address, {names[0]: "present", names[1]: ""})
    assert list(session.attendances.values_list("state", flat=True)) == ["present"]

    client.force_login(world.participant)
    said = client.get(session.get_absolute_url()).content.decode()
    assert str(Attendance.State.PRESENT.label) in said


def test_attendance_is_refused_before_it_begins_and_for_people_of_elsewhere(world):
    with pytest.raises(Refused):
        sessions.note_attendance(
            session=SessionFactory(cohort=world.cohort), by=world.trainer, states={}
        )
    session = SessionFactory(cohort=world.cohort, starts_at=in_days(-1))
    states = {world.other_enrolment.pk: "present", world.enrolment.pk: "nonsense"}
    assert sessions.note_attendance(session=session, by=world.trainer, states=states) == 0
    assert not Attendance.objects.exists()


def test_a_session_counts_once_it_is_over_and_not_when_cancelled(world):
    SessionFactory(cohort=world.cohort)
    SessionFactory(cohort=world.cohort, starts_at=in_days(-2), cancelled_at=timezone.now())
    SessionFactory(cohort=world.cohort, starts_at=in_days(-2), required=False)
    assert progress_of(world.cohort)[world.enrolment.pk].sessions_required == 0


def test_sessions_of_the_week_are_to_do(site, world):
    soon = SessionFactory(cohort=world.cohort)
    SessionFactory(cohort=world.cohort, starts_at=in_days(9))
    SessionFactory(cohort=world.cohort, cancelled_at=timezone.now())
    SessionFactory(cohort=world.other)
    for user in (world.participant, world.trainer):
        found = [todo.url for todo in todos_for(standing_of(user)) if "/sessions/" in todo.url]
        assert found == [soon.get_absolute_url()]
