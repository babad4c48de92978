"""Says before an act on a page why its translations cannot follow; the act itself refuses too."""

from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from cms.publishing import consequences


def _refused(request, reached, *address):
    """Return to `address` with the reasons, or None where there are none."""
    reasons = consequences.refusals(reached)
    for reason in reasons:
        messages.error(request, reason)
    return redirect(*address) if reasons else None


@hooks.register("before_unpublish_page")
def check_unpublishing(request, page):
    with_subpages = bool(request.POST.get("include_descendants"))
    reached = consequences.of_unpublishing(page, request.user, with_subpages=with_subpages)
    return _refused(request, reached, "wagtailadmin_pages:unpublish", page.pk)


@hooks.register("before_delete_page")
def check_deleting(request, page):
    if request.method != "POST":
        return None
    reached = consequences.of_deleting(page, request.user)
    return _refused(request, reached, "wagtailadmin_pages:delete", page.pk)


@hooks.register("before_move_page")
def check_moving(request, page, destination):
    if request.method != "POST":
        return None
    reached = consequences.of_moving(page, destination, request.user)
    address = "wagtailadmin_pages:move_confirm", page.pk, destination.pk
    return _refused(request, reached, *address)


@hooks.register("before_bulk_action")
def check_bulk_action(request, action_type, objects, action):
    """Do it to none of several pages where one translation cannot follow."""
    if not all(isinstance(thing, Page) for thing in objects):
        return None
    reached = []
    for page in objects:
        if action_type == "unpublish":
            with_subpages = action.cleaned_form.cleaned_data["include_descendants"]
            reached += consequences.of_unpublishing(page, request.user, with_subpages=with_subpages)
        elif action_type == "delete":
            reached += consequences.of_deleting(page, request.user)
        elif action_type == "move":
            parent = action.cleaned_form.cleaned_data["chooser"]
            reached += consequences.of_moving(page, parent, request.user)
    return _refused(request, reached, action.next_url)
