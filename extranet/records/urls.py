"""Minutes, below their meeting, and the register of decisions."""

from django.urls import include, path

from extranet.records.views import decision_actions as acts
from extranet.records.views import decisions, minutes, pdf
from extranet.records.views.corrections import CorrectionSettleView, CorrectionView
from extranet.records.views.statements import DecisionStatementView

_minutes = [
    path("", minutes.MinutesView.as_view(), name="minutes"),
    path("print/", minutes.MinutesPrintView.as_view(), name="minutes-print"),
    path("pdf/", pdf.MinutesPdfView.as_view(), name="minutes-pdf"),
    path("write/", minutes.MinutesWriteView.as_view(), name="minutes-write"),
    path("circulate/", minutes.MinutesCirculateView.as_view(), name="minutes-circulate"),
    path("approve/", minutes.MinutesApproveView.as_view(), name="minutes-approve"),
    path("correct/", CorrectionView.as_view(), name="minutes-correct"),
    path("corrections/<int:pk>/", CorrectionSettleView.as_view(), name="minutes-settle"),
    path("revisions/", minutes.MinutesRevisionsView.as_view(), name="minutes-revisions"),
    path("revisions/<int:number>/", minutes.MinutesRevisionView.as_view(), name="minutes-revision"),
    path(
        "revisions/<int:number>/changes/",
        minutes.MinutesChangesView.as_view(),
        name="minutes-changes",
    ),
    path(
        "revisions/<int:number>/changes/since/<int:since>/",
        minutes.MinutesChangesView.as_view(),
        name="minutes-changes-since",
    ),
]

urlpatterns = [
    path("decisions/", decisions.RegisterView.as_view(), name="decisions"),
    path("decisions/export/", decisions.RegisterExportView.as_view(), name="decisions-export"),
    path("decisions/<int:pk>/", decisions.DecisionView.as_view(), name="decision"),
    path("decisions/<int:pk>/pdf/", pdf.DecisionPdfView.as_view(), name="decision-pdf"),
    path(
        "decisions/<int:pk>/note/",
        acts.DecisionNoteView.as_view(),
        name="decision-note",
    ),
    path(
        "decisions/<int:pk>/statement/",
        DecisionStatementView.as_view(),
        name="decision-statement",
    ),
    path(
        "decisions/<int:pk>/follow-up/",
        acts.FollowUpGiveView.as_view(),
        name="follow-up-give",
    ),
    path(
        "decisions/<int:pk>/guests/",
        acts.DecisionGuestsView.as_view(),
        name="decision-guests",
    ),
    path(
        "follow-ups/<int:pk>/done/",
        acts.FollowUpDoneView.as_view(),
        name="follow-up-done",
    ),
    path(
        "follow-ups/<int:pk>/again/",
        acts.FollowUpAgainView.as_view(),
        name="follow-up-again",
    ),
    path(
        "meetings/<int:meeting>/decisions/add/",
        acts.DecisionRecordView.as_view(),
        name="decision-record",
    ),
    path("meetings/<int:meeting>/minutes/", include(_minutes)),
]
