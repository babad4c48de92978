"""Corrections of minutes: who asks for them and when, how they are answered and worked in."""

import pytest

from cms.core.errors import Refused
from cms.directory.models import Mandate
from cms.directory.querysets import site_day
from extranet.meetings.models import Attendance
from extranet.records.models import Correction, Minutes
from extranet.records.services import minutes as service
from tests.extranet.records.tools import (
    DAY,
    READERS,
    approved,
    circulated,
    held,
    written,
)
from tests.factories.extranet import delegate, secretary

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


@pytest.mark.parametrize("role", Mandate.Role.values)
@pytest.mark.parametrize("state", ["draft", "circulated", "approved"])
def test_who_can_ask_for_a_correction_and_when(body, chair, role, state):
    meeting = held(body, open_to_guests=True)
    user = delegate(body, role)
    Attendance.objects.create(meeting=meeting, person=user.person)
    made = {"draft": written, "circulated": circulated, "approved": approved}[state](meeting, chair)
    allowed = state == "circulated" and role in READERS
    if allowed:
        correction = service.correct(minutes=made, text="It was the 3rd.", by=user)
        assert correction.state == Correction.State.OPEN
        assert correction.person == user.person
    else:
        with pytest.raises(Refused):
            service.correct(minutes=made, text="It was the 3rd.", by=user)


def test_corrections_end_with_their_last_day(body, chair, meeting):
    made = circulated(meeting, chair)
    Minutes.objects.update(corrections_until=site_day())
    service.correct(minutes=made, text="Still in time.", by=delegate(body))
    Minutes.objects.update(corrections_until=site_day() - DAY)
    with pytest.raises(Refused, match="over"):
        service.correct(minutes=made, text="Too late.", by=delegate(body))


def test_somebody_without_a_person_asks_for_no_correction(body, chair, meeting):
    made = circulated(meeting, chair)
    with pytest.raises(Refused):
        service.correct(minutes=made, text="I was not there.", by=secretary())


def test_a_correction_is_answered_once_and_worked_in_by_a_revision(body, chair, meeting):
    made = circulated(meeting, chair)
    correction = service.correct(minutes=made, text="It was the 3rd.", by=delegate(body))
    with pytest.raises(Refused) as refused:
        service.settle(correction=correction, accepted=False, by=chair)
    assert refused.value.field == "answer"
    settled = service.settle(correction=correction, accepted=True, by=chair)
    with pytest.raises(Refused, match="already"):
        service.settle(correction=correction, accepted=False, answer="No.", by=chair)
    revision = service.write(
        meeting=meeting, text="On the 3rd.", language="en", base=1, by=chair, works_in=[settled]
    )
    settled.refresh_from_db()
    assert settled.worked_in == revision
    with pytest.raises(Refused):
        service.write(
            meeting=meeting, text="Again.", language="en", base=2, by=chair, works_in=[settled]
        )


def test_a_declined_correction_cannot_be_worked_in(body, chair, meeting):
    made = circulated(meeting, chair)
    asked = service.correct(minutes=made, text="It was the 3rd.", by=delegate(body))
    settled = service.settle(correction=asked, accepted=False, answer="No: the 4th.", by=chair)
    with pytest.raises(Refused):
        service.write(
            meeting=meeting, text="On the 3rd.", language="en", base=1, by=chair, works_in=[settled]
        )
    assert made.revisions.count() == 1
