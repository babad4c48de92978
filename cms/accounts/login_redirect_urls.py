"""URL patterns in front of Wagtail's own, so that no sign-in view bypasses the guarded one."""

from django.urls import path

from cms.accounts.views.login_redirects import to_reset, to_sign_in

admin = [
    path("login/", to_sign_in),
    path("password_reset/", to_reset),
    path("password_reset/done/", to_reset),
    path("password_reset/confirm/<uidb64>/<token>/", to_reset),
    path("password_reset/complete/", to_reset),
]
documents = [
    path("authenticate_with_password/<int:restriction_id>/", to_sign_in),
]
pages = [
    path("_util/login/", to_sign_in),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        to_sign_in,
    ),
]
