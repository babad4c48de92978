from django.urls import path

from academy.core.views.overview import OverviewView

urlpatterns = [path("", OverviewView.as_view(), name="overview")]
