"""What learning adds to Wagtail's admin: lessons and tests, and the words of its log."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from academy.learning.views.copying import copy
from academy.learning.viewsets import LessonViewSet, QuizViewSet

register_snippet(LessonViewSet)
register_snippet(QuizViewSet)


@hooks.register("register_admin_urls")
def register_urls():
    """Return the address where lessons are taken over from an earlier cohort."""
    return [path("lessons/copy/", copy, name="lessons_copy")]


@hooks.register("register_log_actions")
def log_actions(actions):
    """Name what is logged of sessions, tasks and questions."""
    for name, label, said in (
        ("plan_session", _("Plan a session"), _("Session planned")),
        ("change_session", _("Change the session"), _("Session changed")),
        ("cancel_session", _("Cancel the session"), _("Session cancelled")),
        ("note_attendance", _("Note attendance"), _("Attendance noted")),
        ("write_task", _("Change the task"), _("Task changed")),
        ("moderate", _("Moderate"), _("Contribution moderated")),
    ):
        actions.register_action(f"academy.{name}", label, said)
