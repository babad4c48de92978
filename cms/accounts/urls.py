"""The pages about one's own account, below `/<language>/account/`."""

from django.urls import include, path

from cms.accounts.views import overview
from cms.accounts.views.invitation import InvitationView
from cms.accounts.views.second_factor import RemovePasskeyView

urlpatterns = [
    path("", overview.overview, name="account_overview"),
    path("details/", overview.profile, name="account_profile"),
    path("personal-data/", overview.personal_data, name="account_personal_data"),
    path("invitation/<str:token>/", InvitationView.as_view(), name="account_invitation"),
    path("second-factor/set-up/", overview.set_up_second_factor, name="account_second_factor"),
    path("second-factor/go-on/", overview.go_on, name="account_go_on"),
    # Before allauth's, which would remove the last one too.
    path(
        "second-factor/webauthn/keys/<int:pk>/remove/",
        RemovePasskeyView.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("", include("allauth.account.urls")),
    path("second-factor/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
