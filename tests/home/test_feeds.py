import datetime
import xml.etree.ElementTree as ET
from urllib.parse import unquote

import icalendar
import pytest

from home.models import EventIndexPage, EventPage, StatementIndexPage
from tests.factories.directory import TopicFactory
from tests.factories.pages import make_event, make_statement, section, translate

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.content)
    return root, [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def test_each_language_has_a_feed_newest_first(client, site):
    old = make_statement(title="Old", date=datetime.date(2020, 1, 1))
    make_statement(title="New", date=datetime.date(2024, 1, 1))
    make_statement(title="Draft", live=False)
    translate(old, "fr", title="Ancien")
    root, titles = entries(client, section(StatementIndexPage).url + "feed/")
    assert titles == ["New", "Old"]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    _root, titles = entries(client, section(StatementIndexPage, "fr").url + "feed/")
    assert titles == ["Ancien"]


def test_a_topic_has_a_feed_and_an_unknown_one_has_none(client, site):
    topic = TopicFactory(code="peace")
    make_statement(title="Ceasefire", topics=[topic])
    make_statement(title="Other")
    url = section(StatementIndexPage).url
    assert entries(client, f"{url}feed/peace/")[1] == ["Ceasefire"]
    assert client.get(f"{url}feed/nothing/").status_code == 404


def test_entries_carry_full_addresses_and_stay_the_same_when_the_slug_changes(client, site):
    page = make_statement()
    url = section(StatementIndexPage).url + "feed/"
    entry = entries(client, url)[0].find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == page.full_url
    before = entry.findtext(f"{ATOM}id")
    page.slug = "renamed"
    page.save_revision().publish()
    assert entries(client, url)[0].find(f"{ATOM}entry").findtext(f"{ATOM}id") == before


def test_an_event_is_a_calendar_file_in_its_own_time_zone(client, site):
    event = make_event(title="Congress", venue="Lisbon", time_zone="Europe/Lisbon")
    answer = client.get(event.url + "calendar/")
    assert answer["Content-Type"].startswith("text/calendar")
    (found,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert found["SUMMARY"] == "Congress"
    assert found["DTSTART"].params["TZID"] == "Europe/Lisbon"
    assert found["DTSTART"].dt == event.starts_at
    assert found["URL"] == event.full_url
    assert found["LOCATION"] == "Lisbon"


def test_a_calendar_file_keeps_its_name_in_any_writing(client, site):
    event = make_event(slug="اجتماع-prüfung")
    sent = client.get(event.url + "calendar/")["Content-Disposition"]
    assert sent.startswith("attachment; filename*=utf-8''")
    assert unquote(sent.partition("''")[2]) == "اجتماع-prüfung.ics"


def test_a_cancelled_event_says_so_in_the_calendar(client, site):
    event = make_event()
    event.save_revision().publish()
    before = icalendar.Calendar.from_ical(client.get(event.url + "calendar/").content)
    assert before["METHOD"] == "PUBLISH"
    EventPage.objects.update(
        cancelled=True, last_published_at=event.last_published_at + datetime.timedelta(minutes=1)
    )
    after = icalendar.Calendar.from_ical(client.get(event.url + "calendar/").content)
    assert after["METHOD"] == "CANCEL"
    ((old,), (new,)) = (cal.walk("VEVENT") for cal in (before, after))
    assert (old["STATUS"], new["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert new["UID"] == old["UID"]
    assert new["SEQUENCE"] > old["SEQUENCE"]
    assert new["LAST-MODIFIED"].dt > old["LAST-MODIFIED"].dt
    # To those who subscribed the rest still stands.
    feed = client.get(section(EventIndexPage).url + "calendar/").content
    assert icalendar.Calendar.from_ical(feed)["METHOD"] == "PUBLISH"


def test_an_event_is_the_same_from_every_host(client, site):
    event = make_event()
    found = set()
    for host in ("localhost", "testserver"):
        answer = client.get(event.url + "calendar/", headers={"host": host})
        (row,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
        found.add(str(row["UID"]))
    assert found == {f"{event.translation_key}@localhost"}


def test_the_calendar_holds_what_is_coming_once_in_any_language(client, site):
    coming = make_event(title="Coming")
    make_event(title="Past", days=-30)
    french = translate(coming, "fr", title="À venir")
    calendars = [
        icalendar.Calendar.from_ical(
            client.get(section(EventIndexPage, code).url + "calendar/").content
        )
        for code in ("en", "fr")
    ]
    events = [calendar.walk("VEVENT") for calendar in calendars]
    assert [[str(e["SUMMARY"]) for e in found] for found in events] == [["Coming"], [french.title]]
    assert events[0][0]["UID"] == events[1][0]["UID"]


@pytest.mark.parametrize("section_too", [False, True])
def test_an_event_of_whole_days_is_one_in_calendars(client, site, section_too):
    midnight = datetime.datetime(2037, 5, 1, 4, tzinfo=datetime.UTC)
    # Three days in Santiago, until a minute before midnight.
    ends = midnight + datetime.timedelta(days=3, minutes=-1)
    event = make_event(starts_at=midnight, ends_at=ends, time_zone="America/Santiago")
    address = section(EventIndexPage).url if section_too else event.url
    calendar = icalendar.Calendar.from_ical(client.get(address + "calendar/").content)
    (found,) = calendar.walk("VEVENT")
    assert found["DTSTART"].dt == datetime.date(2037, 5, 1)
    assert found["DTEND"].dt == datetime.date(2037, 5, 4)
    assert calendar.walk("VTIMEZONE") == []
