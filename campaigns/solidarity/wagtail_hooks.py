"""What declarations of solidarity add to Wagtail's admin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from campaigns.solidarity.services import cases, consent, withdrawal
from campaigns.solidarity.views import desk, people, withdrawing
from campaigns.solidarity.viewsets import CaseViewSet

register_snippet(CaseViewSet)


@hooks.register("register_admin_urls")
def register_urls():
    """Return the addresses of a case's desk, and of what is known of people."""
    return [
        path("solidarity/cases/<int:pk>/", desk.show, name="solidarity_case"),
        path("solidarity/cases/<int:pk>/event/", desk.event, name="solidarity_event"),
        path("solidarity/events/<int:pk>/take-back/", desk.take_back, name="solidarity_take_back"),
        path("solidarity/cases/<int:pk>/person/", people.add, name="solidarity_add_person"),
        path("solidarity/people/<int:pk>/", people.show, name="solidarity_person"),
        path("solidarity/people/<int:pk>/edit/", people.edit, name="solidarity_edit_person"),
        path("solidarity/people/<int:pk>/decide/", people.decide, name="solidarity_decide"),
        path(
            "solidarity/people/<int:pk>/withdraw/",
            withdrawing.withdraw,
            name="solidarity_withdraw",
        ),
        path("solidarity/withdrawals/<int:pk>/", withdrawing.report, name="solidarity_report"),
        path("solidarity/files/<int:pk>/", withdrawing.taken_down, name="solidarity_file"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions):
    """Name what is logged about cases and people."""
    for action, label, said in (
        (cases.EVENT, _("Record what happened"), _("What happened was recorded")),
        (cases.TAKE_BACK, _("Take an event back"), _("Event taken back")),
        (consent.DECIDE, _("Decide what may be published"), _("Decided what may be published")),
        (withdrawal.WITHDRAW, _("Withdraw a name"), _("Name withdrawn")),
    ):
        actions.register_action(action, label, said)
