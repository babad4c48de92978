"""The address without a language: redirects to the home page in the language of the reader.

An old site may have named its pages here by a number, as WordPress does: `/?p=12`.
"""

from django.conf import settings
from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail.contrib.redirects.middleware import get_redirect

_NUMBERED = ("p", "page_id")


def root(request):
    """Return a redirection to the home page in the language that the browser asks for, or to what
    an old address with a number leads to."""
    for name in _NUMBERED:
        number = request.GET.get(name, "")
        if number.isascii() and number.isdecimal() and len(number) < 19:
            found = get_redirect(request, f"/?{name}={number}")
            if found is not None and found.link:
                return HttpResponsePermanentRedirect(found.link)
    code = settings.LANGUAGE_CODE
    for wanted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            code = get_supported_language_variant(wanted)
            break
        except LookupError:
            continue
    response = HttpResponseRedirect(f"/{code}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response
