"""How one hears of things, and what the secretariat sees of it."""

from django.urls import path

from extranet.notices.views.emails import EmailActionView, EmailsView
from extranet.notices.views.preferences import PreferencesView

urlpatterns = [
    path("preferences/", PreferencesView.as_view(), name="preferences"),
    path("emails/", EmailsView.as_view(), name="emails"),
    path("emails/<int:pk>/", EmailActionView.as_view(), name="email-action"),
]
