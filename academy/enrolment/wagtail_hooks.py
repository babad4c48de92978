"""What enrolment adds to Wagtail's admin: the words of its log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions):
    """Name what is logged about who is in a cohort."""
    for name, label, said in (
        ("set_seats", _("Change the seats"), _("Seats changed")),
        ("export_candidates", _("Export the candidates"), _("Candidates exported")),
    ):
        actions.register_action(f"academy.{name}", label, said)
