"""What translation adds to Wagtail's admin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.translation.views.ending import EndTranslationView


@hooks.register("register_log_actions")
def log_actions(actions):
    """Name what is logged about translations."""
    actions.register_action("translation.end", _("End translation"), _("Translation ended"))


@hooks.register("register_admin_urls", order=-1)
def admin_urls():
    """Take the place of the view that ends a translation without asking why."""
    return [
        path(
            "localize/translate/<int:translation_id>/disable/",
            EndTranslationView.as_view(),
            name="end_translation",
        )
    ]
