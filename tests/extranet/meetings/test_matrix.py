"""Who may do what to a meeting: every role × every state × every address; two at once."""

import threading

import pytest
from django.db import connection, connections
from django.test import TransactionTestCase
from django.utils import timezone

from cms.directory.models import Mandate
from extranet.core.errors import Refused
from extranet.meetings import signals
from extranet.meetings.models import Meeting, MeetingGuest, Reply
from extranet.meetings.services.convening import convene
from extranet.meetings.services.replies import reply
from tests.extranet.meetings.tools import DAY, address, make_meeting, mandate_of, meeting_data
from tests.factories.directory import BodyFactory, MandateFactory, OrganisationFactory, UserFactory
from tests.factories.extranet import DocumentFactory, delegate, secretary

pytestmark = pytest.mark.once
STATES = ("draft", "convened", "held", "cancelled")
OFFICERS = {"chair", "coordinator", "secretariat"}
READERS = OFFICERS | {"member", "co_opted", "substitute", "representative", "auditor"}
VISITORS = {"guest", "observer", "invited"}
STRANGERS = {"other body", "expired", "superuser", "nobody"}
EVERYBODY = sorted(READERS | VISITORS | STRANGERS)
PREPARED = ("draft", "convened")


def somebody(body, who, meeting):
    """Return a user of that kind."""
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
        MeetingGuest.objects.create(
            meeting=meeting, person=user.person, until=timezone.now() + 30 * DAY
        )
        return user
    return delegate(body, who)


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
def test_who_may_do_what(client, who, state):
    body = BodyFactory(code="committee")
    meeting = make_meeting(body, state, open_to_guests=True)
    user = somebody(body, who, meeting)
    client.force_login(user)
    sees = who in OFFICERS or (who in READERS | VISITORS and state != "draft")
    assert (client.get(address("meeting", meeting.pk)).status_code == 200) is sees
    ics = client.get(address("meeting-ics", meeting.pk)).status_code
    assert (ics == 200) is (sees and state != "draft")
    for name, args, posted, states in acts(meeting):
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
def test_who_may_reply_for_whom(client, who):
    body = BodyFactory()
    meeting = make_meeting(body)
    seat = MandateFactory(body=body)
    user = somebody(body, who, meeting)
    client.force_login(user)
    url = address("meeting-reply", meeting.pk, seat.pk)
    field = f"reply-{seat.pk}-answer"
    response = client.post(url, {field: "coming", "answer": "coming"})
    assert (response.status_code != 404) is (who in OFFICERS)
    assert Reply.objects.exists() is (who in OFFICERS)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_an_error_keeps_what_was_typed(client, language):
    body = BodyFactory()
    meeting = make_meeting(body, "draft")
    client.force_login(delegate(body, Mandate.Role.CHAIR))
    typed = "Maison du peuple, salle 3"
    forms = [
        ("meeting-change", [], meeting_data(meeting, venue=typed, titles_es="")),
        ("meeting-change", [], meeting_data(meeting, venue=typed, ends="2001-01-01T10:00")),
        ("meeting-item-add", [], {"titles_en": typed, "kind": "decision"}),
        ("meeting-item", [meeting.items.first().pk], {"titles_fr": typed, "kind": "decision"}),
        ("meeting-guests", [], {"until": "2001-01-01T10:00"}),
        ("meeting-cancel", [], {"reason": "  "}),
    ]
    for name, args, data in forms:
        html = client.post(address(name, meeting.pk, *args, language=language), data)
        text = html.content.decode()
        assert html.status_code == 200
        assert "error-summary" in text
        if typed in data.values():
            assert typed in text
    before = Meeting.objects.get()
    assert (before.venue, before.state) == (meeting.venue, "draft")


@pytest.mark.django_db
def test_a_meeting_is_prepared_from_the_first_form_to_the_last(client):
    body = BodyFactory()
    client.force_login(delegate(body, Mandate.Role.CHAIR))
    starts = timezone.now() + 40 * DAY
    data = {
        "body": body.pk,
        "kind": "ordinary",
        "time_zone": "America/Lima",
        "starts": starts.strftime("%Y-%m-%dT10:00"),
        "ends": starts.strftime("%Y-%m-%dT13:00"),
        **{f"titles_{code}": "Spring" for code in ("en", "fr", "es")},
    }
    response = client.post(address("meeting-new"), data)
    meeting = Meeting.objects.get()
    assert response.url == address("meeting-agenda", meeting.pk)
    assert meeting.local_start.hour == 10
    point = {"kind": "decision", **{f"titles_{code}": "Budget" for code in ("en", "fr", "es")}}
    again = client.post(address("meeting-item-add", meeting.pk), point | {"again": "1"})
    assert again.url == address("meeting-item-add", meeting.pk)
    item = meeting.items.get()
    below = address("meeting-item-add", meeting.pk) + f"?under={item.pk}"
    client.post(below, point)
    assert item.children.count() == 1
    document = DocumentFactory(body=body)
    papers = address("meeting-item-papers", meeting.pk, item.pk)
    client.post(papers, {"documents": [document.pk]})
    assert item.papers.get().version == document.current
    assert (
        "It cannot be convened yet"
        not in client.get(address("meeting-convene", meeting.pk)).content.decode()
    )
    for _time in range(2):
        assert client.post(address("meeting-convene", meeting.pk)).status_code == 302
    assert Meeting.objects.get().state == "convened"


@pytest.mark.django_db
def test_what_somebody_else_changed_meanwhile_is_not_overwritten_unseen(client):
    body = BodyFactory()
    meeting = make_meeting(body, "draft")
    client.force_login(delegate(body, Mandate.Role.CHAIR))
    url = address("meeting-change", meeting.pk)
    seen = client.get(url).context["form"].initial["seen"]
    Meeting.objects.update(venue="Elsewhere")
    response = client.post(url, meeting_data(meeting, venue="Mine", seen=seen))
    assert response.status_code == 200
    assert "Mine" in response.content.decode()
    assert Meeting.objects.get().venue == "Elsewhere"
    now = response.context["form"].data["seen"]
    assert client.post(url, meeting_data(meeting, venue="Mine", seen=now)).status_code == 302
    assert Meeting.objects.get().venue == "Mine"


def at_once(*acts) -> list:
    """Do all at the same moment, each on a connection of its own; return what came of each."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            gate.wait(timeout=10)
            results[place] = act()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


@pytest.mark.postgres
class RaceTests(TransactionTestCase):
    """Two act at the same moment, on a database that lets them."""

    def test_convened_twice_is_told_once(self):
        assert connection.vendor == "postgresql"
        body = BodyFactory()
        chairs = [delegate(body, Mandate.Role.CHAIR) for _n in range(3)]
        meeting = make_meeting(body, "draft")
        heard = []

        def receive(sender, **kwargs):
            heard.append(kwargs["by"])

        signals.meeting_convened.connect(receive)
        try:
            results = at_once(*(lambda by=by: convene(meeting=meeting, by=by) for by in chairs))
        finally:
            signals.meeting_convened.disconnect(receive)
        assert len(heard) == 1
        assert sum(isinstance(result, Refused) for result in results) == 2

    def test_a_double_reply_is_one(self):
        body = BodyFactory()
        user = delegate(body)
        meeting, mandate = make_meeting(body), mandate_of(user)

        def say():
            return reply(meeting=meeting, mandate=mandate, answer="coming", by=user)

        results = at_once(say, say, say)
        assert [result for result in results if isinstance(result, Exception)] == []
        assert Reply.objects.count() == 1

    def test_one_substitute_is_sent_by_one_member(self):
        body, party = BodyFactory(), OrganisationFactory()
        users = [delegate(body, organisation=party) for _n in range(2)]
        stand_in = MandateFactory(body=body, role="substitute", organisation=party)
        meeting = make_meeting(body)
        results = at_once(
            *(
                lambda by=by: reply(
                    meeting=meeting,
                    mandate=mandate_of(by),
                    answer="substitute",
                    substitute=stand_in,
                    by=by,
                )
                for by in users
            )
        )
        assert sum(isinstance(result, Refused) for result in results) == 1
        assert Reply.objects.count() == 1
