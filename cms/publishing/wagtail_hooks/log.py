"""What is logged about publishing."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions):
    """Name what is logged about publishing."""
    actions.register_action(
        "publishing.withhold", _("Withhold"), _("Not published when it was due")
    )
