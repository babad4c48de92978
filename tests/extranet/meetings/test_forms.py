"""The forms of a meeting: errors, the way from the first to the last, changes meanwhile."""

import pytest
from django.utils import timezone

from cms.directory.models import Mandate
from extranet.meetings.models import Meeting
from tests.extranet.meetings.tools import DAY, address, make_meeting, meeting_data
from tests.factories.directory import BodyFactory
from tests.factories.extranet import DocumentFactory, delegate


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
