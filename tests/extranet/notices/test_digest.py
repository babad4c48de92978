"""At once, or once a day, in the morning where the reader lives."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from cms.core.errors import Refused
from extranet.meetings.models import Meeting
from extranet.notices.models import Notice
from extranet.notices.schedule import next_morning, zone_of
from extranet.notices.services import mailing, notices
from extranet.notices.services.notices import tell
from tests.factories.directory import BodyFactory, UserFactory
from tests.factories.extranet import MeetingFactory, delegate

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
UTC = datetime.UTC


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "now", "morning"),
    [
        ("UTC", "2026-03-01T06:59", "2026-03-01T07:00"),
        ("UTC", "2026-03-01T07:00", "2026-03-02T07:00"),
        ("Europe/Madrid", "2026-03-01T05:00", "2026-03-01T06:00"),
        ("America/Santiago", "2026-03-01T05:00", "2026-03-01T10:00"),
        ("Asia/Kathmandu", "2026-03-01T05:00", "2026-03-02T01:15"),
        ("Pacific/Auckland", "2026-03-01T05:00", "2026-03-01T18:00"),
        ("Pacific/Kiritimati", "2026-03-01T16:59", "2026-03-01T17:00"),
        # The clocks change in the night between.
        ("Europe/Madrid", "2026-03-28T12:00", "2026-03-29T05:00"),
        ("Europe/Madrid", "2026-10-24T12:00", "2026-10-25T06:00"),
        ("no such place", "2026-03-01T05:00", "2026-03-01T07:00"),
        ("", "2026-03-01T05:00", "2026-03-01T07:00"),
    ],
)
def test_the_morning_is_where_the_reader_lives(zone, now, morning):
    user = UserFactory.build(time_zone=zone)
    assert next_morning(user, at(now)) == at(morning)


@pytest.fixture
def reader():
    user = delegate(BodyFactory())
    user.time_zone = "America/Santiago"
    user.save()
    notices.prefer(user=user, rhythm="daily", declined=[])
    return user


def meetings(user, count: int, **fields) -> list[Meeting]:
    body = user.person.mandates.get().body
    return [MeetingFactory(body=body, **fields) for _number in range(count)]


def test_what_happens_in_a_day_is_one_email_in_the_morning(
    reader, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for meeting in meetings(reader, 3):
            tell([reader], "convocation", meeting)
    mailing.send_due()
    assert mail.outbox == []
    [morning] = set(Notice.objects.values_list("send_after", flat=True))
    assert morning.astimezone(ZoneInfo("America/Santiago")).hour == 7
    assert morning - timezone.now() <= datetime.timedelta(days=1)
    Notice.objects.update(send_after=timezone.now())
    mailing.send_due()
    [message] = mail.outbox
    assert message.subject == "Extranet: a meeting is convened"
    assert message.body.count("Open the meeting") == 3


def test_an_email_about_several_kinds_says_so(reader):
    meeting, other = meetings(reader, 2)
    Meeting.objects.filter(pk=other.pk).update(state=Meeting.State.CANCELLED)
    tell([reader], "convocation", meeting)
    tell([reader], "cancellation", other)
    Notice.objects.update(send_after=timezone.now())
    mailing.send_due()
    [message] = mail.outbox
    assert message.subject == "Extranet: what is new today"


def test_what_concerns_a_meeting_very_soon_does_not_wait(
    reader, django_capture_on_commit_callbacks
):
    [soon] = meetings(reader, 1, days=1)
    with django_capture_on_commit_callbacks(execute=True):
        tell([reader], "change", soon)
    assert len(mail.outbox) == 1


def test_a_new_rhythm_holds_for_what_waits(reader):
    [meeting] = meetings(reader, 1)
    tell([reader], "convocation", meeting)
    notices.prefer(user=reader, rhythm="at_once", declined=[])
    mailing.send_due()
    assert len(mail.outbox) == 1


def test_what_gathers_waits_for_the_morning_with_the_new_rhythm():
    user = delegate(BodyFactory())
    [meeting] = meetings(user, 1)
    tell([user], "convocation", meeting)
    Notice.objects.update(send_after=timezone.now() + datetime.timedelta(minutes=5))
    notices.prefer(user=user, rhythm="daily", declined=[])
    row = Notice.objects.get()
    assert row.send_after.astimezone(zone_of(user)).hour == 7


@pytest.mark.parametrize("kind", ["convocation", "demand_reached", "no such kind"])
def test_what_everybody_must_know_cannot_be_declined(kind):
    with pytest.raises(Refused):
        notices.prefer(user=UserFactory(), rhythm="daily", declined=[kind])
