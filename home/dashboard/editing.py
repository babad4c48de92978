"""Sections of the to-do list about writing, approving and publishing."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Exists
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.timezone import localdate, timedelta
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState, WorkflowState

from home.dashboard.rows import COUNTED, Row, Section, edit_url, page_rows, person
from home.dashboard.translations import desk_urls, running_translation
from home.models import StatementPage

LATELY = timedelta(days=30)


def to_review(user) -> Section:
    """Return the drafts that others have sent and the user may approve."""
    states = (
        TaskState.objects.reviewable_by(user)
        .select_related("revision", "workflow_state__requested_by")
        .order_by("started_at")[: COUNTED + 1]
    )
    states = list(states)
    urls = desk_urls(state.revision.object_id for state in states)
    rows = [
        Row(
            title=state.revision.object_str,
            url=urls.get(int(state.revision.object_id))
            or reverse("publishing_approve", args=[state.revision.object_id]),
            note=person(state.workflow_state.requested_by),
            moment=state.started_at,
        )
        for state in states
    ]
    return Section(
        "review", _("Waiting for your approval"), rows, reverse("wagtailadmin_reports:workflow")
    )


def returned(user) -> Section:
    """Return the user's drafts that came back with changes to make."""
    states = (
        WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user)
        .select_related("current_task_state__revision", "current_task_state__finished_by")
        .order_by("-current_task_state__finished_at")[: COUNTED + 1]
    )
    rows = [
        Row(
            title=state.current_task_state.revision.object_str,
            url=edit_url(state.object_id),
            note=state.current_task_state.comment or person(state.current_task_state.finished_by),
            moment=state.current_task_state.finished_at,
        )
        for state in states
        if state.current_task_state and state.current_task_state.revision
    ]
    return Section("returned", _("Came back to you with changes to make"), rows)


def drafts(user) -> Section:
    """Return the pages with unpublished changes that the user made last and sent nowhere."""
    under_way = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    pages = (
        Page.objects.filter(has_unpublished_changes=True, latest_revision__user=user)
        .exclude(pk__in=under_way.values_list(Cast("object_id", BigIntegerField())))
        .exclude(latest_revision__approved_go_live_at__isnull=False)
        .exclude(Exists(running_translation()))
        .order_by("-latest_revision_created_at")
    )
    return Section(
        "drafts", _("Your drafts"), page_rows(pages, moment="latest_revision_created_at")
    )


def scheduled() -> Section:
    """Return what is going to be published by itself, the next one first."""
    revisions = (
        Revision.page_revisions.filter(approved_go_live_at__isnull=False)
        .select_related("user")
        .order_by("approved_go_live_at")[: COUNTED + 1]
    )
    rows = [
        Row(
            title=revision.object_str,
            url=edit_url(revision.object_id),
            note=person(revision.user),
            moment=revision.approved_go_live_at,
        )
        for revision in revisions
    ]
    return Section("scheduled", _("Will be published by themselves"), rows)


def withdrawn() -> Section:
    """Return the positions that were withdrawn lately, each in one of its languages."""
    pages = StatementPage.objects.withdrawn_since(localdate() - LATELY)
    rows = page_rows(pages, moment="withdrawn_on", note=lambda page: page.withdrawal_reason)
    return Section("withdrawn", _("Withdrawn lately"), rows)
