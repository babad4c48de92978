"""What follows from a demand that enough have joined: the duty to convene, and who is asked to."""

import pytest
from django.utils import timezone

from cms.core.errors import Refused
from cms.directory.querysets import site_day
from extranet.core.models import AuditEntry
from extranet.core.standing import standing_of
from extranet.core.todo import todos_for
from extranet.demands.models import Demand
from extranet.demands.services import demands as service
from extranet.meetings.models import Meeting
from extranet.meetings.signals import meeting_cancelled, meeting_convened
from tests.extranet.demands.tools import fresh, opened, when
from tests.extranet.records.tools import DAY, members
from tests.factories.extranet import delegate, secretary

pytestmark = pytest.mark.databases


def test_the_meeting_that_is_demanded_is_prepared_convened_and_meets_the_duty(reached):
    meeting = service.create_meeting(demand=reached, by=secretary(), **when())
    assert (meeting.kind, meeting.state, meeting.title) == ("extraordinary", "draft", "The summit")
    assert fresh(reached).state == "reached"
    with pytest.raises(Refused, match="already"):
        service.create_meeting(demand=reached, by=secretary(), **when())
    meeting_convened.send(sender=Meeting, meeting=meeting, by=None)
    assert fresh(reached).state == "met"
    meeting_convened.send(sender=Meeting, meeting=meeting, by=None)
    assert AuditEntry.objects.filter(action="demand.met").count() == 1
    meeting_cancelled.send(sender=Meeting, meeting=meeting, by=None)
    assert (fresh(reached).state, fresh(reached).meeting) == ("reached", None)


def test_another_meeting_meets_no_duty(body, reached):
    from tests.factories.extranet import MeetingFactory

    service.meeting_was_convened(MeetingFactory(body=body))
    assert fresh(reached).state == "reached"


def test_no_meeting_is_prepared_before_enough_have_asked(body):
    demand = opened(body, members(body, 10)[0])
    with pytest.raises(Refused):
        service.create_meeting(demand=demand, by=secretary(), **when())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends_at": timezone.now() - DAY}, "ends_at"),
        ({"starts_at": timezone.now() - DAY}, "starts_at"),
    ],
)
def test_the_meeting_lies_ahead(reached, change, field):
    with pytest.raises(Refused) as refused:
        service.create_meeting(demand=reached, by=secretary(), **(when() | change))
    assert refused.value.field == field


def of_demands(user) -> list[str]:
    return [row.text for row in todos_for(standing_of(user)) if row.kind == "demand"]


def test_the_duty_waits_for_the_officers_and_when_overdue_for_who_asked(body):
    users = members(body, 10)
    chair = delegate(body, "chair")
    demand = opened(body, users[0])
    assert of_demands(users[0]) == []
    assert of_demands(users[5]) == ["An extraordinary meeting is demanded: do you ask for it too?"]
    for user in users[1:4]:
        service.request(demand=demand, by=user)
    assert of_demands(chair) == of_demands(secretary()) == ["Convene the meeting"]
    assert of_demands(users[0]) == of_demands(users[5]) == []
    Demand.objects.update(convene_by=site_day() - DAY)
    assert fresh(demand).is_overdue
    assert of_demands(chair) == of_demands(secretary()) == ["Overdue: convene it now"]
    assert of_demands(users[0]) == ["The meeting that you asked for is overdue"]
    assert of_demands(users[5]) == []
