"""What members say to a convocation, who was there, and what meetings ask of somebody."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from cms.core.errors import Refused
from cms.directory.models import Mandate
from extranet.core.models import AuditEntry
from extranet.core.standing import standing_of
from extranet.core.todo import todos_for
from extranet.meetings.models import Reply
from extranet.meetings.notices import of_reply_reminder
from extranet.meetings.services.replies import reply, seats, substitutes_for, why_closed
from extranet.meetings.views.participants import who_comes
from tests.extranet.meetings.tools import DAY, make_meeting, mandate_of, say
from tests.factories.directory import (
    MandateFactory,
)
from tests.factories.extranet import delegate

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
Role = Mandate.Role


def test_the_latest_word_replaces_the_one_before(meeting, member):
    say(meeting, member)
    for _time in range(2):
        said = say(meeting, member, "absent", note="Ill")
    assert Reply.objects.get() == said
    assert (said.answer, said.note) == ("absent", "Ill")
    assert AuditEntry.objects.filter(action="reply.given").count() == 2


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("opened", [True, False])
def test_who_is_asked(body, role, opened):
    meeting, user = make_meeting(body, open_to_guests=opened), delegate(body, role)
    asked = role not in (Role.SUBSTITUTE, Role.REPRESENTATIVE)
    asked = asked and (opened or role not in (Role.GUEST, Role.OBSERVER))
    if asked:
        assert say(meeting, user).answer == "coming"
    else:
        with pytest.raises(Refused):
            say(meeting, user)


@pytest.mark.parametrize("state", ["draft", "held", "cancelled"])
def test_no_reply_to_what_is_not_convened(body, member, state):
    with pytest.raises(Refused):
        say(make_meeting(body, state), member)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_late_reply_is_refused_and_an_officer_still_notes_it(body, member, language):
    meeting = make_meeting(body, reply_by=timezone.localdate() - DAY)
    with override(language):
        with pytest.raises(Refused) as refused:
            say(meeting, member)
        assert str(refused.value)
    chair = delegate(body, Role.CHAIR)
    noted = reply(meeting=meeting, mandate=mandate_of(member), answer="online", by=chair)
    assert noted.replied_by == chair
    assert AuditEntry.objects.get(action="reply.given").details["on_behalf"] is True


def test_the_last_day_ends_where_the_meeting_is(body):
    meeting = make_meeting(
        body, time_zone="Pacific/Auckland", reply_by=datetime.date(2030, 3, 10), days=2000
    )
    over = datetime.datetime(2030, 3, 10, 11, tzinfo=datetime.UTC)
    assert why_closed(meeting, at=over)
    assert not why_closed(meeting, at=over - datetime.timedelta(seconds=1))
    assert why_closed(meeting, at=meeting.starts_at)
    assert not why_closed(meeting, at=meeting.starts_at, officer=True)
    assert why_closed(meeting, at=meeting.ends_at, officer=True)


def test_one_replies_for_oneself_alone(meeting, member, body):
    other = delegate(body)
    with pytest.raises(Refused):
        reply(meeting=meeting, mandate=mandate_of(member), answer="coming", by=other)


def test_a_mandate_that_ended_is_not_asked(meeting, member):
    mandate = mandate_of(member)
    mandate.ended_at = timezone.now()
    mandate.save()
    with pytest.raises(Refused):
        say(meeting, member)


def test_a_mandate_that_ends_before_the_meeting_is_not_asked(meeting, member):
    Mandate.objects.update(ends_on=timezone.localdate() + 2 * DAY)
    with pytest.raises(Refused):
        say(meeting, member)


def test_who_holds_two_seats_replies_for_each(body, meeting, member):
    second = MandateFactory(body=body, person=member.person, starts_on=datetime.date(2016, 1, 1))
    first = member.person.mandates.exclude(pk=second.pk).get()
    reply(meeting=meeting, mandate=first, answer="coming", by=member)
    reply(meeting=meeting, mandate=second, answer="absent", by=member)
    assert Reply.objects.count() == 2


def test_a_substitute_is_one_of_the_same_organisation(body, meeting, member, party):
    fitting = MandateFactory(body=body, role=Role.SUBSTITUTE, organisation=party)
    named = MandateFactory(body=body, role=Role.REPRESENTATIVE, organisation=party)
    wrong = [
        MandateFactory(body=body, role=Role.SUBSTITUTE),
        MandateFactory(role=Role.SUBSTITUTE, organisation=party),
        MandateFactory(body=body, organisation=party),
        MandateFactory(
            body=body, role=Role.SUBSTITUTE, organisation=party, ends_on=datetime.date(2020, 1, 1)
        ),
    ]
    possible = substitutes_for(mandate_of(member), list(seats(meeting)))
    assert {one.pk for one in possible} == {fitting.pk, named.pk}
    for one in [*wrong, None]:
        with pytest.raises(Refused) as refused:
            say(meeting, member, "substitute", substitute=one)
        assert refused.value.field == "substitute"
    assert say(meeting, member, "substitute", substitute=fitting).substitute == fitting
    assert say(meeting, member, "coming", substitute=fitting).substitute is None


@pytest.mark.parametrize("way", ["at once", "before the meeting"])
def test_who_sent_a_substitute_whose_mandate_ends_is_asked_again(body, meeting, member, party, way):
    stand_in = mandate_of(delegate(body, Role.SUBSTITUTE, organisation=party))
    said = say(meeting, member, "substitute", substitute=stand_in)
    assert list(Reply.objects.that_hold()) == [said]
    assert "reply" not in {one.kind for one in todos_for(standing_of(member))}
    if way == "at once":
        stand_in.ended_at = timezone.now()
    else:
        stand_in.ends_on = timezone.localdate(meeting.starts_at) - DAY
    stand_in.save()
    assert not Reply.objects.that_hold().exists()
    assert "reply" in {one.kind for one in todos_for(standing_of(member))}
    assert [one.reply for one in who_comes(meeting, standing_of(member)).asked] == [None]
    assert list(of_reply_reminder(meeting, timezone.now())) == [member]
    assert say(meeting, member).answer == "coming"
    assert Reply.objects.that_hold().count() == 1


def test_a_substitute_comes_in_one_place_alone(body, meeting, member, party):
    other = delegate(body, organisation=party)
    stand_in = MandateFactory(body=body, role=Role.SUBSTITUTE, organisation=party)
    say(meeting, member, "substitute", substitute=stand_in)
    with pytest.raises(Refused):
        say(meeting, other, "substitute", substitute=stand_in)


def test_who_has_no_seat_sends_nobody(body, meeting, party):
    auditor = delegate(body, Role.AUDITOR, organisation=party)
    stand_in = MandateFactory(body=body, role=Role.SUBSTITUTE, organisation=party)
    with pytest.raises(Refused):
        say(meeting, auditor, "substitute", substitute=stand_in)
