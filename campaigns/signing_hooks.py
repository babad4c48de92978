"""What signatures of people add to Wagtail's admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from campaigns.services import export, moderation
from campaigns.views import moderation as views
from cms.core.menu import PermittedMenuItem

LOGGED = {
    moderation.RELEASE: (_("Let go on"), _("Held signatures let go on")),
    moderation.REFUSE: (_("Refuse"), _("Held signatures struck out")),
    moderation.READ: (_("Read comments"), _("Comments of signatures read")),
    moderation.STRIKE: (_("Strike out"), _("Signatures struck out")),
    moderation.UNDO: (_("Bring back"), _("Struck out signatures brought back")),
    export.EXPORT: (_("Export"), _("Signatures exported")),
}


@hooks.register("register_log_actions")
def log_actions(actions):
    """Name what is logged about signatures."""
    for action, (label, message) in LOGGED.items():
        actions.register_action(action, label, message)


@hooks.register("register_admin_urls")
def urls():
    """Return the addresses of the screens about signatures."""
    return [
        path("signatures/", views.index, name="signatures"),
        path("signatures/<int:pk>/", views.appeal, name="signatures_appeal"),
        path("signatures/<int:pk>/decide/", views.decide, name="signatures_decide"),
        path("signatures/<int:pk>/strike/", views.strike, name="signatures_strike"),
        path("signatures/strike/<int:pk>/undo/", views.undo, name="signatures_undo"),
        path(
            "signatures/<int:pk>/export/<slug:purpose>.<slug:file_format>",
            views.export,
            name="signatures_export",
        ),
    ]


@hooks.register("register_admin_menu_item")
def menu():
    return PermittedMenuItem(
        _("Signatures"),
        reverse("signatures"),
        name="signatures",
        icon_name="edit",
        order=260,
        permission=views.MODERATE,
    )
