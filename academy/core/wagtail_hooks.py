"""What the academy adds to Wagtail's admin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from academy.core.views import cohort_desk
from academy.core.viewsets import AcademyGroup

register_snippet(AcademyGroup)


@hooks.register("register_admin_urls")
def register_urls():
    """Return the addresses of a cohort's desk."""
    return [
        path("cohorts/<int:pk>/", cohort_desk.show, name="cohort_desk"),
        path(
            "cohorts/<int:pk>/trainers/<int:trainer>/remove/",
            cohort_desk.remove_trainer,
            name="cohort_remove_trainer",
        ),
        path("cohorts/<int:pk>/<slug:name>/", cohort_desk.act, name="cohort_act"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions):
    """Name what is logged about cohorts."""
    for name, label, said in (
        ("publish_cohort", _("Show a cohort"), _("Cohort shown")),
        ("open_cohort", _("Open a cohort"), _("Cohort opened")),
        ("add_trainer", _("Add a trainer"), _("Trainer added")),
        ("remove_trainer", _("Remove a trainer"), _("Trainer removed")),
    ):
        actions.register_action(f"academy.{name}", label, said)
