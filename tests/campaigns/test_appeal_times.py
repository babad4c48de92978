"""Times of appeals are typed by the clock of the site, whatever the coordinator's."""

import datetime

import pytest
from django.urls import reverse

from campaigns.models import Appeal
from tests.campaigns.test_admin import form
from tests.home.editing import colleague, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "roles")]
ADD = "/admin/snippets/campaigns/appeal/add/"


def test_times_are_by_the_clock_of_the_site_for_a_coordinator_elsewhere(campaign, settings):
    settings.TIME_ZONE = "Europe/Brussels"
    coordinator = signed_in(colleague("coordinators", time_zone="Asia/Tokyo"))
    page = coordinator.get(ADD).content.decode()
    assert page.count("By the clocks of Europe/Brussels.") == 3
    answer = coordinator.post(ADD, form(campaign, ends_at=""))
    assert answer.status_code == 302, answer.context["form"].errors
    appeal = Appeal.objects.get()
    eight = datetime.datetime(2026, 1, 1, 8, tzinfo=datetime.UTC)
    assert (appeal.organisations_from, appeal.ends_at) == (eight, None)
    address = reverse("wagtailsnippets_campaigns_appeal:edit", args=[appeal.pk])
    page = coordinator.get(address).content.decode()
    assert 'value="2026-01-01 09:00"' in page
    assert "= 17:00 your time (Asia/Tokyo)" in page.replace("\u00a0", " ")
    # What is opened and saved stays what it was.
    coordinator.post(address, form(campaign, ends_at=""))
    appeal.refresh_from_db()
    assert appeal.organisations_from == eight


@pytest.mark.parametrize(("typed", "code"), [("03-28", "never"), ("10-31", "twice")])
def test_hours_that_are_skipped_or_come_twice_are_said(campaign, settings, typed, code):
    settings.TIME_ZONE = "Europe/Brussels"
    coordinator = signed_in(colleague("coordinators"))
    sent = form(campaign, people_from=f"2027-{typed} 02:30")
    shown = coordinator.post(ADD, sent).context["form"]
    assert shown.has_error("people_from", code)
    assert f'value="2027-{typed} 02:30"' in str(shown["people_from"])
    if code == "twice":
        sent["people_from-which"] = "1"
        assert coordinator.post(ADD, sent).status_code == 302
        moment = datetime.datetime(2027, 10, 31, 1, 30, tzinfo=datetime.UTC)
        assert Appeal.objects.get().people_from == moment
