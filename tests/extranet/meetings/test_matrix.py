"""Who may do what to a meeting: every role × every state × every address."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from cms.directory.models import Mandate
from extranet.meetings.models import MeetingGuest, Reply
from tests.databases import shared_world
from tests.extranet.meetings.tools import DAY, address, make_meeting
from tests.factories.directory import BodyFactory, MandateFactory, UserFactory
from tests.factories.extranet import delegate, secretary

STATES = ("draft", "convened", "held", "cancelled")
OFFICERS = {"chair", "coordinator", "secretariat"}
READERS = OFFICERS | {"member", "co_opted", "substitute", "representative", "auditor"}
VISITORS = {"guest", "observer", "invited"}
STRANGERS = {"other body", "expired", "superuser", "nobody"}
EVERYBODY = sorted(READERS | VISITORS | STRANGERS)
# Whom tests/extranet/test_url_matrix.py finds refused in all of these states, and what it asks for
# in some of them only.
REFUSED_THERE = {"member", "guest", "invited", "superuser", "nobody"}
NOT_ALL_THERE = {"meeting-guests", "meeting-paper-replace", "meeting-paper-remove"}
PREPARED = ("draft", "convened")


def somebody(body, who, meetings):
    """Return a user of that kind; who is invited is invited to all the meetings."""
    if who == "secretariat":
        return secretary()
    if who == "other body":
        return delegate(BodyFactory(), Mandate.Role.CHAIR)
    if who == "expired":
        return delegate(body, Mandate.Role.CHAIR, ended_at=timezone.now())
    if who == "superuser":
        return UserFactory(is_superuser=True)
    if who == "nobody":
        return delegate()
    if who == "invited":
        user = delegate()
        MeetingGuest.objects.bulk_create(
            MeetingGuest(meeting=meeting, person=user.person, until=timezone.now() + 30 * DAY)
            for meeting in meetings
        )
        return user
    return delegate(body, who)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A body with a meeting in every state, somebody of every kind, and a seat of no account."""
    with shared_world(django_db_blocker):
        body = BodyFactory(code="committee")
        meetings = {state: make_meeting(body, state, open_to_guests=True) for state in STATES}
        users = {who: somebody(body, who, meetings.values()) for who in EVERYBODY}
        yield SimpleNamespace(meetings=meetings, users=users, seat=MandateFactory(body=body))


def acts(meeting) -> list[tuple[str, list, bool, tuple]]:
    """Return every address for officers: name, arguments, whether it is posted to, in which states
    it does something."""
    item, paper = meeting.items.first(), meeting.items.first().papers.first()
    return [
        ("meeting-change", [], False, PREPARED),
        ("meeting-agenda", [], False, PREPARED),
        ("meeting-item-add", [], False, PREPARED),
        ("meeting-item", [item.pk], False, PREPARED),
        ("meeting-item-remove", [item.pk], False, PREPARED),
        ("meeting-item-papers", [item.pk], False, PREPARED),
        ("meeting-item-move", [item.pk, "down"], True, PREPARED),
        ("meeting-paper-replace", [paper.pk], True, PREPARED),
        ("meeting-paper-remove", [paper.pk], True, PREPARED),
        ("meeting-convene", [], False, ("draft",)),
        ("meeting-cancel", [], False, PREPARED),
        ("meeting-held", [], False, PREPARED),
        ("meeting-guests", [], False, ("draft", "convened", "held")),
        ("meeting-attendance", [], False, ("held",)),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_do_what(client, world, who, state):
    meeting = world.meetings[state]
    client.force_login(world.users[who])
    sees = who in OFFICERS or (who in READERS | VISITORS and state != "draft")
    assert (client.get(address("meeting", meeting.pk)).status_code == 200) is sees
    ics = client.get(address("meeting-ics", meeting.pk)).status_code
    assert (ics == 200) is (sees and state != "draft")
    for name, args, posted, states in acts(meeting):
        if who in REFUSED_THERE and name not in NOT_ALL_THERE:
            continue
        url = address(name, meeting.pk, *args)
        response = client.post(url) if posted else client.get(url)
        if who not in OFFICERS:
            assert response.status_code == 404, name
        elif posted or (state not in states and name != "meeting-guests"):
            assert response.status_code == (302 if name != "meeting-guests" else 404), name
        elif name == "meeting-guests" and state == "cancelled":
            assert response.status_code == 404
        else:
            assert response.status_code == 200, name
    may_create = client.get(address("meeting-new")).status_code == 200
    assert may_create is (who in OFFICERS or who == "other body")


@pytest.mark.django_db
@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_reply_for_whom(client, world, who):
    meeting, seat = world.meetings["convened"], world.seat
    client.force_login(world.users[who])
    url = address("meeting-reply", meeting.pk, seat.pk)
    field = f"reply-{seat.pk}-answer"
    response = client.post(url, {field: "coming", "answer": "coming"})
    assert (response.status_code != 404) is (who in OFFICERS)
    assert Reply.objects.exists() is (who in OFFICERS)
