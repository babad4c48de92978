"""From an editor's draft to publication, by way of a coordinator."""

import pytest
from django.core import mail
from django.urls import reverse

from home.models import StatementPage
from tests.factories.pages import make_statement
from tests.home.editing import colleague, edit_url, signed_in, statement_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "unindexed")]


@pytest.fixture
def editor(site, roles):
    return colleague("editors", language="es")


@pytest.fixture
def coordinator(site, roles):
    return colleague("coordinators", language="fr")


def act(client, page, action, comment=""):
    """Approve or send back the page's draft, as the admin's dialogue does."""
    task_state = page.current_workflow_task_state
    return client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task_state.pk]),
        {"comment": comment},
    )


def submit(client, page, **changes):
    client.post(edit_url(page), statement_form(page, **changes) | {"action-submit": "1"})
    return StatementPage.objects.get(pk=page.pk)


def test_the_whole_way(editor, coordinator):
    page = make_statement(live=False, owner=editor)
    writes, approves = signed_in(editor), signed_in(coordinator)

    page = submit(writes, page, title="Peace now")
    assert page.workflow_in_progress
    assert not page.live
    assert "Peace now" in approves.get("/admin/").content.decode()
    assert [message.to for message in mail.outbox] == [[coordinator.email]]
    mail.outbox.clear()

    act(approves, page, "reject", "Say who adopted it.")
    page = StatementPage.objects.get(pk=page.pk)
    assert page.current_workflow_state.status == "needs_changes"
    assert "Say who adopted it." in writes.get("/admin/").content.decode()
    assert [message.to for message in mail.outbox] == [[editor.email]]

    writes.post(
        edit_url(page),
        statement_form(page, title="Peace now, the board says")
        | {"action-workflow-action": "1", "workflow-action-name": "resubmit"}
        | {"action-submit": "1"},
    )
    page = StatementPage.objects.get(pk=page.pk)
    assert page.current_workflow_state.status == "in_progress"

    act(approves, page, "approve")
    page = StatementPage.objects.get(pk=page.pk)
    assert page.live
    assert page.title == "Peace now, the board says"
    assert not page.workflow_in_progress


def test_messages_speak_the_language_of_their_reader(editor, coordinator):
    page = make_statement(live=False, owner=editor)
    page = submit(signed_in(editor), page, title="Peace now")
    to_french = next(m for m in mail.outbox if m.to == [coordinator.email])
    assert "a été soumise" in to_french.subject
    act(signed_in(coordinator), page, "reject", "No.")
    assert mail.outbox[-1].to == [editor.email]
    assert "ha sido" in mail.outbox[-1].subject


def test_an_editor_cannot_approve(editor, coordinator):
    page = make_statement(live=False, owner=editor)
    client = signed_in(editor)
    page = submit(client, page)
    act(client, page, "approve")
    assert not StatementPage.objects.get(pk=page.pk).live


def test_the_secretariat_approves_too(editor):
    page = make_statement(live=False, owner=editor)
    page = submit(signed_in(editor), page)
    act(signed_in(colleague("secretariat")), page, "approve")
    assert StatementPage.objects.get(pk=page.pk).live


def test_a_coordinator_publishes_without_the_way_round(coordinator):
    page = make_statement(live=False)
    signed_in(coordinator).post(
        edit_url(page), statement_form(page) | {"action-publish": "action-publish"}
    )
    assert StatementPage.objects.get(pk=page.pk).live
