"""Minutes, below their meeting."""

from django.urls import include, path

from extranet.views import minutes as views
from extranet.views.minutes_corrections import CorrectionSettleView, CorrectionView

_pages = [
    path("", views.MinutesView.as_view(), name="minutes"),
    path("print/", views.MinutesPrintView.as_view(), name="minutes-print"),
    path("write/", views.MinutesWriteView.as_view(), name="minutes-write"),
    path("circulate/", views.MinutesCirculateView.as_view(), name="minutes-circulate"),
    path("approve/", views.MinutesApproveView.as_view(), name="minutes-approve"),
    path("correct/", CorrectionView.as_view(), name="minutes-correct"),
    path("corrections/<int:pk>/", CorrectionSettleView.as_view(), name="minutes-settle"),
    path("revisions/", views.MinutesRevisionsView.as_view(), name="minutes-revisions"),
    path("revisions/<int:number>/", views.MinutesRevisionView.as_view(), name="minutes-revision"),
    path(
        "revisions/<int:number>/changes/",
        views.MinutesChangesView.as_view(),
        name="minutes-changes",
    ),
    path(
        "revisions/<int:number>/changes/since/<int:since>/",
        views.MinutesChangesView.as_view(),
        name="minutes-changes-since",
    ),
]

urlpatterns = [path("meetings/<int:meeting>/minutes/", include(_pages))]
