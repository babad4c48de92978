"""Says why something was not published, wherever it was asked for."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cms.publishing.errors import PublicationRefused


class PublicationRefusedMiddleware:
    """Answers a refused publication with its reasons, on the page that it was asked from."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Return the way back to the editor with the reasons; JSON for who asked for that."""
        if not isinstance(exception, PublicationRefused):
            return None
        if not request.accepts("text/html"):
            return JsonResponse({"success": False, "errors": exception.reasons}, status=409)
        for reason in exception.reasons:
            messages.error(request, reason)
        return redirect(way_back(request, exception.page))


def way_back(request, page) -> str:
    """Return the address to go on from: where the request came from, else the page's editor."""
    referrer = request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(
        referrer, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return referrer
    if page.pk:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return reverse("wagtailadmin_explore_root")
