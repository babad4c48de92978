"""What the directory adds to Wagtail's admin."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from cms.directory.models import Mandate
from cms.directory.views.attention import AttentionView, may_see
from cms.directory.viewsets import DirectoryGroup

register_snippet(DirectoryGroup)


@hooks.register("before_delete_snippet", order=-1)
def refuse_to_erase_history(request, instances):
    """Say why mandates that have begun stay, whether one is to be deleted or many."""
    begun = [row for row in instances if isinstance(row, Mandate) and row.has_begun()]
    if not begun:
        return None
    message = gettext("%(rows)s: a mandate that has begun is ended, never deleted.")
    messages.error(request, message % {"rows": ", ".join(str(row) for row in begun[:3])})
    return redirect(Mandate.snippet_viewset.get_url_name("list"))


@hooks.register("register_log_actions")
def register_end(actions):
    """Name the end of a mandate, and changes of status, in their history."""
    actions.register_action("directory.end_mandate", _("End the mandate"), _("Mandate ended"))
    actions.register_action("directory.change_status", _("Change the status"), _("Status changed"))
    actions.register_action("directory.end_status", _("End the status"), _("Status ended"))


@hooks.register("register_admin_urls")
def register_report_url():
    """Return the address of the report."""
    return [path("reports/bodies/", AttentionView.as_view(), name="bodies_attention")]


class AttentionMenuItem(MenuItem):
    """Shown to those who may look at mandates."""

    def is_shown(self, request):
        return may_see(request.user)


@hooks.register("register_reports_menu_item")
def register_report():
    """Return the report's place in the menu."""
    return AttentionMenuItem(
        _("Bodies and mandates"),
        reverse("bodies_attention"),
        name="bodies-attention",
        icon_name="warning",
        order=150,
    )
