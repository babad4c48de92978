"""The first page."""

from django.urls import path

from extranet.views.overview import OverviewView

urlpatterns = [path("", OverviewView.as_view(), name="overview")]
