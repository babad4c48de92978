"""Addresses that programs ask every site for: whom to tell of a hole, and its icon."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

# How long what security.txt says may be relied on; it is counted anew each day.
_GOOD_FOR = timedelta(days=180)


def security_txt(request):
    """Return whom to tell of a hole in the site (RFC 9116); 404 where nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + _GOOD_FOR
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.BASE_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def favicon(request):
    """Lead programs that read no page to its icon."""
    return HttpResponsePermanentRedirect(static("cms/icon.png"))
