"""What publication adds to Wagtail's admin."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.core.menu import PermittedMenuItem
from cms.publishing.bulk import publish_many_in_background
from cms.publishing.services.required_eyes import CHANGED
from cms.publishing.views import approve, releases, required_eyes, runs
from cms.publishing.viewsets import release_viewset

LOGGED = {
    CHANGED: (_("Change who must approve"), _("Number of people who must approve changed")),
    "publishing.release.scheduled": (_("Schedule"), _("Joint release scheduled")),
    "publishing.release.draft": (_("Take back"), _("Joint release no longer scheduled")),
    "publishing.release.released": (_("Release"), _("Joint release carried out")),
    "publishing.release.failed": (_("Hold back"), _("Joint release held back")),
    "publishing.release.undone": (_("Undo"), _("Joint release undone")),
}

# After those who refuse.
hooks.register("before_bulk_action", publish_many_in_background, order=10)


@hooks.register("register_log_actions")
def log_actions(actions):
    """Name what is logged about publication."""
    for action, (label, message) in LOGGED.items():
        actions.register_action(action, label, message)


@hooks.register("register_admin_urls")
def urls():
    """Return the addresses of the screens about publication."""
    return [
        path("approve/<int:page_id>/", approve.approve, name="publishing_approve"),
        path("who-must-approve/", required_eyes.required_eyes, name="publishing_required_eyes"),
        path("release/<int:pk>/", releases.release, name="publishing_release"),
        path("release/<int:pk>/<slug:action>/", releases.act, name="publishing_release_act"),
        path(
            "release/<int:pk>/remove/<int:item_id>/",
            releases.remove,
            name="publishing_release_remove",
        ),
        path("background/", runs.index, name="publishing_runs"),
        path("background/<int:pk>/", runs.watch, name="publishing_run"),
        path("background/<int:pk>/carry-on/", runs.carry_on, name="publishing_run_carry_on"),
    ]


@hooks.register("register_admin_viewset")
def release_list():
    return release_viewset


@hooks.register("register_settings_menu_item")
def required_eyes_menu():
    return PermittedMenuItem(
        _("Who must approve"),
        reverse("publishing_required_eyes"),
        name="required-eyes",
        icon_name="group",
        order=640,
        permission=required_eyes.PERMISSION,
    )


@hooks.register("register_reports_menu_item")
def runs_menu():
    return PermittedMenuItem(
        _("Background work"),
        reverse("publishing_runs"),
        name="background-work",
        icon_name="tasks",
        order=110,
        permission=runs.PERMISSION,
    )


@hooks.register("insert_global_admin_css")
def admin_style():
    return format_html('<link rel="stylesheet" href="{}">', static("publishing/admin.css"))
