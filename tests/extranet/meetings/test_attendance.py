"""Who was at a meeting: begun with the replies, recorded, replaced, locked with the minutes."""

import pytest
from django.utils import timezone

from cms.core.errors import Refused
from cms.directory.models import Body, Mandate, Person
from extranet.meetings.models import Attendance, Meeting, Reply
from extranet.meetings.services.attendance import (
    Presence,
    prefilled,
    present_units,
    record_attendance,
    totals,
)
from extranet.meetings.services.replies import seats
from extranet.records.models import Minutes
from tests.extranet.meetings.tools import make_meeting, mandate_of
from tests.factories.directory import (
    MandateFactory,
    PersonFactory,
)
from tests.factories.extranet import delegate

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


Role = Mandate.Role


@pytest.fixture
def over(body):
    return make_meeting(body, days=-2)


def test_attendance_begins_with_the_replies(body, over, party):
    members = [delegate(body, organisation=party) for _n in range(4)]
    stand_in = MandateFactory(body=body, role=Role.SUBSTITUTE, organisation=party)
    answers = ["coming", "online", "substitute", "absent"]
    for user, answer in zip(members, answers, strict=True):
        Reply.objects.create(
            meeting=over,
            mandate=mandate_of(user),
            answer=answer,
            substitute=stand_in if answer == "substitute" else None,
            replied_at=timezone.now(),
        )
    found = prefilled(over, list(seats(over)))
    assert {(one.person.pk, one.manner, one.stands_for) for one in found} == {
        (members[0].person.pk, "room", None),
        (members[1].person.pk, "online", None),
        (stand_in.person.pk, "room", mandate_of(members[2])),
    }


def test_attendance_is_recorded_and_replaced(body, over, member, party):
    chair = delegate(body, Role.CHAIR)
    man = MandateFactory(
        body=body,
        role=Role.SUBSTITUTE,
        organisation=party,
        person=PersonFactory(gender=Person.Gender.MAN),
    )
    guest = PersonFactory()
    presences = [
        Presence(chair.person, mandate_of(chair)),
        Presence(man.person, man, mandate_of(member), "online"),
        Presence(guest),
    ]
    for _time in range(2):
        record_attendance(meeting=over, presences=presences, by=chair)
    assert Attendance.objects.count() == 3
    counted = totals(over)
    assert (counted.people, counted.women, counted.men, counted.guests) == (3, 1, 1, 1)
    assert (counted.online, counted.units) == (1, 2)
    assert present_units(over) == {mandate_of(chair).pk, mandate_of(member).pk}
    over.body.counts_by = Body.Unit.ORGANISATION
    over.body.save()
    again = Meeting.objects.get(pk=over.pk)
    assert present_units(again) == {mandate_of(chair).organisation_id, party.pk}
    record_attendance(meeting=over, presences=presences[:1], by=chair)
    assert Attendance.objects.count() == 1


def test_nobody_stands_in_for_who_was_there_or_twice(body, over, member, party):
    chair = delegate(body, Role.CHAIR)
    seat = mandate_of(member)
    one, two = (
        MandateFactory(body=body, role=Role.SUBSTITUTE, organisation=party) for _n in range(2)
    )
    stranger = MandateFactory(role=Role.SUBSTITUTE, organisation=party)
    wrong = [
        [Presence(member.person, seat), Presence(one.person, one, seat)],
        [Presence(one.person, one, seat), Presence(two.person, two, seat)],
        [Presence(one.person, one), Presence(one.person, one)],
        [Presence(one.person, two)],
        [Presence(stranger.person, stranger)],
        [Presence(PersonFactory(), None, seat)],
    ]
    for presences in wrong:
        with pytest.raises(Refused):
            record_attendance(meeting=over, presences=presences, by=chair)
    assert not Attendance.objects.exists()


def test_attendance_is_not_recorded_before_or_once_minutes_are_locked(body, meeting, over):
    chair = delegate(body, Role.CHAIR)
    with pytest.raises(Refused):
        record_attendance(meeting=meeting, presences=[], by=chair)
    Minutes.objects.create(meeting=over, language="en", locked_at=timezone.now())
    with pytest.raises(Refused):
        record_attendance(meeting=over, presences=[], by=chair)
