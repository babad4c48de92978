"""The first page: what waits, one's bodies and meetings; and what it says to who has nothing."""

import datetime

import pytest
from django.utils import timezone

from cms.directory.models import Body, BodyRule, Mandate
from extranet.documents.models import Share
from extranet.meetings.models import MeetingGuest
from extranet.records.models import Correction, Minutes, MinutesRevision
from tests.factories.directory import (
    BodyFactory,
    MandateFactory,
    PersonFactory,
    UserFactory,
    labels,
)
from tests.factories.extranet import (
    DocumentFactory,
    MeetingFactory,
    delegate,
    secretary,
)

pytestmark = [pytest.mark.django_db, pytest.mark.databases]

URL = "/en/extranet/"
DAY = datetime.timedelta(days=1)
LANGUAGES = ("en", "fr", "es")


@pytest.fixture
def body():
    return BodyFactory(code="board", labels=labels("Wombat board"))


def main(client, url: str = URL) -> str:
    """Return what the main part of a page says."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def test_nobody_signed_in_is_sent_to_sign_in(client):
    response = client.get(URL)
    assert response.status_code == 302
    assert "/account/login/?next=/en/extranet/" in response["Location"]


def test_a_delegate_sees_what_waits_first_then_meetings_then_bodies(client, site, body):
    user = delegate(body, seat="12")
    meeting = MeetingFactory(body=body, titles=labels("Spring meeting"))
    client.force_login(user)
    said = main(client)
    asked = said.index(f"/en/extranet/meetings/{meeting.pk}/#reply-")
    assert asked < said.index('id="meetings"') < said.index('id="bodies"')
    assert said.count("Spring meeting") == 2
    for word in ("Wombat board", "Member", "seat 12"):
        assert word in said


def test_an_empty_overview_says_so_in_words(client, site, body):
    client.force_login(delegate(body))
    said = main(client)
    assert "Nothing at present." in said
    assert "No meeting is convened at present." in said


def test_a_term_that_ends_soon_is_announced(client, site, body):
    today = timezone.localdate()
    user = delegate(body, starts_on=today - DAY, ends_on=today + 30 * DAY)
    client.force_login(user)
    assert "Your last day:" in main(client)
    Mandate.objects.update(ends_on=today + 300 * DAY)
    assert "Your last day:" not in main(client)
    # Another mandate that goes on keeps the way open.
    Mandate.objects.update(ends_on=today + 30 * DAY)
    MandateFactory(body=body, person=user.person, role="substitute", ends_on=None)
    assert "Your last day:" not in main(client)


def test_drafts_wait_for_no_delegate_and_past_meetings_are_not_next(client, site, body):
    MeetingFactory(body=body, titles=labels("Quokka draft"), state="draft", convened_at=None)
    MeetingFactory(body=body, titles=labels("Quokka past"), days=-30)
    for role in (Mandate.Role.MEMBER, Mandate.Role.CHAIR):
        client.force_login(delegate(body, role))
        assert "Quokka" not in main(client)


def test_a_guest_by_name_is_told_what_is_open(client, site, body):
    meeting = MeetingFactory(body=body, titles=labels("Spring meeting"))
    other = MeetingFactory(body=body, titles=labels("Quokka"))
    document = DocumentFactory(body=body, title="Shared paper")
    user = delegate()
    until = timezone.now() + DAY
    MeetingGuest.objects.create(meeting=meeting, person=user.person, until=until)
    Share.objects.create(document=document, person=user.person, until=until)
    client.force_login(user)
    said = main(client)
    for word in ("You are a guest", "Spring meeting", "Shared paper"):
        assert word in said
    assert other.title not in said
    MeetingGuest.objects.update(until=timezone.now())
    Share.objects.update(until=timezone.now())
    said = main(client)
    assert "Nothing is open to you at present" in said
    assert "Spring" not in said


def test_the_secretariat_sees_every_body_and_what_it_needs(client, site, body):
    BodyRule.objects.create(body=body, kind=BodyRule.Kind.SEATS, value=3)
    today = timezone.localdate()
    MandateFactory(body=body, starts_on=today - DAY, ends_on=today + 20 * DAY)
    private = BodyFactory(public=False, labels=labels("Numbat group"))
    client.force_login(secretary())
    said = main(client)
    assert "2 seats are free." in said
    assert "1 term ends within three months" in said
    assert f"/en/extranet/bodies/{private.code}/" in said
    assert "You are a guest" not in said


def test_what_waits_without_a_day_says_so(client, site, body):
    user = secretary()
    minutes = Minutes.objects.create(meeting=MeetingFactory(body=body, days=-30), language="en")
    revision = MinutesRevision.objects.create(minutes=minutes, number=1, text="We met.")
    person = delegate(body).person
    Minutes.objects.update(state=Minutes.State.CIRCULATED)
    Correction.objects.create(minutes=minutes, revision=revision, person=person, text="Not so.")
    client.force_login(user)
    page = client.get("/en/extranet/")
    assert page.status_code == 200
    assert "No date set" in page.content.decode()


def test_nothing_needs_attention(client, site):
    client.force_login(secretary())
    assert "Nothing: every seat is taken and every rule is kept." in main(client)


def test_an_auditor_is_led_to_the_logs(client, site, body):
    office = BodyFactory(code="audit", kind=Body.Kind.OFFICE)
    client.force_login(delegate(office, Mandate.Role.AUDITOR))
    said = main(client)
    assert f"/en/extranet/bodies/{body.code}/log/" in said
    assert "/en/extranet/log/" in said
    client.force_login(delegate(body, Mandate.Role.AUDITOR))
    said = main(client)
    assert f"/en/extranet/bodies/{body.code}/log/" in said
    assert "/en/extranet/log/" not in said


def test_who_has_no_right_is_told_so_and_whom_to_write_to(client, site, body, django_user_model):
    superuser = django_user_model.objects.create_superuser("root@example.org", "password")
    for user in (UserFactory(), superuser, delegate()):
        client.force_login(user)
        said = main(client)
        assert "Nothing is open to you at present" in said
        assert "write to" in said
        assert "Wombat" not in said


def test_what_was_and_what_will_be_is_said(client, site, body):
    today = timezone.localdate()
    user = delegate(body, starts_on=today - 99 * DAY, ends_on=today - DAY)
    later = BodyFactory(labels=labels("Numbat group"))
    MandateFactory(body=later, person=user.person, starts_on=today + DAY)
    client.force_login(user)
    said = main(client)
    assert "Your last mandate (Wombat board, member) ended on" in said
    assert "Your next mandate (Numbat group, member) begins on" in said


def test_an_account_of_nobody_in_the_directory(client, site):
    client.force_login(UserFactory())
    assert "not linked to a person of the directory" in main(client)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_it(client, site, body, language):
    MeetingFactory(body=body)
    DocumentFactory(body=body)
    people = (delegate(body), delegate(body, "guest"), secretary(), UserFactory(), delegate())
    for user in people:
        client.force_login(user)
        response = client.get(f"/{language}/extranet/")
        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.content.decode()


def things(body, count: int, person) -> None:
    """Add so many of everything that the page may show."""
    for _n in range(count):
        MeetingFactory(body=body)
        DocumentFactory(body=body)
        MandateFactory(body=body, ends_on=timezone.localdate() + 20 * DAY)
        document = DocumentFactory()
        Share.objects.create(document=document, person=person, until=timezone.now() + DAY)


@pytest.mark.parametrize("who", ["delegate", "secretary"])
def test_the_queries_do_not_grow(client, site, body, django_assert_max_num_queries, who):
    user = delegate(body) if who == "delegate" else secretary()
    person = user.person if who == "delegate" else PersonFactory(user=user)
    BodyRule.objects.create(body=body, kind=BodyRule.Kind.SEATS, value=3)
    client.force_login(user)
    counts = []
    for more in (2, 18):
        things(body, more, person)
        client.get(URL)
        with django_assert_max_num_queries(25) as asked:
            assert client.get(URL).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
