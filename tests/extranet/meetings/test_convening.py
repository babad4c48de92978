"""Convening with the notice that the rule asks; changing, cancelling, holding; meetings owed."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from cms.directory.models import Mandate
from extranet.core.errors import Refused
from extranet.core.models import AuditEntry
from extranet.meetings import signals
from extranet.meetings.models import Meeting, MeetingGuest
from extranet.meetings.services.convening import convene, days_between, notice_of, papers_due
from extranet.meetings.services.guests import guests_until, invite, uninvite
from extranet.meetings.services.meetings import (
    cancel,
    change,
    create,
    mark_held,
    meetings_owed,
    owed_by,
)
from tests.extranet.meetings.tools import DAY, HOUR, give_rule, make_meeting
from tests.factories.directory import BodyFactory, PersonFactory, labels
from tests.factories.extranet import MeetingFactory, delegate

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return BodyFactory(code="committee")


@pytest.fixture
def chair(body):
    return delegate(body, Mandate.Role.CHAIR)


@pytest.fixture
def heard():
    """What was told by signals, as (name, keywords)."""
    found = []
    names = ("meeting_convened", "meeting_changed", "meeting_cancelled", "paper_tabled")
    receivers = {}
    for name in names:

        def receive(sender, name=name, **kwargs):
            found.append((name, kwargs))

        receivers[name] = receive
        getattr(signals, name).connect(receive)
    yield found
    for name, receive in receivers.items():
        getattr(signals, name).disconnect(receive)


def test_convening_tells_once_and_leaves_an_entry(body, chair, heard):
    meeting = make_meeting(body, "draft")
    convene(meeting=meeting, by=chair)
    with pytest.raises(Refused):
        convene(meeting=meeting, by=chair)
    meeting.refresh_from_db()
    assert meeting.state == "convened"
    assert meeting.convened_at is not None
    assert [name for name, _kwargs in heard] == ["meeting_convened"]
    assert heard[0][1]["meeting"] == meeting
    assert heard[0][1]["by"] == chair
    assert AuditEntry.objects.filter(action="meeting.convened", key=str(meeting.pk)).count() == 1


@pytest.mark.parametrize("kind", Meeting.Kind.values)
def test_short_notice_is_refused_with_the_article(body, chair, heard, kind):
    give_rule(body, "notice", 30)
    meeting = make_meeting(body, "draft", kind=kind)
    with pytest.raises(Refused) as refused:
        convene(meeting=meeting, by=chair, short_notice_reason="urgent")
    assert "30 days" in str(refused.value)
    assert "Article 12" in str(refused.value)
    assert heard == []


def test_short_notice_that_is_flagged_needs_a_reason(body, chair):
    give_rule(body, "notice", 30, "flag")
    meeting = make_meeting(body, "draft")
    with pytest.raises(Refused) as refused:
        convene(meeting=meeting, by=chair, short_notice_reason="  ")
    assert refused.value.field == "short_notice_reason"
    convene(meeting=meeting, by=chair, short_notice_reason="An election was called")
    meeting.refresh_from_db()
    assert meeting.short_notice_reason == "An election was called"
    assert AuditEntry.objects.get(action="meeting.convened").details["needed"] == 30


def test_notice_of_exactly_the_days_is_enough(body, chair):
    give_rule(body, "notice", 21)
    convene(meeting=make_meeting(body, "draft"), by=chair)


@pytest.mark.parametrize(
    ("fields", "points"),
    [({"days": -1}, 1), ({}, 0), ({"reply_by": datetime.date(2020, 1, 1)}, 1)],
)
def test_what_is_not_ready_is_not_convened(body, chair, fields, points):
    meeting = make_meeting(body, "draft", points=points, papers=0, **fields)
    with pytest.raises(Refused):
        convene(meeting=meeting, by=chair)


@pytest.mark.parametrize("state", ["convened", "held", "cancelled"])
def test_only_what_is_prepared_is_convened(body, chair, state, heard):
    with pytest.raises(Refused):
        convene(meeting=make_meeting(body, state), by=chair)
    assert heard == []


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_refusal_is_said_in_every_language(body, chair, language):
    give_rule(body, "notice", 30)
    with translation.override(language), pytest.raises(Refused) as refused:
        convene(meeting=make_meeting(body, "draft"), by=chair)
    with translation.override(language):
        assert {"en": "Article 12", "fr": "(fr)", "es": "(es)"}[language] in str(refused.value)


ZONES = st.sampled_from(["UTC", "America/Lima", "Pacific/Auckland", "Europe/Paris"])
MOMENTS = st.datetimes(datetime.datetime(2024, 1, 1), datetime.datetime(2027, 12, 31))


@given(MOMENTS, st.integers(0, 90), st.times(), st.times(), ZONES)
def test_days_of_notice_are_calendar_days_at_the_place(day, days, first, second, zone):
    place = ZoneInfo(zone)
    at = datetime.datetime.combine(day.date(), first, tzinfo=place)
    starts = datetime.datetime.combine(day.date() + days * DAY, second, tzinfo=place)
    as_utc = [moment.astimezone(datetime.UTC) for moment in (at, starts)]
    # A clock that is put forward skips hours, never a day in these places.
    assert days_between(*as_utc, place) == days


@given(MOMENTS, st.integers(1, 60), ZONES, st.integers(0, 59))
def test_the_last_day_for_papers_gives_the_days_of_notice(day, days, zone, minute):
    from types import SimpleNamespace

    from extranet.meetings.services import convening

    place = ZoneInfo(zone)
    starts = day.replace(minute=minute, tzinfo=place)
    meeting = SimpleNamespace(
        body=SimpleNamespace(
            rules=SimpleNamespace(all=lambda: [SimpleNamespace(kind="notice", value=days)])
        ),
        local_start=starts,
    )
    due = convening.papers_due(meeting)
    noon = datetime.datetime.combine(due, datetime.time(12), tzinfo=place)
    assert days_between(noon, starts, place) == days


def test_days_are_those_of_the_place_not_of_the_server():
    # 23:30 in Lima is already the next day in UTC.
    zone = ZoneInfo("America/Lima")
    at = datetime.datetime(2026, 3, 1, 23, 30, tzinfo=zone)
    starts = datetime.datetime(2026, 3, 22, 0, 30, tzinfo=zone)
    assert days_between(at, starts, zone) == 21
    assert days_between(at, starts, datetime.UTC) == 20


def test_no_rule_asks_for_no_notice(body):
    meeting = make_meeting(body, "draft")
    assert not notice_of(meeting).is_short
    assert papers_due(meeting) is None


def test_another_time_or_place_is_told_and_counted(body, chair, heard):
    meeting = make_meeting(body)
    changed = change(meeting=meeting, by=chair, venue="Town hall", titles=labels("New"))
    assert changed.sequence == 1
    ((name, kwargs),) = heard
    assert name == "meeting_changed"
    assert kwargs["changes"] == {"venue": ("Casa del Pueblo", "Town hall")}
    change(meeting=meeting, by=chair, venue="Town hall")
    change(meeting=meeting, by=chair, titles=labels("Newer"))
    assert len(heard) == 1


def test_a_draft_changes_silently(body, chair, heard):
    changed = change(meeting=make_meeting(body, "draft"), by=chair, venue="Town hall")
    assert changed.sequence == 0
    assert heard == []


def test_bringing_it_forward_needs_notice_anew_putting_it_off_does_not(body, chair):
    give_rule(body, "notice", 20)
    meeting = make_meeting(body)
    earlier = {"starts_at": meeting.starts_at - 5 * DAY, "ends_at": meeting.ends_at - 5 * DAY}
    with pytest.raises(Refused):
        change(meeting=meeting, by=chair, **earlier)
    later = {"starts_at": meeting.starts_at + 5 * DAY, "ends_at": meeting.ends_at + 5 * DAY}
    assert change(meeting=meeting, by=chair, **later).starts_at == later["starts_at"]
    with pytest.raises(Refused):
        change(meeting=meeting, by=chair, starts_at=timezone.now() - HOUR)


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_what_is_over_does_not_change(body, chair, state):
    with pytest.raises(Refused):
        change(meeting=make_meeting(body, state), by=chair, venue="Elsewhere")


def test_it_cannot_end_before_it_begins_nor_be_replied_to_later(body, chair):
    now = timezone.now() + 30 * DAY
    with pytest.raises(Refused) as refused:
        create(body=body, by=chair, titles=labels("A"), starts_at=now, ends_at=now)
    assert refused.value.field == "ends"
    with pytest.raises(Refused) as refused:
        create(
            body=body,
            by=chair,
            titles=labels("A"),
            starts_at=now,
            ends_at=now + HOUR,
            reply_by=(now + 2 * DAY).date(),
        )
    assert refused.value.field == "reply_by"


def test_papers_are_judged_anew_when_the_day_moves(body, chair):
    give_rule(body, "notice", 14, "flag")
    meeting = make_meeting(body, points=1, papers=1)
    paper = meeting.items.get().papers.get()
    soon = {"starts_at": meeting.starts_at - 10 * DAY, "ends_at": meeting.ends_at - 10 * DAY}
    change(meeting=meeting, by=chair, short_notice_reason="Strike", **soon)
    paper.refresh_from_db()
    assert paper.late
    later = {"starts_at": meeting.starts_at, "ends_at": meeting.ends_at}
    change(meeting=meeting, by=chair, **later)
    paper.refresh_from_db()
    assert not paper.late


def test_cancelling_needs_a_reason_and_is_told_where_it_was_convened(body, chair, heard):
    meeting, draft = make_meeting(body), make_meeting(body, "draft")
    with pytest.raises(Refused):
        cancel(meeting=meeting, by=chair, reason=" ")
    cancel(meeting=meeting, by=chair, reason="Strike")
    cancel(meeting=draft, by=chair, reason="A mistake")
    with pytest.raises(Refused):
        cancel(meeting=meeting, by=chair, reason="Again")
    assert [name for name, _kwargs in heard] == ["meeting_cancelled"]
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == ("cancelled", 1)
    assert meeting.cancellation_reason == "Strike"


def test_held_is_what_was_convened_and_has_begun(body, chair):
    with pytest.raises(Refused):
        mark_held(meeting=make_meeting(body), by=chair)
    with pytest.raises(Refused):
        mark_held(meeting=make_meeting(body, "draft", days=-1), by=chair)
    meeting = make_meeting(body, days=-1)
    mark_held(meeting=meeting, by=chair)
    assert mark_held(meeting=meeting, by=chair).state == "held"
    assert AuditEntry.objects.filter(action="meeting.held").count() == 1


def test_meetings_owed_are_what_the_rule_asks_less_what_was_convened(body):
    assert meetings_owed(body, 2026) == 0
    give_rule(body, "meetings", 3)
    inside = datetime.datetime(2026, 5, 5, tzinfo=datetime.UTC)
    for state in ("convened", "held", "cancelled", "draft"):
        MeetingFactory(body=body, state=state, starts_at=inside, convened_at=inside - 30 * DAY)
    MeetingFactory(body=body, starts_at=inside.replace(year=2025))
    assert meetings_owed(body, 2026) == 1
    assert meetings_owed(body, 2025) == 2
    assert meetings_owed(body, 2024) == 3


def test_meetings_owed_cost_the_same_for_many_bodies(django_assert_num_queries):
    bodies = [BodyFactory() for _n in range(8)]
    for body in bodies:
        give_rule(body, "meetings", 1)
    with django_assert_num_queries(2):
        assert len(owed_by(bodies, 2026)) == 8


def test_a_guest_is_invited_until_a_week_after_and_goes_with_the_meeting(body, chair):
    meeting, person = make_meeting(body), PersonFactory()
    guest = invite(meeting=meeting, person=person, by=chair)
    assert guest.until == guests_until(meeting) == meeting.ends_at + 7 * DAY
    again = invite(meeting=meeting, person=person, by=chair, until=guest.until + DAY)
    assert again.pk == guest.pk
    later = {"starts_at": meeting.starts_at + DAY, "ends_at": meeting.ends_at + DAY}
    change(meeting=meeting, by=chair, **later)
    guest.refresh_from_db()
    assert guest.until == meeting.ends_at + 9 * DAY
    for _time in range(2):
        uninvite(guest=guest, by=chair)
    assert not MeetingGuest.objects.exists()


def test_nobody_is_invited_who_sits_there_or_until_a_past_moment(body, chair):
    meeting = make_meeting(body)
    with pytest.raises(Refused) as refused:
        invite(meeting=meeting, person=chair.person, by=chair)
    assert refused.value.field == "person"
    with pytest.raises(Refused) as refused:
        invite(meeting=meeting, person=PersonFactory(), by=chair, until=timezone.now())
    assert refused.value.field == "until"
    with pytest.raises(Refused):
        invite(meeting=make_meeting(body, "cancelled"), person=PersonFactory(), by=chair)
