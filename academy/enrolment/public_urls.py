"""Addresses for candidates who have no account yet."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from academy.enrolment.views import by_link

urlpatterns = [
    path("apply/<slug:code>/", by_link.ApplyView.as_view(), name="apply"),
    path(
        "apply/<slug:code>/sent/",
        by_link.SaidView.as_view(
            title=_("A mail is on its way"),
            text=_("Open the link in it to confirm your application. It works for a week."),
        ),
        name="apply-sent",
    ),
    path(
        "application/<str:token>/",
        by_link.ConfirmApplicationView.as_view(),
        name="application",
    ),
    path(
        "applied/",
        by_link.SaidView.as_view(
            title=_("Your application has arrived"),
            text=_(
                "You get a mail with which you open your account: there you see where you stand."
            ),
        ),
        name="applied",
    ),
    path("invitation/<str:token>/", by_link.InvitationView.as_view(), name="invitation"),
    path("invitation/<str:token>/decline/", by_link.DeclineView.as_view(), name="decline"),
    path(
        "accepted/",
        by_link.SaidView.as_view(
            title=_("You have accepted"),
            text=_(
                "If you have no account yet, you get a mail with which you open it: there you see "
                "where you stand. The academy’s staff now choose among the candidates."
            ),
        ),
        name="accepted",
    ),
    path(
        "declined/",
        by_link.SaidView.as_view(
            title=_("You have declined"),
            text=_("Your organisation sees that you do not take part. Thank you for the answer."),
        ),
        name="declined",
    ),
]
