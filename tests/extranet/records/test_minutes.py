"""Minutes from the first word to the lock: who sees them when, and what may happen next."""

import datetime

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.core.errors import Refused
from cms.directory.models import Mandate
from cms.directory.querysets import site_day
from extranet.core.models import AuditEntry
from extranet.meetings.models import Attendance, Reply
from extranet.records import signals
from extranet.records.models import Correction, Minutes
from extranet.records.services import minutes as service
from tests.extranet.records.tools import (
    DAY,
    READERS,
    approved,
    circulated,
    ended_yesterday,
    held,
    written,
)
from tests.factories.directory import BodyFactory, MandateFactory, UserFactory
from tests.factories.extranet import AgendaItemFactory, MeetingFactory, delegate, secretary

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
KEEPERS = {"chair", "coordinator"}


def sees(user, minutes) -> bool:
    return Minutes.objects.visible_to(user).filter(pk=minutes.pk).exists()


@pytest.mark.parametrize("role", Mandate.Role.values)
@pytest.mark.parametrize("state", ["draft", "circulated", "approved"])
@pytest.mark.parametrize("opened", [True, False])
def test_who_sees_minutes_in_which_state(body, chair, role, state, opened):
    meeting = held(body, open_to_guests=opened)
    made = {"draft": written, "circulated": circulated, "approved": approved}[state](meeting, chair)
    expected = (
        role in KEEPERS
        or (state != "draft" and role in READERS)
        or (state == "approved" and opened)
    )
    assert sees(delegate(body, role), made) is expected
    assert sees(secretary(), made)
    assert not sees(delegate(BodyFactory()), made)
    assert not sees(UserFactory(is_superuser=True), made)


def test_guests_do_not_read_minutes_that_tell_of_a_closed_point(body, chair):
    meeting = held(body, open_to_guests=True)
    made = approved(meeting, chair)
    guest = delegate(body, "guest")
    assert sees(guest, made)
    AgendaItemFactory(meeting=meeting, closed_to_guests=True)
    assert not sees(guest, made)


def test_a_right_ends_with_its_mandate(body, chair, meeting):
    made = approved(meeting, chair)
    user = delegate(body)
    assert sees(user, made)
    ended_yesterday(user)
    assert not sees(user, made)


def test_a_revision_adds_and_the_one_before_stays(meeting, chair):
    made = written(meeting, chair, text="One.\r\n\r\nTwo.")
    written(meeting, chair, text="One.\n\nThree.", base=1, summary="Two was three")
    texts = list(made.revisions.values_list("number", "text", "summary"))
    assert texts == [(2, "One.\n\nThree.", "Two was three"), (1, "One.\n\nTwo.", "")]
    assert AuditEntry.objects.filter(action="minutes.written", actor=chair).count() == 2


def test_the_same_text_again_adds_nothing(meeting, chair):
    made = written(meeting, chair, text="One.")
    written(meeting, chair, text="One.  ", base=1)
    assert made.revisions.count() == 1


def test_two_who_edit_at_once_do_not_overwrite_each_other(meeting, chair):
    made = written(meeting, chair, text="One.")
    written(meeting, chair, text="Mine.", base=1)
    with pytest.raises(service.EditedMeanwhile) as refused:
        written(meeting, secretary(), text="Theirs.", base=1)
    assert refused.value.latest.text == "Mine."
    assert made.revisions.count() == 2
    with pytest.raises(service.EditedMeanwhile):
        written(meeting, chair, text="Begun twice.", base=0)


@pytest.mark.parametrize("text", ["", " \n ", "a\x00b", "x" * (service.LONGEST + 1)])
def test_a_text_that_is_none_is_refused(meeting, chair, text):
    with pytest.raises(Refused):
        written(meeting, chair, text=text)
    assert not Minutes.objects.exists()


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_only_a_convened_meeting_has_minutes(body, chair, state):
    with pytest.raises(Refused):
        written(MeetingFactory(body=body, state=state), chair)


def test_minutes_are_sent_round_after_the_meeting_until_a_day_to_come(body, chair, meeting):
    running = MeetingFactory(body=body, days=0)
    with pytest.raises(Refused, match="not over"):
        circulated(running, chair)
    made = written(meeting, chair)
    with pytest.raises(Refused) as refused:
        service.circulate(minutes=made, corrections_until=site_day() - DAY, by=chair)
    assert refused.value.field == "corrections_until"


def test_sending_round_is_told_and_keeps_earlier_drafts_private(body, chair, meeting):
    told = []
    signals.minutes_circulated.connect(receiver := lambda minutes, **kw: told.append(minutes))
    written(meeting, chair, text="A first guess.")
    made = circulated(meeting, chair, text="What was said.", base=1)
    signals.minutes_circulated.disconnect(receiver)
    assert told == [made]
    from extranet.core.standing import standing_of

    shown = lambda user: [r.number for r in made.revisions_for(standing_of(user))]  # noqa: E731
    assert shown(delegate(body)) == [2]
    assert shown(chair) == [2, 1]
    written(meeting, chair, text="What was said, better.", base=2)
    assert shown(delegate(body)) == [3, 2]


def test_minutes_are_approved_at_a_later_meeting_of_the_body_that_has_begun(body, chair, meeting):
    made = circulated(meeting, chair)
    wrong = [
        held(body, days=-60),
        held(BodyFactory(), days=-2),
        MeetingFactory(body=body, days=5),
        MeetingFactory(body=body, days=-3, state="cancelled"),
        meeting,
    ]
    for other in wrong:
        with pytest.raises(Refused):
            service.approve(minutes=made, at=other, by=chair)
    begun = MeetingFactory(
        body=body,
        starts_at=timezone.now() - datetime.timedelta(minutes=5),
    )
    locked = service.approve(minutes=made, at=begun, by=chair)
    assert (locked.state, locked.approved_at) == ("approved", begun)
    assert locked.locked_at is not None


@pytest.mark.parametrize("settled", ["open", "accepted"])
def test_what_is_asked_is_settled_before_minutes_are_approved(body, chair, meeting, settled):
    made = circulated(meeting, chair)
    asked = service.correct(minutes=made, text="It was the 3rd.", by=delegate(body))
    if settled == "accepted":
        service.settle(correction=asked, accepted=True, by=chair)
    with pytest.raises(Refused, match="settled" if settled == "open" else "worked in"):
        service.approve(minutes=made, at=held(body, days=-2), by=chair)


def test_a_draft_is_not_approved(body, chair, meeting):
    made = written(meeting, chair)
    with pytest.raises(Refused, match="sent round"):
        service.approve(minutes=made, at=held(body, days=-2), by=chair)


def test_nothing_is_done_to_approved_minutes(body, chair, meeting):
    made = circulated(meeting, chair)
    asked = service.correct(minutes=made, text="It was the 3rd.", by=delegate(body))
    service.settle(correction=asked, accepted=False, answer="No.", by=chair)
    later = held(body, days=-2)
    service.approve(minutes=made, at=later, by=chair)
    for attempt in (
        lambda: written(meeting, chair, text="Rewritten.", base=1),
        lambda: service.circulate(minutes=made, corrections_until=site_day() + DAY, by=chair),
        lambda: service.correct(minutes=made, text="No.", by=delegate(body)),
        lambda: service.settle(correction=asked, accepted=True, by=chair),
        lambda: service.approve(minutes=made, at=later, by=chair),
    ):
        with pytest.raises(Refused):
            attempt()


def test_the_draft_names_who_was_there_and_what_was_on_the_agenda(body, meeting):
    from extranet.records.drafting import draft

    first, second = MandateFactory(body=body), MandateFactory(body=body)
    first.person.given_name = "Ana_*bold*"
    first.person.save()
    away = MandateFactory(body=body)
    guest = delegate().person
    for mandate, manner in ((first, "room"), (second, "online")):
        Attendance.objects.create(
            meeting=meeting, person=mandate.person, mandate=mandate, manner=manner
        )
    Attendance.objects.create(meeting=meeting, person=guest)
    Reply.objects.create(meeting=meeting, mandate=away, answer="absent", replied_at=timezone.now())
    item = AgendaItemFactory(meeting=meeting, rapporteur=second.person, position=1)
    AgendaItemFactory(meeting=meeting, parent=item, position=1)
    AgendaItemFactory(meeting=meeting, position=2)
    text = draft(meeting, "en")
    assert "Ana\\_\\*bold\\*" in text
    assert second.person.family_name in text
    assert f"{guest.given_name} {guest.family_name} (guest)" in text
    assert "**Excused**" in text
    assert away.person.family_name in text
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert [line.split(" ")[0:2] for line in headings[1:]] == [
        ["#", "1."],
        ["##", "1.1."],
        ["#", "2."],
    ]


ACTS = st.lists(
    st.sampled_from(["write", "circulate", "correct", "accept", "decline", "work_in", "approve"]),
    max_size=14,
)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(ACTS)
def test_in_any_order_what_is_locked_was_settled_and_stays(acts):
    body = BodyFactory()
    chair, member = delegate(body, "chair"), delegate(body)
    meeting, later = held(body), held(body, days=-2)
    locked = None
    for number, act in enumerate(acts):
        made = Minutes.objects.filter(meeting=meeting).first()
        base = made.revisions.first().number if made else 0
        corrections = Correction.objects.filter(minutes=made) if made else []
        write = {"meeting": meeting, "text": f"Text {number}", "language": "en", "base": base}
        try:
            if act == "write":
                service.write(**write, by=chair)
            elif act == "work_in":
                accepted = [c for c in corrections if service.is_to_be_worked_in(c)]
                service.write(**write, by=chair, works_in=accepted)
            elif made is None:
                continue
            elif act == "circulate":
                service.circulate(minutes=made, corrections_until=site_day(), by=chair)
            elif act == "correct":
                service.correct(minutes=made, text="Otherwise.", by=member)
            elif act in ("accept", "decline"):
                for correction in corrections[:1]:
                    service.settle(
                        correction=correction, accepted=act == "accept", answer="So.", by=chair
                    )
            else:
                service.approve(minutes=made, at=later, by=chair)
        except Refused:
            pass
        made = Minutes.objects.filter(meeting=meeting).first()
        if made is None:
            continue
        state = (
            made.state,
            list(made.revisions.values_list("number", "text")),
            list(made.corrections.values_list("state", "worked_in").order_by("pk")),
        )
        assert [n for n, _t in reversed(state[1])] == list(range(1, len(state[1]) + 1))
        if locked:
            assert state == locked
        if made.is_locked:
            assert all(s == "declined" or w for s, w in state[2])
            locked = state
