"""The admin form of events: times by the clock of the event's zone, whatever the editor's."""

import datetime

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.models import EventIndexPage, EventPage
from tests.factories.pages import make_event, section
from tests.home.editing import colleague, edit_url, signed_in, start_translation

pytestmark = pytest.mark.django_db
UTC = datetime.UTC
NINE = datetime.datetime(2027, 5, 1, 13, 0, tzinfo=UTC)


@pytest.fixture
def event(site):
    return make_event(
        starts_at=NINE, ends_at=NINE + datetime.timedelta(hours=8), time_zone="America/Santiago"
    )


@pytest.fixture
def editor():
    """Somebody who may do everything, by the clocks of Tokyo."""
    return colleague("superuser", time_zone="Asia/Tokyo")


def shown(client, page) -> dict:
    """Return what the editor's fields of time show."""
    form = client.get(edit_url(page)).context["form"]
    return {
        name: form[name].field.widget.format_value(form[name].value())
        for name in ("starts_at", "ends_at", "time_zone")
    }


def form_data(**changes) -> dict:
    fields = {
        "title": "Congress",
        "slug": "congress",
        "summary": "A summary.",
        "kind": "conference",
        "time_zone": "America/Santiago",
        "starts_at": "2027-05-01 09:00",
        "ends_at": "2027-05-01 17:00",
        "place": "",
        "venue": "",
        "online_url": "",
        "image": "",
        "image_alt": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    return fields | nested_form_data({"body": streamfield([])}) | changes


def save(client, page, **changes):
    return client.post(edit_url(page), form_data(slug=page.slug, **changes))


def test_the_hour_is_that_of_the_place_for_an_editor_elsewhere(client, event, editor):
    client = signed_in(editor)
    assert shown(client, event) == {
        "starts_at": "2027-05-01 09:00",
        "ends_at": "2027-05-01 17:00",
        "time_zone": "America/Santiago",
    }
    html = client.get(edit_url(event)).content.decode()
    assert html.count("By the clocks of the time zone chosen here.") >= 2
    answer = save(client, event, starts_at="2027-05-01 10:30", **{"action-publish": "1"})
    assert answer.status_code == 302, answer.context["form"].errors
    event.refresh_from_db()
    assert event.starts_at == datetime.datetime(2027, 5, 1, 14, 30, tzinfo=UTC)
    assert event.local_start.hour == 10
    assert shown(client, event)["starts_at"] == "2027-05-01 10:30"


def test_a_new_event_is_at_the_hour_that_was_typed(site, editor):
    client = signed_in(editor)
    parent = section(EventIndexPage)
    url = reverse("wagtailadmin_pages:add", args=["home", "eventpage", parent.pk])
    answer = client.post(url, form_data())
    assert answer.status_code == 302, answer.context["form"].errors
    page = EventPage.objects.get(slug="congress").get_latest_revision_as_object()
    assert page.starts_at == NINE
    assert page.local_start.hour == 9


def test_another_zone_means_the_same_clock_there(event, editor):
    client = signed_in(editor)
    save(client, event, time_zone="Europe/Lisbon", **{"action-publish": "1"})
    event.refresh_from_db()
    assert event.starts_at == datetime.datetime(2027, 5, 1, 8, 0, tzinfo=UTC)
    assert event.local_start.hour == 9


def test_a_draft_keeps_the_moment_until_it_is_published(event, editor):
    client = signed_in(editor)
    save(client, event, starts_at="2027-05-01 08:00")
    event.refresh_from_db()
    assert event.starts_at == NINE
    assert shown(client, event)["starts_at"] == "2027-05-01 08:00"
    draft = event.get_latest_revision_as_object()
    assert draft.starts_at == NINE - datetime.timedelta(hours=1)
    event.get_latest_revision().publish()
    event.refresh_from_db()
    assert event.starts_at == draft.starts_at


def test_seconds_that_were_imported_are_kept(event, editor):
    ends = datetime.datetime(2027, 5, 2, 3, 59, 59, tzinfo=UTC)
    EventPage.objects.update(ends_at=ends)
    event.refresh_from_db()
    event.save_revision().publish()
    client = signed_in(editor)
    assert shown(client, event)["ends_at"] == "2027-05-01 23:59"
    save(client, event, ends_at="2027-05-01 23:59", title="Other", **{"action-publish": "1"})
    event.refresh_from_db()
    assert (event.title, event.ends_at) == ("Other", ends)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_hours_that_are_skipped_or_come_twice_are_said_and_kept(event, editor, language):
    editor.language = language
    editor.save()
    client = signed_in(editor)
    times = {"time_zone": "Europe/Brussels", "ends_at": "2027-12-01 10:00"}
    for typed, code in (("2027-03-28 02:30", "never"), ("2027-10-31 02:30", "twice")):
        answer = save(client, event, starts_at=typed, **times)
        form = answer.context["form"]
        assert form.has_error("starts_at", code)
        assert f'value="{typed}"' in answer.content.decode()
        assert ("starts_at-which" in answer.content.decode()) == (code == "twice")
    answer = save(client, event, starts_at=typed, **times, **{"starts_at-which": "1"})
    assert answer.status_code == 302
    event.refresh_from_db()
    draft = event.get_latest_revision_as_object()
    assert draft.starts_at == datetime.datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_an_unknown_zone_is_said_and_nothing_breaks(event, editor):
    answer = save(signed_in(editor), event, time_zone="Nowhere/At_all")
    assert list(answer.context["form"].errors) == ["time_zone"]


def test_opening_and_saving_is_no_change(event, editor):
    event.save_revision().publish()
    client = signed_in(editor)
    form = client.get(edit_url(event)).context["form"]
    sent = form_data(slug=event.slug, title=event.title)
    again = type(form)(sent, instance=event, for_user=editor, parent_page=event.get_parent())
    assert not {"starts_at", "ends_at", "time_zone"} & set(again.changed_data)


def test_a_translation_takes_place_at_the_same_moment(event, editor):
    draft, record = start_translation(event, "fr", editor)
    assert (draft.starts_at, draft.time_zone) == (NINE, "America/Santiago")
    save(signed_in(editor), event, starts_at="2027-05-01 08:00", **{"action-publish": "1"})
    event.refresh_from_db()
    record.source.update_from_db()
    record.save_target(publish=False)
    draft.refresh_from_db()
    draft = draft.get_latest_revision_as_object()
    assert draft.starts_at == event.starts_at == NINE - datetime.timedelta(hours=1)


def test_a_preview_shows_the_hour_that_is_typed(event, editor):
    client = signed_in(editor)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[event.pk])
    answer = client.post(url, form_data(slug=event.slug, starts_at="2027-05-01 08:15"))
    assert answer.json()["is_valid"]
    assert "8:15" in client.get(url).content.decode()
