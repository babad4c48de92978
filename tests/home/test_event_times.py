"""Events typed before times meant the clock of the place: noted, listed once, checked."""

import csv
import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import PageLogEntry

from home.models import EventPage, EventTimeCheck
from tests.factories.pages import make_event, translate
from tests.home.editing import colleague, edit_url, signed_in
from tests.query_counts import warm_queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
note_events = import_module("home.migrations.0005_event_time_checks").note_events
NINE = datetime.datetime(2037, 5, 1, 13, 0, tzinfo=datetime.UTC)
PLACE = "America/Santiago"


def typed(zone: str, **fields):
    """Return an event that somebody with the clock of `zone` saved last."""
    times = {"starts_at": NINE, "ends_at": NINE + datetime.timedelta(hours=8), "time_zone": PLACE}
    page = make_event(**times | fields)
    revision = page.save_revision(user=colleague("superuser", time_zone=zone))
    if page.live:
        revision.publish()
    return EventPage.objects.get(pk=page.pk)


def noted() -> dict:
    note_events(apps, None)
    rows = EventTimeCheck.objects.values_list("translation_key", "typed_zone")
    return dict(rows)


def test_what_another_clock_may_have_typed_is_noted_once_and_stays(site, settings):
    settings.TIME_ZONE = "Europe/Brussels"
    tokyo, of_site = typed("Asia/Tokyo"), typed("")
    french = translate(tokyo, "fr")
    french.save_revision(user=colleague("superuser", time_zone="Asia/Tokyo")).publish()
    # In May clocks of New York and Santiago show the same.
    typed("America/New_York")
    typed(PLACE)
    imported = make_event(starts_at=NINE, ends_at=NINE, time_zone=PLACE)
    EventPage.objects.filter(pk=imported.pk).update(latest_revision=None)
    assert noted() == {
        tokyo.translation_key: "Asia/Tokyo",
        of_site.translation_key: "Europe/Brussels",
    }
    tokyo.refresh_from_db()
    assert tokyo.starts_at == NINE


def test_a_draft_of_another_time_is_noted(site):
    page = typed("America/New_York")
    assert noted() == {}
    # In December clocks of New York and Santiago differ.
    page.starts_at = datetime.datetime(2036, 12, 1, 9, tzinfo=datetime.UTC)
    page.save_revision(user=page.latest_revision.user)
    assert noted() == {page.translation_key: "America/New_York"}


def test_an_account_that_is_gone_had_the_clock_of_the_site(site):
    page = typed("Asia/Tokyo")
    page.latest_revision.user.delete()
    assert noted() == {page.translation_key: "UTC"}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_report_says_both_clocks_and_what_matters_comes_first(site, roles, language):
    past = {"starts_at": NINE.replace(year=2020), "ends_at": NINE.replace(year=2021)}
    typed("Asia/Tokyo", title="Old draft", live=False, **past)
    typed("Asia/Tokyo", title="Old", **past)
    french = translate(typed("Asia/Tokyo", title="Congress"), "fr")
    draft = typed("Asia/Tokyo", title="Draft", live=False)
    draft.starts_at = NINE + datetime.timedelta(minutes=30)
    draft.save_revision(user=draft.latest_revision.user)
    noted()
    client = signed_in(colleague("coordinators", language=language))
    answer = client.get(reverse("event_times"))
    titles = [page.draft_title for page in answer.context["object_list"]]
    assert sorted(titles[:2]) == ["Congress", "Draft"]
    assert titles[2:] == ["Old", "Old draft"]
    html = answer.content.decode()
    assert f'href="{edit_url(french)}"' not in html
    for shown in ("2037-05-01T09:00-04:00", "2037-05-01T22:00+09:00", "2037-05-01T09:30-04:00"):
        assert f'datetime="{shown}"' in html


def test_the_report_is_exported_as_other_reports_are(site, roles):
    typed("Asia/Tokyo", title="Congress", live=False)
    typed("Asia/Tokyo", title="Published")
    noted()
    client = signed_in(colleague("coordinators", language="fr"))
    answer = client.get(reverse("event_times"), {"export": "csv"})
    head, *rows = csv.reader(answer.getvalue().decode("utf-8-sig").splitlines())
    assert len(head) == 4
    by_title = {row[0]: row for row in rows}
    assert by_title.keys() == {"Congress", "Published"}
    for row in by_title.values():
        assert "2037" in row[1]
        assert "UTC−4" in row[1]
        assert "UTC+9" in row[2]
    assert by_title["Congress"][3] != by_title["Published"][3]
    assert client.get(reverse("event_times"), {"export": "xlsx"}).getvalue()[:2] == b"PK"


def test_what_was_checked_is_off_the_list_and_in_the_history(site, roles):
    page = typed("Asia/Tokyo")
    noted()
    user = colleague("coordinators")
    client = signed_in(user)
    url = reverse("event_times_checked", args=[page.pk])
    assert client.get(url).status_code == 405
    for _twice in range(2):
        assert client.post(url).status_code == 302
    [entry] = PageLogEntry.objects.filter(page=page.pk, action="home.event_times.checked")
    assert entry.user == user
    answer = client.get(reverse("event_times"))
    assert list(answer.context["object_list"]) == []
    # An event without a row is nothing that was checked.
    other = make_event()
    client.post(reverse("event_times_checked", args=[other.pk]))
    assert not PageLogEntry.objects.filter(page=other.pk, action="home.event_times.checked")


def test_an_editor_checks_nothing(site, roles):
    page = typed("Asia/Tokyo")
    noted()
    client = signed_in(colleague("editors"))
    client.post(reverse("event_times_checked", args=[page.pk]))
    assert EventTimeCheck.objects.get().checked_at is None
    assert client.get(reverse("event_times")).status_code == 302


def test_a_zone_that_is_no_more_breaks_nothing(site, roles):
    page = typed("Asia/Tokyo")
    EventTimeCheck.objects.create(translation_key=page.translation_key, typed_zone="Gone/Zone")
    html = signed_in(colleague("coordinators")).get(reverse("event_times")).content.decode()
    assert "Gone/Zone" in html


def test_the_report_costs_the_same_however_long(site, roles):
    client = signed_in(colleague("coordinators"))
    costs = []
    for _size in range(2):
        for _row in range(5):
            typed("Asia/Tokyo")
        EventTimeCheck.objects.all().delete()
        noted()
        costs.append(len(warm_queries_of(client, reverse("event_times"))))
    assert costs[0] == costs[1]
    assert costs[0] <= 20
