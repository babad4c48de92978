"""The personal calendar: what is free and where to read more, for who may at that moment."""

import datetime
import logging
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from cms.accounts.roles import ROLES
from cms.directory.models import Mandate
from extranet.core.services import audit
from extranet.meetings.logs import HideSecrets
from extranet.meetings.models import CalendarToken, Meeting, MeetingGuest
from extranet.meetings.services import calendar
from extranet.meetings.views import calendar_feed as views
from tests.extranet.notices.mails import CANARY, DAY, labels
from tests.factories.directory import BodyFactory, UserFactory
from tests.factories.extranet import MeetingFactory, delegate, secretary
from tests.signing_in import give_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return BodyFactory(labels=labels())


@pytest.fixture
def meeting(body):
    return MeetingFactory(
        body=body,
        titles=labels(),
        notes=labels(),
        venue=CANARY,
        online_url=f"https://example.org/{CANARY}",
        time_zone="America/Santiago",
    )


def address(user) -> str:
    return reverse("extranet:calendar", args=[calendar.make_address(user=user)])


def fetch(client, url: str) -> list:
    """Return the events at an address."""
    response = client.get(url)
    assert response.status_code == 200
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_an_event_says_when_and_where_to_read_more(client, body, meeting, language):
    user = delegate(body)
    user.language = language
    user.save()
    response = client.get(address(user))
    assert response["Content-Type"].startswith("text/calendar")
    text = response.content.decode()
    assert CANARY not in text
    assert body.code not in text
    [event] = Calendar.from_ical(text).walk("VEVENT")
    assert event.decoded("dtstart") == meeting.starts_at.replace(microsecond=0)
    assert event["dtstart"].params["TZID"] == "America/Santiago"
    assert event.decoded("dtend") == meeting.ends_at.replace(microsecond=0)
    assert event["uid"] == f"{meeting.uid}@localhost"
    assert event["url"].startswith(f"http://localhost/{language}/extranet/")
    assert event["status"] == "CONFIRMED"
    assert event["sequence"] == 0
    assert event["class"] == "PRIVATE"
    assert "location" not in event
    zones = [zone["tzid"] for zone in Calendar.from_ical(text).walk("VTIMEZONE")]
    assert zones == ["America/Santiago"]


def test_the_language_of_the_event_is_the_readers(client, meeting, body):
    [event] = fetch(client, address(delegate(body)))
    assert event["summary"] == "Meeting of a body"


def test_a_change_counts_up_and_a_cancelled_meeting_says_so(client, body, meeting):
    url = address(delegate(body))
    [before] = fetch(client, url)
    Meeting.objects.update(sequence=3, state=Meeting.State.CANCELLED)
    audit.record("meeting.cancelled", meeting, actor=None, body=body)
    [after] = fetch(client, url)
    assert after["sequence"] == 3
    assert after["status"] == "CANCELLED"
    assert after["uid"] == before["uid"]
    assert after.decoded("last-modified") > before.decoded("last-modified")


def test_one_meeting_alone_for_downloads(client, body, meeting):
    user = delegate(body)
    file = Calendar.from_ical(calendar.single(meeting, user))
    [event] = file.walk("VEVENT")
    assert file["method"] == "PUBLISH"
    # The same as in the feed: what was downloaded and what is subscribed to is one event.
    [same] = fetch(client, address(user))
    assert event.to_ical() == same.to_ical()


def test_the_file_of_a_cancelled_meeting_takes_it_out_of_calendars(body, meeting):
    user = delegate(body)
    [before] = Calendar.from_ical(calendar.single(meeting, user)).walk("VEVENT")
    meeting.state, meeting.sequence = Meeting.State.CANCELLED, meeting.sequence + 1
    meeting.save()
    audit.record("meeting.cancelled", meeting, actor=None, body=body)
    file = Calendar.from_ical(calendar.single(meeting, user))
    [after] = file.walk("VEVENT")
    assert file["method"] == "CANCEL"
    assert after["status"] == "CANCELLED"
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt > before["last-modified"].dt


@pytest.mark.parametrize("role", [*Mandate.Role.values, None])
@pytest.mark.parametrize("opened", [True, False])
def test_each_sees_the_meetings_that_are_theirs(client, body, meeting, role, opened):
    Meeting.objects.update(open_to_guests=opened)
    user = delegate(body if role else BodyFactory(), role or Mandate.Role.MEMBER)
    guests = (Mandate.Role.GUEST, Mandate.Role.OBSERVER)
    seen = role is not None and (opened or role not in guests)
    assert len(fetch(client, address(user))) == seen


def test_a_guest_by_name_sees_the_one_meeting_until_then(client, body, meeting):
    MeetingFactory(body=body)
    user = delegate()
    invitation = MeetingGuest.objects.create(
        meeting=meeting, person=user.person, until=timezone.now() + DAY
    )
    url = address(user)
    assert len(fetch(client, url)) == 1
    invitation.until = timezone.now()
    invitation.save()
    assert fetch(client, url) == []


def test_a_mandate_that_ends_takes_its_meetings_along_at_once(client, body, meeting):
    user = delegate(body)
    url = address(user)
    assert len(fetch(client, url)) == 1
    Mandate.objects.update(ended_at=timezone.now())
    assert fetch(client, url) == []


def test_what_is_prepared_and_what_is_long_over_is_left_out(client, body):
    MeetingFactory(body=body, convened_at=None, state=Meeting.State.DRAFT)
    MeetingFactory(body=body, days=-400)
    kept = MeetingFactory(body=body, days=-300)
    [event] = fetch(client, address(delegate(body, Mandate.Role.CHAIR)))
    assert event["uid"].startswith(str(kept.uid))


def test_a_superuser_without_mandate_has_an_empty_calendar(client, meeting):
    user = get_user_model().objects.create_superuser("root@example.org", "password")
    give_app(user)
    assert fetch(client, address(user)) == []


def test_a_new_address_ends_the_old_one_and_none_is_left_when_it_is_ended(client, body):
    user = delegate(body)
    old, new = address(user), address(user)
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    calendar.revoke_address(user=user)
    assert client.get(new).status_code == 404
    assert not CalendarToken.objects.exists()


def test_only_a_digest_is_kept(body):
    token = calendar.make_address(user=delegate(body))
    row = CalendarToken.objects.get()
    assert len(token) >= 40
    assert token not in str(vars(row))
    assert row.digest == calendar.digest_of(token)


@pytest.mark.parametrize("token", ["wrong", "a" * 300, "%00", "…", "' or 1=1"])
def test_a_wrong_secret_opens_nothing(client, token):
    response = client.get(f"/en/extranet/calendar/{token}.ics")
    assert response.status_code == 404
    assert response.content == b""


def test_a_closed_account_has_no_calendar(client, body, meeting):
    user = delegate(body)
    url = address(user)
    user.is_active = False
    user.save()
    assert client.get(url).status_code == 404


def test_who_owes_a_second_factor_has_no_calendar(client, meeting):
    user = secretary()
    url = address(user)
    assert client.get(url).status_code == 404
    give_app(user)
    assert len(fetch(client, url)) == 1
    user.groups.remove(Group.objects.get(name=ROLES["secretariat"].name))
    assert fetch(client, url) == []


def test_it_is_kept_nowhere_and_needs_no_session(client, body, meeting):
    response = client.get(address(delegate(body)))
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies
    assert client.post(address(delegate(body))).status_code == 405


def test_too_many_fetches_are_put_off(client, body, monkeypatch):
    monkeypatch.setattr(views, "FETCHES", 2)
    url, other = address(delegate(body)), address(delegate(body))
    assert [client.get(url).status_code for _number in range(4)] == [200, 200, 429, 429]
    assert client.get(other).status_code == 200
    refused = client.get(url)
    assert refused["Retry-After"]
    assert "no-store" in refused["Cache-Control"]


def test_it_is_remembered_roughly_when_it_was_used(client, body):
    user = delegate(body)
    url = address(user)
    client.get(url)
    first = CalendarToken.objects.get().used_at
    assert first is not None
    client.get(url)
    assert CalendarToken.objects.get().used_at == first
    CalendarToken.objects.update(used_at=first - datetime.timedelta(hours=2))
    client.get(url)
    assert CalendarToken.objects.get().used_at >= first


def test_the_secret_stands_in_no_log(client, body, caplog, monkeypatch):
    url = address(delegate(body))
    token = url.rsplit("/", 1)[1].removesuffix(".ics")
    calendar.revoke_address(user=delegate(body))
    calendar.revoke_address(user=CalendarToken.objects.get().user)
    with caplog.at_level(logging.DEBUG):
        assert client.get(url).status_code == 404
        monkeypatch.setattr(views, "FETCHES", 0)
        assert client.get(url).status_code == 429
        monkeypatch.setattr(calendar, "user_of", lambda _token: 1 / 0)
        monkeypatch.setattr(views, "FETCHES", 60)
        client.raise_request_exception = False
        assert client.get(url).status_code == 500
    assert "calendar/…" in caplog.text
    assert token not in "".join(record.getMessage() for record in caplog.records)


def test_the_filter_leaves_other_lines_alone():
    record = logging.LogRecord("x", 20, "", 1, "%s %s", ("GET", "/en/extranet/"), None)
    assert HideSecrets().filter(record)
    assert record.getMessage() == "GET /en/extranet/"
    record = logging.LogRecord("x", 20, "", 1, '"%s" %s', ("GET /calendar/abc.ics", 200), None)
    HideSecrets().filter(record)
    assert record.getMessage() == '"GET /calendar/….ics" 200'


def test_many_meetings_cost_no_more_queries(client, body, django_assert_max_num_queries):
    user = delegate(body)
    url = address(user)
    client.get(url)
    MeetingFactory.create_batch(5, body=body)
    with django_assert_max_num_queries(10) as few:
        assert len(fetch(client, url)) == 5
    MeetingFactory.create_batch(45, body=body)
    with django_assert_max_num_queries(10) as many:
        assert len(fetch(client, url)) == 50
    assert len(few) == len(many)


def test_an_unknown_zone_is_no_reason_to_fail(client, body, meeting):
    Meeting.objects.update(time_zone="Nowhere/At_all")
    [event] = fetch(client, address(delegate(body)))
    assert event.decoded("dtstart").tzinfo in (datetime.UTC, ZoneInfo("UTC"))


def test_an_account_without_mandate_has_an_empty_calendar(client):
    assert fetch(client, address(UserFactory())) == []
