"""Bodies, and what was done on them."""

from django.urls import path

from extranet.views.bodies import BodyListView, BodyView
from extranet.views.log import BodyLogView, LogView

urlpatterns = [
    path("bodies/", BodyListView.as_view(), name="bodies"),
    path("bodies/<slug:code>/", BodyView.as_view(), name="body"),
    path("bodies/<slug:code>/log/", BodyLogView.as_view(), name="body-log"),
    path("log/", LogView.as_view(), name="log"),
]
