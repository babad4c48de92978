"""Convening with the notice that the rule asks; changing, cancelling, holding; meetings owed."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.core.errors import Refused
from extranet.core.models import AuditEntry
from extranet.meetings.models import Meeting
from extranet.meetings.services.convening import convene, days_between, notice_of, papers_due
from tests.extranet.meetings.tools import DAY, give_rule, make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


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
