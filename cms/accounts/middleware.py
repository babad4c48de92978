"""What holds on every request of somebody who signed in."""

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_path

from cms.accounts import second_factor
from cms.accounts.views.errors import session_ended
from cms.accounts.views.session import signed_out, wants_json
from cms.core.middleware import ADMIN_PREFIX
from cms.core.time_zones import is_zone

ACCOUNT_PREFIX = "/account/"
# What somebody can open whose second factor waits to be used: with the password alone nobody shall
# add a factor beside it, or change anything.
OPEN_WHILE_PENDING = {
    "account_logout",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}
# Wagtail's own ways in and out, and its catalogue of texts; the first lead to the account pages.
ADMIN_OPEN = ("login/", "logout/", "password_reset/", "jsi18n/", "sprite/")


def is_account_path(path: str) -> bool:
    """Return whether `path` is one of the pages about one's own account."""
    language = get_language_from_path(path)
    return bool(language) and path.removeprefix(f"/{language}").startswith(ACCOUNT_PREFIX)


def is_guarded_admin_path(path: str) -> bool:
    """Return whether `path` is a page of Wagtail's admin that needs somebody signed in."""
    inside = path.removeprefix(ADMIN_PREFIX)
    return inside != path and not inside.startswith(ADMIN_OPEN)


class SecondFactorMiddleware:
    """Treats who owes a second factor as nobody, everywhere but on the account pages.

    `request.signed_in_user` is who signed in; `request.user` is that person only once confirmed,
    so that no view, template or library gives a right too early. Looked up when first asked for:
    pages that ask nobody cost nothing.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        path = request.path_info
        if is_account_path(path):
            response = self.get_response(request)
            add_never_cache_headers(response)
            patch_cache_control(response, no_store=True, private=True)
            return response
        request.signed_in_user = signed_in = request.user
        request.user = SimpleLazyObject(
            lambda: signed_in if second_factor.is_confirmed(request) else AnonymousUser()
        )
        if is_guarded_admin_path(path) and signed_in.is_authenticated:
            if second_factor.is_pending(request):
                # What was typed is given back, once its token was found to hold: process_view.
                if request.method != "POST":
                    return HttpResponseRedirect(
                        second_factor.pending_url(request, request.get_full_path())
                    )
            # Wagtail would send them to sign in, which sends who is signed in back: for ever.
            elif not signed_in.has_perm("wagtailadmin.access_admin"):
                return render(request, "accounts/no_admin.html", status=403)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Answer who is signed in and asks to sign in; lead who must use a second factor there.

        In the admin, lose nothing of what somebody sends whose session has ended.
        """
        if is_guarded_admin_path(request.path_info) and not request.user.is_authenticated:
            if wants_json(request):
                return signed_out()
            return session_ended(request) if request.method == "POST" else None
        if not is_account_path(request.path_info) or not request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name
        if name == "account_login" and request.method == "GET":
            return already_signed_in(request)
        if name in OPEN_WHILE_PENDING or not second_factor.is_pending(request):
            return None
        if second_factor.has_factor(request.user):
            wanted = request.get_full_path() if request.method == "GET" else ""
            return HttpResponseRedirect(second_factor.pending_url(request, wanted))
        return None


def already_signed_in(request):
    """Return where somebody goes on who is signed in and was sent to sign in again.

    A page that they may not see sends them here. To send them back would go on for ever.
    """
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        wanted = ""
    if second_factor.is_pending(request):
        return HttpResponseRedirect(second_factor.pending_url(request, wanted))
    return render(request, "accounts/signed_in.html", {"wanted": wanted}) if wanted else None


class TimeZoneMiddleware:
    """Shows times in the zone of who is signed in; nothing is decided by it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(ADMIN_PREFIX) or not request.session.session_key:
            # Wagtail's admin does the same for itself.
            return self.get_response(request)
        zone = getattr(request.user, "time_zone", "")
        if not is_zone(zone):
            return self.get_response(request)
        with timezone.override(zone):
            return self.get_response(request)
