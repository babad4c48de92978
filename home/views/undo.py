"""Undoing a publication, with a page before it that says what readers will see."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.publishing.errors import PublicationRefused
from cms.publishing.services.undo import UndoRefused, undo_publication, what_undoing_does


def undo(request, page_id: int):
    """Ask whether the last publication of a page is undone; undo it where that is sent."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    try:
        if request.method == "POST":
            return _undone(request, page)
        undoing = what_undoing_does(page)
    except (UndoRefused, PublicationRefused) as refused:
        messages.error(request, str(refused))
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {
        "page": page,
        "title": page.get_admin_display_title(),
        "earlier": undoing.earlier,
        "earlier_title": undoing.earlier and undoing.earlier.content["title"],
        "publication": undoing.publication,
    }
    return render(request, "home/admin/undo.html", context)


def _undone(request, page):
    sent = request.POST.get("revision", "")
    # What is no number is no revision that is public either.
    published = int(sent) if sent.isdigit() else 0
    earlier = undo_publication(page=page, user=request.user, published=published)
    words = (
        _("Readers see “%(title)s” as it was before. What you have undone is the draft.")
        if earlier
        else _("“%(title)s” is no longer public. What you have undone is the draft.")
    )
    messages.success(request, words % {"title": page.get_admin_display_title()})
    return redirect("wagtailadmin_pages:edit", page.pk)
