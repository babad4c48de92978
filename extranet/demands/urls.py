"""Demands of extraordinary meetings."""

from django.urls import path

from extranet.demands.views import demands as views

urlpatterns = [
    path("demands/", views.DemandsView.as_view(), name="demands"),
    path("demands/open/<slug:body>/", views.DemandOpenView.as_view(), name="demand-open"),
    path("demands/<int:pk>/", views.DemandView.as_view(), name="demand"),
    path("demands/<int:pk>/request/", views.DemandRequestView.as_view(), name="demand-request"),
    path("demands/<int:pk>/withdraw/", views.DemandWithdrawView.as_view(), name="demand-withdraw"),
    path(
        "demands/<int:pk>/take-back/",
        views.DemandTakeBackView.as_view(),
        name="demand-take-back",
    ),
    path("demands/<int:pk>/meeting/", views.DemandMeetingView.as_view(), name="demand-meeting"),
]
