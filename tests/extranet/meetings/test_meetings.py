"""Changing, cancelling and holding meetings; meetings that a rule asks for; guests by name."""

import datetime

import pytest
from django.utils import timezone

from cms.core.errors import Refused
from extranet.core.models import AuditEntry
from extranet.meetings.models import MeetingGuest
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
from tests.factories.extranet import MeetingFactory

pytestmark = pytest.mark.django_db


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
