"""The register of decisions."""

from django.urls import path

from extranet.views import decisions as views
from extranet.views import decisions_keeping as keeping

urlpatterns = [
    path("decisions/", views.RegisterView.as_view(), name="decisions"),
    path("decisions/export/", views.RegisterExportView.as_view(), name="decisions-export"),
    path("decisions/<int:pk>/", views.DecisionView.as_view(), name="decision"),
    path("decisions/<int:pk>/note/", keeping.DecisionNoteView.as_view(), name="decision-note"),
    path(
        "decisions/<int:pk>/follow-up/",
        keeping.FollowUpGiveView.as_view(),
        name="follow-up-give",
    ),
    path(
        "decisions/<int:pk>/guests/",
        keeping.DecisionGuestsView.as_view(),
        name="decision-guests",
    ),
    path("follow-ups/<int:pk>/done/", keeping.FollowUpDoneView.as_view(), name="follow-up-done"),
    path("follow-ups/<int:pk>/again/", keeping.FollowUpAgainView.as_view(), name="follow-up-again"),
    path(
        "meetings/<int:meeting>/decisions/add/",
        keeping.DecisionRecordView.as_view(),
        name="decision-record",
    ),
]
