"""URL patterns for Wagtail's own views of signing in: none of them bypasses the guarded one."""

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
    path("_util/login/", to_sign_in, name="wagtailcore_login"),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        to_sign_in,
        name="wagtailcore_authenticate_with_password",
    ),
]
