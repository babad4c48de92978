"""An event has one beginning, end, zone and cancellation in all its languages, at once."""

import datetime

import icalendar
import pytest
from django.db.models import F
from django.utils.translation import override

from cms.core.templatetags.kit import language_in_sentence
from cms.translation.models import IndependentText
from cms.translation.services.independence import end_translation
from cms.translation.source import translation_of
from home.event_facts import FACTS
from home.models import EventIndexPage, EventPage
from search.models import Entry
from tests.factories.pages import make_event, section, translate
from tests.home.editing import (
    colleague,
    edit_url,
    publish_translation,
    published,
    signed_in,
    start_translation,
    translate_texts,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]
UTC = datetime.UTC
NINE = datetime.datetime(2037, 5, 1, 13, 0, tzinfo=UTC)
HOUR = datetime.timedelta(hours=1)
TIMES = {"starts_at": NINE, "ends_at": NINE + 8 * HOUR, "time_zone": "America/Santiago"}
MOVED = {"starts_at": NINE - HOUR, "ends_at": NINE + HOUR, "time_zone": "Europe/Lisbon"}


def facts(page) -> tuple:
    page = EventPage.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    rows = [(row.starts_at, row.ends_at, row.time_zone, row.cancelled) for row in (page, draft)]
    assert rows[0] == rows[1]
    return rows[0]


def calendar_of(client, page):
    data = icalendar.Calendar.from_ical(client.get(page.url + "calendar/").content)
    (row,) = data.walk("VEVENT")
    return data, row


@pytest.fixture
def pair(site, coordinator):
    """An event, and its French translation, both published."""
    page = make_event(title="Congress", **TIMES)
    draft, record = start_translation(page, "fr")
    browser = signed_in(coordinator)
    translate_texts(browser, record)
    publish_translation(browser, draft)
    # Calendars count changes by the second.
    rows = EventPage.objects.filter(translation_key=page.translation_key)
    rows.update(last_published_at=F("last_published_at") - HOUR)
    french = rows.get(pk=draft.pk)
    assert french.live
    return EventPage.objects.get(pk=page.pk), french


def move(page, **changes):
    for name, value in (MOVED | changes).items():
        setattr(page, name, value)
    return published(page)


def test_a_moved_event_has_moved_in_every_language_whatever_waits_for_translators(client, pair):
    page, french = pair
    _data, before = calendar_of(client, french)
    # New words besides: the translation is not complete any more.
    page.title = "Congress of Lisbon"
    move(page, summary="Other words.")
    expected = (MOVED["starts_at"], MOVED["ends_at"], "Europe/Lisbon", False)
    assert facts(page) == facts(french) == expected
    french.refresh_from_db()
    assert french.title == "Congress (fr)"
    html = client.get(french.url).content.decode()
    assert 'datetime="2037-05-01T13:00+01:00"' in html
    listing = client.get(section(EventIndexPage, "fr").url).content.decode()
    assert 'datetime="2037-05-01T13:00+01:00"' in listing
    _data, after = calendar_of(client, french)
    assert after["DTSTART"].dt.astimezone(UTC) == MOVED["starts_at"]
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_a_cancelled_event_is_cancelled_in_every_language(client, pair):
    page, french = pair
    page.title = "Congress, cancelled"
    move(page, **TIMES, cancelled=True)
    data, row = calendar_of(client, french)
    assert (data["METHOD"], row["STATUS"]) == ("CANCEL", "CANCELLED")
    entries = Entry.objects.alive().filter(kind="event", object_id=str(page.translation_key))
    assert {entry.language: entry.extra["cancelled"] for entry in entries} == {
        "en": True,
        "fr": True,
    }


def test_a_draft_of_the_source_moves_nothing_yet(pair):
    page, french = pair
    page.starts_at = MOVED["starts_at"]
    page.save_revision()
    assert facts(french) == (*TIMES.values(), False)


def test_an_old_draft_of_a_translation_moves_nothing_back(pair):
    page, french = pair
    old = french.get_latest_revision()
    old_content = dict(old.content)
    move(page)
    old.refresh_from_db()
    old.content = old_content
    old.save()
    old.publish()
    assert facts(french) == facts(page) == (*MOVED.values(), False)


def test_a_copy_made_by_hand_and_an_independent_text_follow_too(pair, coordinator):
    page, french = pair
    end_translation(translation=translation_of(french), user=coordinator, reason="Its own")
    assert IndependentText.objects.filter(page_id=french.pk).exists()
    spanish = translate(page, "es")
    move(page)
    assert facts(french) == facts(spanish) == (*MOVED.values(), False)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_copy_shows_the_times_of_its_source_and_leaves_them(site, language):
    page = make_event(**TIMES)
    french = translate(page, "fr")
    client = signed_in(colleague("superuser", language=language))
    form = client.get(edit_url(french)).context["form"]
    assert {name for name, field in form.fields.items() if field.disabled} == set(FACTS)
    with override(language):
        english = language_in_sentence("en")
    assert all(english in str(form.fields[name].help_text) for name in FACTS)
    own = client.get(edit_url(page)).context["form"]
    assert not [name for name, field in own.fields.items() if field.disabled]


def test_where_the_source_is_not_public_a_copy_says_it_itself(site):
    page = make_event(live=False, **TIMES)
    french = translate(page, "fr")
    client = signed_in(colleague("superuser"))
    form = client.get(edit_url(french)).context["form"]
    assert not form.fields["starts_at"].disabled
    move(french)
    assert facts(french) == (*MOVED.values(), False)
    assert facts(page) == facts(french)
