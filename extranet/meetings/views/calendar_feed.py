"""The calendar that somebody's phone fetches, with a secret address instead of a session."""

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cms.core.public_forms.limits import Limit
from extranet.meetings.services import calendar

# How often one address is answered in how many seconds: phones ask a few times an hour.
FETCHES, PERIOD = 60, 3600


@require_safe
def feed(request, token: str) -> HttpResponse:
    """Answer with the calendar of the one whose secret it is, or 404; never kept, no cookies."""
    response = _too_many(token) or _calendar(token)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    patch_cache_control(response, private=True, no_store=True)
    return response


def _calendar(token: str) -> HttpResponse:
    user = calendar.user_of(token)
    if user is None:
        return HttpResponse(status=404)
    response = HttpResponse(calendar.feed(user), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="extranet.ics"'
    return response


def _too_many(token: str) -> HttpResponse | None:
    seconds = Limit("calendar", FETCHES, PERIOD).consume(token)
    return HttpResponse(status=429, headers={"Retry-After": str(seconds)}) if seconds else None
