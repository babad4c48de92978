"""What editors see of the kit of a page, and how they have it made anew."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.sharing import registry, texts
from cms.sharing.models import ShareKit
from cms.sharing.querysets import public_page
from cms.sharing.tasks import remake_kit


def editors_kit(request, page_id: int):
    """Show the kit of a page; POST has it made anew. 404 for who does not edit the page."""
    page = Page.objects.filter(pk=page_id).first()
    page = page and page.specific
    is_known = page is not None and registry.shareable(page)
    if not is_known or not page.permissions_for_user(request.user).can_edit():
        raise Http404
    if request.method == "POST":
        remake_kit.enqueue(page.pk)
        messages.success(request, _("The share kit is being made anew."))
        return redirect("editors_share_kit", page.pk)
    public = public_page(page.pk)
    kit = ShareKit.objects.filter(page=page.pk).first()
    context = {
        "page": page,
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "is_public": public is not None,
        "kit": kit,
        "cards": texts.cards(page, kit) if kit and public else [],
        "kit_url": texts.kit_url(page),
        "zip_url": texts.zip_url(page),
    }
    return render(request, "sharing/admin/kit.html", context)
