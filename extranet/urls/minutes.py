"""Minutes, below their meeting."""

from django.urls import include, path

from extranet.views import minutes as views
from extranet.views.minutes_corrections import CorrectionSettleView, CorrectionView

_pages = [
    path("", views.MinutesView.as_view(), name="minutes"),
    path("print/", views.MinutesPrintView.as_view(), name="minutes_print"),
    path("write/", views.MinutesWriteView.as_view(), name="minutes_write"),
    path("circulate/", views.MinutesCirculateView.as_view(), name="minutes_circulate"),
    path("approve/", views.MinutesApproveView.as_view(), name="minutes_approve"),
    path("correct/", CorrectionView.as_view(), name="minutes_correct"),
    path("corrections/<int:pk>/", CorrectionSettleView.as_view(), name="minutes_settle"),
    path("revisions/", views.MinutesRevisionsView.as_view(), name="minutes_revisions"),
    path("revisions/<int:number>/", views.MinutesRevisionView.as_view(), name="minutes_revision"),
    path(
        "revisions/<int:number>/changes/",
        views.MinutesChangesView.as_view(),
        name="minutes_changes",
    ),
    path(
        "revisions/<int:number>/changes/since/<int:since>/",
        views.MinutesChangesView.as_view(),
        name="minutes_changes_since",
    ),
]

urlpatterns = [path("meetings/<int:meeting>/minutes/", include(_pages))]
