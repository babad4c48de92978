"""Whether somebody is still signed in, asked by the pages of the admin before they send a text."""

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _


def wants_json(request) -> bool:
    """Return whether `request` comes from a script, which has no use for a page."""
    return request.headers.get("Accept", "") == "application/json"


def signed_out() -> JsonResponse:
    """Return the answer for a script of the admin whose session has ended."""
    answer = {
        "success": False,
        "error_code": "signed_out",
        "error_message": _("Not saved: sign in again."),
    }
    return JsonResponse(answer, status=401)


def session(request):
    """Tell a script the token that forms need now; tell who has signed in to go back to the text.

    Only for who is signed in: everybody else is answered as everywhere in the admin.
    """
    if wants_json(request):
        response = JsonResponse({"token": get_token(request)})
    else:
        response = render(request, "accounts/admin/session.html")
    add_never_cache_headers(response)
    return response
