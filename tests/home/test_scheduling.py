"""Publishing and withdrawing from view by the clock."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from home.models import StatementPage
from tests.factories.pages import make_statement
from tests.home.editing import colleague, edit_url, signed_in, statement_form
from tests.home.test_workflow import act, submit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "unindexed")]

HOUR = datetime.timedelta(hours=1)


def typed(moment) -> str:
    """Return `moment` as it is typed into the editor."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def an_hour_passes(page):
    """Let the page's appointed moment be an hour ago."""
    revision = page.latest_revision or page.get_latest_revision()
    if revision.approved_go_live_at:
        revision.approved_go_live_at -= 2 * HOUR
        revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
        revision.save(update_fields=["approved_go_live_at", "content"])
    Page.objects.filter(pk=page.pk, expire_at__isnull=False).update(expire_at=timezone.now() - HOUR)


def fresh(page):
    return StatementPage.objects.get(pk=page.pk)


def test_a_coordinator_schedules_and_the_command_publishes(site, roles):
    page = make_statement(live=False)
    form = statement_form(page, go_live_at=typed(timezone.now() + HOUR))
    signed_in(colleague("coordinators")).post(edit_url(page), form | {"action-publish": "1"})
    assert not fresh(page).live
    call_command("publish_scheduled", verbosity=0)
    assert not fresh(page).live
    an_hour_passes(fresh(page))
    call_command("publish_scheduled", verbosity=0)
    assert fresh(page).live


def test_what_an_editor_scheduled_waits_for_approval_and_for_its_hour(site, roles):
    editor, coordinator = colleague("editors"), colleague("coordinators")
    page = make_statement(live=False, owner=editor)
    page = submit(signed_in(editor), page, go_live_at=typed(timezone.now() + HOUR))
    call_command("publish_scheduled", verbosity=0)
    assert page.latest_revision.approved_go_live_at is None
    act(signed_in(coordinator), page, "approve")
    page = fresh(page)
    assert not page.live
    assert page.approved_schedule
    an_hour_passes(page)
    call_command("publish_scheduled", verbosity=0)
    assert fresh(page).live


def test_a_page_expires(site, roles):
    page = make_statement(live=False)
    form = statement_form(page, expire_at=typed(timezone.now() + HOUR))
    signed_in(colleague("coordinators")).post(edit_url(page), form | {"action-publish": "1"})
    assert fresh(page).live
    an_hour_passes(fresh(page))
    call_command("publish_scheduled", verbosity=0)
    page = fresh(page)
    assert not page.live
    assert page.expired
