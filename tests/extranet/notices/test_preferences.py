"""One's own e-mails and calendar, and what the secretariat sees of the e-mails."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from cms.directory.models import Mandate
from extranet.core.standing import standing_of
from extranet.core.todo import todos_for
from extranet.meetings.models import CalendarToken
from extranet.meetings.services import calendar
from extranet.notices.kinds import declinable
from extranet.notices.models import Notice, NoticePreference
from extranet.notices.services.notices import tell
from tests.extranet.notices.mails import CANARY, labels
from tests.factories.directory import BodyFactory, UserFactory
from tests.factories.extranet import MeetingFactory, delegate, secretary

pytestmark = pytest.mark.django_db
State = Notice.State


def url(name: str, language: str = "en", *args) -> str:
    with translation.override(language):
        return reverse(f"extranet:{name}", args=args)


@pytest.fixture
def reader(client):
    user = delegate(BodyFactory(), Mandate.Role.CHAIR)
    client.force_login(user)
    return user


@pytest.fixture
def office(client):
    user = secretary()
    client.force_login(user)
    return user


def stuck(state=State.FAILED, count: int = 1, **fields) -> Notice:
    """Return the last of some notices about meetings with the canary's word."""
    body = BodyFactory(labels=labels())
    user = delegate(body)
    for _number in range(count):
        tell([user], "convocation", MeetingFactory(body=body, titles=labels(), venue=CANARY))
    Notice.objects.filter(user=user).update(state=state, **fields)
    return Notice.objects.filter(user=user).last()


# --- Preferences ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["preferences", "emails"])
def test_nobody_sees_them_without_signing_in(client, name):
    response = client.get(url(name))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_page_in_every_language(client, reader, language, site):
    response = client.get(url("preferences", language))
    assert response.status_code == 200
    html = response.content.decode()
    assert f'<html lang="{language}"' in html
    assert html.count('name="wanted"') == len(declinable())
    assert html.count("checked") == len(declinable()) + 1
    assert "no-store" in response["Cache-Control"]


def test_choosing_a_rhythm_and_declining(client, reader):
    wanted = [code for code in declinable() if code != "decision"]
    response = client.post(url("preferences"), {"rhythm": "daily", "wanted": wanted})
    assert response.status_code == 302
    row = NoticePreference.objects.get(user=reader)
    assert (row.rhythm, row.declined) == ("daily", ["decision"])
    html = client.get(url("preferences")).content.decode()
    assert html.count("checked") == len(declinable())
    assert 'value="daily" required id="id_rhythm_1" checked' in html


def test_a_choice_that_there_is_not_is_refused(client, reader):
    response = client.post(
        url("preferences"), {"rhythm": "hourly", "wanted": ["convocation", "nonsense"]}
    )
    assert response.status_code == 200
    assert 'class="error-summary"' in response.content.decode()
    assert not NoticePreference.objects.exists()


def test_declining_everything_leaves_what_everybody_must_know(client, reader):
    client.post(url("preferences"), {"rhythm": "at_once"})
    assert NoticePreference.objects.get().declined == sorted(declinable())


def test_who_keeps_no_body_is_not_asked_about_keeping_one(client):
    client.force_login(delegate(BodyFactory()))
    html = client.get(url("preferences")).content.decode()
    assert "A seat is vacant" not in html
    assert "A meeting must be convened" not in html
    client.post(url("preferences"), {"rhythm": "at_once"})
    assert "vacancy" not in NoticePreference.objects.get().declined


def test_the_account_page_leads_to_it_for_who_is_in_the_extranet(client, reader):
    account = reverse("account_overview")
    assert url("preferences") in client.get(account).content.decode()
    client.force_login(UserFactory())
    assert url("preferences") not in client.get(account).content.decode()


def test_the_address_of_the_calendar_is_shown_once(client, reader):
    response = client.post(url("calendar-address"), {"make": "1"})
    assert response.status_code == 200
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    html = response.content.decode()
    address = html.split('value="http')[1].split('"')[0]
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert calendar.user_of(token) == reader
    assert f"webcal{address.removeprefix('s')}" in html
    assert token not in client.get(url("preferences")).content.decode()
    assert CalendarToken.objects.get().user == reader


def test_a_new_address_and_none(client, reader):
    client.post(url("calendar-address"), {"make": "1"})
    first = CalendarToken.objects.get().digest
    client.post(url("calendar-address"), {"make": "1"})
    assert CalendarToken.objects.get().digest != first
    assert client.post(url("calendar-address"), {"revoke": "1"}).status_code == 302
    assert not CalendarToken.objects.exists()
    assert client.get(url("calendar-address"))["Location"] == url("preferences")


# --- What the secretariat sees --------------------------------------------------------


@pytest.mark.parametrize("role", Mandate.Role.values)
def test_the_list_of_emails_is_the_secretariats_alone(client, role):
    notice = stuck()
    client.force_login(delegate(BodyFactory(), role))
    assert client.get(url("emails")).status_code == 404
    assert client.post(url("email-action", "en", notice.pk)).status_code == 404
    notice.refresh_from_db()
    assert notice.state == State.FAILED


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_list_shows_who_and_why_and_no_content(client, office, language, site):
    notice = stuck(error="550 no such mailbox", attempts=2)
    stuck(State.UNKNOWN)
    stuck(State.SENT)
    html = client.get(url("emails", language)).content.decode()
    assert notice.user.email in html
    assert "550 no such mailbox" in html
    assert html.count('class="notice-list__row"') == 2
    assert CANARY not in html


def test_the_list_without_anything(client, office):
    assert "Everything has gone out" in client.get(url("emails")).content.decode()


def test_the_list_can_be_narrowed(client, office):
    stuck(State.FAILED)
    stuck(State.WAITING, count=2)
    page = url("emails")
    assert client.get(page).context["paginator"].count == 3
    response = client.get(page, {"state": "waiting"})
    assert response.context["paginator"].count == 2
    assert response.context["clear_url"] == page
    assert client.get(page, {"state": "waiting", "kind": "paper"}).context["paginator"].count == 0
    assert client.get(page, {"state": "sent", "kind": "x"}).context["paginator"].count == 3


def test_sending_again(client, office, mailoutbox, django_capture_on_commit_callbacks):
    notice = stuck(State.UNKNOWN)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            url("email-action", "en", notice.pk), {"again": "1", "next": "//evil.example/"}
        )
    assert response["Location"] == url("emails")
    notice.refresh_from_db()
    assert notice.state == State.SENT
    assert len(mailoutbox) == 1
    response = client.post(url("email-action", "en", notice.pk), {"again": "1"}, follow=True)
    assert "Nothing is left to be done" in response.content.decode()


def test_setting_aside(client, office):
    notice = stuck(State.FAILED)
    here = url("emails") + "?state=failed"
    response = client.post(
        url("email-action", "en", notice.pk), {"aside": "1", "next": here}, follow=True
    )
    assert response.redirect_chain[0][0] == here
    notice.refresh_from_db()
    assert notice.state == State.DROPPED


def test_the_pages_cost_the_same_with_many(client, office, django_assert_max_num_queries):
    client.get(url("emails"))
    stuck(State.FAILED, count=4)
    with django_assert_max_num_queries(25) as few:
        client.get(url("emails"))
    stuck(State.FAILED, count=40, claimed_at=timezone.now())
    with django_assert_max_num_queries(25) as many:
        client.get(url("emails"))
    assert len(few) == len(many)
    with django_assert_max_num_queries(25):
        client.get(url("preferences"))


def test_what_is_stuck_waits_for_the_secretariat_alone(office):
    assert not [item for item in todos_for(standing_of(office)) if item.kind == "emails"]
    stuck(State.FAILED, count=2)
    stuck(State.UNKNOWN)
    [item] = [item for item in todos_for(standing_of(office)) if item.kind == "emails"]
    assert item.text.startswith("3 notices")
    assert item.url == url("emails")
    chair = delegate(BodyFactory(), Mandate.Role.CHAIR)
    assert not [item for item in todos_for(standing_of(chair)) if item.kind == "emails"]
