"""What there is to see to in the latest draft of a page."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.publishing.content_checks import checks
from cms.publishing.rules import draft_of

# How many findings a message names; the list has them all.
TOLD = 6


def content_checks(request, page_id: int):
    """Show the findings on a screen of their own, or bare for the panel beside the editor."""
    page = get_object_or_404(Page, pk=page_id).specific
    permissions = page.permissions_for_user(request.user)
    if not permissions.can_edit() and not permissions.can_publish():
        raise PermissionDenied
    findings = checks(draft_of(page).page, request.user)
    bare = request.GET.get("bare")
    name = "includes/findings.html" if bare else "admin/content_checks.html"
    return render(
        request,
        f"publishing/{name}",
        {
            "page": page,
            "findings": findings,
            "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "beside_editor": bare,
        },
    )


def tell_findings(request, page) -> None:
    """Tell who has published or submitted `page` what there is to see to in it."""
    findings = checks(page, request.user)
    if not findings:
        return
    lines = [found.text for found in findings[:TOLD]]
    if len(findings) > TOLD:
        lines.append("…")
    messages.warning(
        request,
        _("Worth a look in “%(title)s”: %(findings)s")
        % {"title": page.get_admin_display_title(), "findings": " · ".join(lines)},
        buttons=[
            messages.button(reverse("content_checks", args=[page.pk]), _("All findings")),
        ],
    )
