"""How one hears of things, and what the secretariat sees of it."""

from django.urls import path

from extranet.views.emails import EmailActionView, EmailsView
from extranet.views.preferences import CalendarAddressView, PreferencesView

urlpatterns = [
    path("preferences/", PreferencesView.as_view(), name="preferences"),
    path("preferences/calendar/", CalendarAddressView.as_view(), name="calendar-address"),
    path("emails/", EmailsView.as_view(), name="emails"),
    path("emails/<int:pk>/", EmailActionView.as_view(), name="email-action"),
]
