"""The calendar of one's meetings."""

from django.urls import path

from extranet.views.calendar import feed

urlpatterns = [path("calendar/<str:token>.ics", feed, name="calendar")]
