"""Redirects from the sign-in views of other libraries to the one that is guarded."""

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def to_sign_in(request, **_kwargs):
    """Redirect to the sign-in page; `next` goes along where it stays on this site."""
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if safe:
        return redirect_to_login(wanted)
    return HttpResponseRedirect(reverse("account_login"))


def to_reset(request, **_kwargs):
    """Redirect to the page where one asks for a new password."""
    return HttpResponseRedirect(reverse("account_reset_password"))
