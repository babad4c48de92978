"""The screen of one bundle: what is in it, what is missing, and what is done with it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from cms.publishing.bulk import AT_ONCE
from cms.publishing.errors import ReleaseRefused
from cms.publishing.forms import ReleasePagesForm
from cms.publishing.models import Release
from cms.publishing.services import release_contents, releases
from cms.publishing.tasks import release_due

PERMISSION = "publishing.change_release"
# Seconds between two looks of the page that watches.
REFRESH = 5


@permission_required(PERMISSION)
def release(request, pk: int):
    """Show a bundle; by POST, put a page into it."""
    row = get_object_or_404(Release, pk=pk)
    form = ReleasePagesForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            release_contents.add_pages(
                release=row, page=form.cleaned_data["page"], locales=form.cleaned_data["locales"]
            )
        except ReleaseRefused as refusal:
            _say(request, refusal)
        return _back(row)
    entries = _entries(row, request.user)
    context = {
        "page_title": row.name,
        "release": row,
        "form": form,
        "entries": entries,
        "left_out": release_contents.left_out(entries) if row.is_open else [],
        "is_complete": bool(entries) and not any(entry.reasons for entry in entries),
    }
    response = render(request, "publishing/admin/release.html", context)
    if row.state == Release.State.SCHEDULED and row.at <= timezone.now():
        # It is being carried out: look again until it is.
        response["Refresh"] = str(REFRESH)
    return response


@require_POST
@permission_required(PERMISSION)
def act(request, pk: int, action: str):
    """Release, schedule, unschedule or undo a bundle, or say why not."""
    row = get_object_or_404(Release, pk=pk)
    deeds = {
        "release": (releases.release_now, _("“%(name)s” was released: all of it is published.")),
        "schedule": (releases.schedule, _("“%(name)s” will be released by itself.")),
        "unschedule": (releases.unschedule, _("“%(name)s” waits again.")),
        "undo": (releases.undo, _("“%(name)s” was undone: readers have what they had before.")),
    }
    if action not in deeds:
        raise PermissionDenied
    deed, message = deeds[action]
    if action == "release" and row.is_open and row.items.count() > AT_ONCE:
        deed, message = _release_beside_request, _("“%(name)s” is being released.")
    try:
        deed(release=row, user=request.user)
    except ReleaseRefused as refusal:
        _say(request, refusal)
    else:
        messages.success(request, message % {"name": row.name})
    return _back(row)


@require_POST
@permission_required(PERMISSION)
def remove(request, pk: int, item_id: int):
    """Take a page out of a bundle that is open."""
    row = get_object_or_404(Release, pk=pk)
    if row.is_open:
        row.items.filter(pk=item_id).delete()
    return _back(row)


def _release_beside_request(*, release: Release, user) -> None:
    releases.release_soon(release=release, user=user)
    transaction.on_commit(release_due.enqueue)


def _entries(row: Release, user):
    if row.state in (Release.State.RELEASED, Release.State.UNDONE):
        return release_contents.entries_of(row)
    return release_contents.missing(row, user)


def _say(request, refusal: ReleaseRefused) -> None:
    for reason in refusal.reasons:
        messages.error(request, reason)


def _back(row: Release):
    return HttpResponseRedirect(reverse("publishing_release", args=[row.pk]))
