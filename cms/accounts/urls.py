"""The pages about one's own account, below `/<language>/account/`."""

from django.urls import include, path

from cms.accounts.views import overview

urlpatterns = [
    path("", overview.overview, name="account_overview"),
    path("second-factor/set-up/", overview.set_up_second_factor, name="account_second_factor"),
    path("", include("allauth.account.urls")),
    path("second-factor/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
