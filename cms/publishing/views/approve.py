"""One small screen to approve a draft or to send it back, from an e-mail or the dashboard."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TaskState

from cms.publishing import four_eyes
from cms.publishing.errors import PublicationRefused
from cms.publishing.services.approvals import decide
from cms.publishing.services.comparison import changes_of
from cms.publishing.wording import unchanged_run, wording_of


def approve(request, page_id: int):
    """Show what waits, and carry out what is decided: `approve` or `reject`, with a comment."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    state = page.current_workflow_task_state
    if state is None or not _is_open(state):
        return _closed(request, page)
    task, revision = state.task.specific, page.get_latest_revision()
    comment = request.POST.get("comment", "")
    if request.method == "POST":
        reasons = _decide(request, state, task, page, revision, comment)
        if not reasons:
            return HttpResponseRedirect(reverse("wagtailadmin_home"))
        for reason in reasons:
            messages.error(request, reason)
    # The page that is shown is read anew: what was refused may have touched the one in memory.
    page = Page.objects.select_related("locale").get(pk=page.pk).specific
    context = {
        "page_title": _("To approve"),
        "page": page,
        "title": page.get_admin_display_title(),
        "state": state,
        "revision": revision,
        "author": unchanged_run(revision)[-1].user,
        "wording": wording_of(revision),
        "changes": changes_of(page, revision, request),
        "actions": {name for name, _label, _modal in task.get_actions(page, request.user)},
        "wrote_it": four_eyes.last_editor(page, revision) == request.user.pk,
        "comment": comment,
    }
    return render(request, "publishing/admin/approve.html", context)


def _is_open(state: TaskState) -> bool:
    return state.status == TaskState.STATUS_IN_PROGRESS


def _closed(request, page: Page):
    """Return to the dashboard with the news: somebody was faster, or it was taken back."""
    message = _("“%(title)s” does not wait for approval any more.")
    messages.warning(request, message % {"title": page.get_admin_display_title()})
    return HttpResponseRedirect(reverse("wagtailadmin_home"))


def _decide(request, state, task, page, revision, comment: str) -> list[str]:
    """Do what was decided; return why it was not done, nothing where it was."""
    action, title = request.POST.get("action"), page.get_admin_display_title()
    if action not in ("approve", "reject"):
        return [_("Choose whether to approve it or to send it back.")]
    if request.POST.get("wording") != wording_of(revision):
        return [_("The text was changed after you opened this page: read it again.")]
    if action == "reject" and not comment.strip():
        return [_("Write what has to be changed: the author will read it.")]
    if action not in {name for name, _label, _modal in task.get_actions(page, request.user)}:
        try:
            four_eyes.refuse_last_editor(page, request.user, revision)
        except PublicationRefused as refusal:
            return refusal.reasons
        raise PermissionDenied
    try:
        decide(state=state, revision=revision, user=request.user, action=action, comment=comment)
    except PublicationRefused as refusal:
        return refusal.reasons
    messages.success(
        request, _said(action, TaskState.objects.get(pk=state.pk), page) % {"title": title}
    )
    return []


def _said(action: str, state: TaskState, page: Page) -> str:
    """Return what has happened, in words."""
    if action == "reject":
        return _("“%(title)s” was sent back.")
    if _is_open(state) or not Page.objects.get(pk=page.pk).live:
        return _("You approved “%(title)s”. It is not published yet.")
    return _("“%(title)s” was approved and published.")
