"""The first page, the pages of bodies, and what was done."""

from django.urls import path

from extranet.overview.views.bodies import BodyListView, BodyView
from extranet.overview.views.log import BodyLogView, LogView
from extranet.overview.views.overview import OverviewView

urlpatterns = [
    path("", OverviewView.as_view(), name="overview"),
    path("bodies/", BodyListView.as_view(), name="bodies"),
    path("bodies/<slug:code>/", BodyView.as_view(), name="body"),
    path("bodies/<slug:code>/log/", BodyLogView.as_view(), name="body-log"),
    path("log/", LogView.as_view(), name="log"),
]
