"""Addresses of nominating, of standing as a candidate, and of selecting."""

from django.urls import path

from academy.enrolment.views import candidate, nominating, selecting

urlpatterns = [
    path("nominations/", nominating.NominationsView.as_view(), name="nominations"),
    path(
        "nominations/<slug:code>/<slug:organisation>/",
        nominating.NominateView.as_view(),
        name="nominate",
    ),
    path("nominations/<int:pk>/move", nominating.MoveView.as_view(), name="nomination-move"),
    path(
        "nominations/<int:pk>/take-back",
        nominating.TakeBackView.as_view(),
        name="nomination-take-back",
    ),
    path(
        "nominations/<int:pk>/send-again",
        nominating.SendAgainView.as_view(),
        name="nomination-send-again",
    ),
    path("places/<int:pk>/", candidate.EnrolmentView.as_view(), name="enrolment"),
    path("places/<int:pk>/confirm/", candidate.ConfirmView.as_view(), name="offer-confirm"),
    path("places/<int:pk>/decline/", candidate.DeclineOfferView.as_view(), name="offer-decline"),
    path("places/<int:pk>/withdraw/", candidate.WithdrawView.as_view(), name="withdraw"),
    path("candidates/", selecting.CohortsView.as_view(), name="candidates"),
    path("candidates/<int:pk>/", selecting.CandidateView.as_view(), name="candidate"),
    path("candidates/<int:pk>/<slug:act>/", selecting.StaffActView.as_view(), name="candidate-act"),
    path(
        "candidates/in/<slug:code>/", selecting.CandidatesView.as_view(), name="cohort-candidates"
    ),
    path("candidates/in/<slug:code>/offers/", selecting.SendOffersView.as_view(), name="offers"),
    path("candidates/in/<slug:code>/seats/", selecting.SeatsView.as_view(), name="seats"),
    path(
        "candidates/in/<slug:code>/export.<slug:file_format>",
        selecting.ExportView.as_view(),
        name="candidates-export",
    ),
]
