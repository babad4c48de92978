"""What is due goes out; what may not keeps nothing else waiting, and its people hear of it."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageLogEntry

from home.models import StatementPage
from tests.factories.pages import make_statement
from tests.home.editing import colleague, start_translation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "roles")]


def test_one_that_is_refused_keeps_nothing_waiting(capsys):
    writer = colleague("editors", language="fr")
    draft, _record = start_translation(make_statement(title="Peace"), "fr", user=writer)
    whole = make_statement(live=False, title="Bread")
    an_hour_ago = timezone.now() - datetime.timedelta(hours=1)
    for page, minutes in ((draft, 0), (whole, 1)):
        revision = page.get_latest_revision() or page.save_revision()
        revision.user = writer
        revision.approved_go_live_at = an_hour_ago + datetime.timedelta(minutes=minutes)
        revision.save()
    call_command("publish_scheduled")
    assert StatementPage.objects.get(pk=whole.pk).live
    draft = StatementPage.objects.get(pk=draft.pk)
    assert not draft.live
    assert draft.latest_revision.approved_go_live_at is None
    assert "“Peace” is not published in" in capsys.readouterr().err
    entry = PageLogEntry.objects.get(page=draft.pk, action="publishing.withhold")
    assert "Peace" in entry.data["reasons"][0]
    assert [message.to for message in mail.outbox] == [[writer.email]]
    assert mail.outbox[0].subject == "Non publié : Peace"
    assert "n’est pas publié" in mail.outbox[0].body
    assert f"/admin/pages/{draft.pk}/edit/" in mail.outbox[0].body
    call_command("publish_scheduled")
    assert len(mail.outbox) == 1


def test_a_dry_run_changes_nothing(capsys):
    page = make_statement(live=False)
    revision = page.save_revision()
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(hours=1)
    revision.save()
    call_command("publish_scheduled", dryrun=True)
    assert not StatementPage.objects.get(pk=page.pk).live
