"""Answers anonymous readers from the cache, leads them to the one spelling of an address, loosens
the content policy for the admin alone, and has nothing kept of rooms that one signs in for."""

import gzip
import hashlib
import re
from copy import copy
from time import monotonic, sleep

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.core.cache import cache
from django.http import (
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
)
from django.utils.cache import (
    get_conditional_response,
    has_vary_header,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.encoding import iri_to_uri
from django.utils.http import parse_http_date_safe
from django.utils.timezone import localdate

from cms.core.caching import content_version

ADMIN_PREFIX = "/admin/"
SIGN_OUT = "account_logout"
# Samples of blocks: the site's own markup, shown in a frame of the editor.
BLOCK_PREVIEW = f"{ADMIN_PREFIX}block-preview/"
_TAKES_GZIP = re.compile(r"\bgzip\b")
_TEXT = re.compile(r"text/|application/(json|javascript|[-.\w]*\+?xml)\b")
# Below so many bytes the head of a compressed file outweighs what it saves.
_WORTH_COMPRESSING = 200
# How long somebody may be making a page before others make it themselves, and how often they look.
_MAKING_SECONDS, _LOOK_SECONDS = 3, 0.02
ADMIN_POLICY = {
    # Wagtail's admin writes inline scripts and styles, shows blobs and frames its previews.
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "worker-src": [SELF, "blob:"],
}
# The editor shows a preview in a frame; for all else the strict policy holds there too.
PREVIEW_POLICY = {"frame-ancestors": [SELF]}


class AdminPolicyMiddleware:
    """Loosens the content policy for Wagtail's admin and its previews, and for nothing else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path_info.startswith(BLOCK_PREVIEW):
            response._csp_replace = PREVIEW_POLICY
        elif request.path_info.startswith(ADMIN_PREFIX):
            response._csp_replace = ADMIN_POLICY
        elif getattr(request, "is_preview", False):
            response._csp_replace = PREVIEW_POLICY
        return response


class PublicCacheMiddleware:
    """Answers anonymous readers from the cache, and with 304 where they hold the page already.

    Entries are keyed by the content version and the day, so a change empties them all at once and
    an event is past when its day is over. Answers that are personal in any way are never kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not self.may_keep(request):
            return self.get_response(request)
        key = self.key(request)
        kept = cache.get(key) or self._made_by_another(key)
        if kept is None:
            try:
                response = self.get_response(request)
                if not self.is_public(response):
                    return response
                kept = self._kept(response)
                if settings.PUBLIC_CACHE_SECONDS:
                    cache.set(key, kept, settings.PUBLIC_CACHE_SECONDS)
            finally:
                cache.delete(f"{key}:making")
        response = self._answer(request, kept)
        changed = parse_http_date_safe(response.get("Last-Modified", ""))
        return get_conditional_response(request, response["ETag"], changed, response)

    @staticmethod
    def _made_by_another(key: str) -> tuple | None:
        """Return what somebody else is just making, once it is made: many may ask at the same
        moment for what a change has emptied. None where it is for us to make."""
        if not settings.PUBLIC_CACHE_SECONDS:
            return None
        making = f"{key}:making"
        given_up = monotonic() + _MAKING_SECONDS
        while not cache.add(making, True, _MAKING_SECONDS) and monotonic() < given_up:
            sleep(_LOOK_SECONDS)
            if kept := cache.get(key):
                return kept
        return None

    @staticmethod
    def _kept(response) -> tuple[bytes, bytes | None, dict[str, str]]:
        """Return the content of a response, the same compressed if that is worth it, its headers.

        Nothing of a page that is the same for all is secret: its length may tell what is in it.
        """
        etag = hashlib.sha256(response.content).hexdigest()[:32]
        response["ETag"] = f'W/"{etag}"'
        response.headers.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
        content, small = response.content, None
        is_text = _TEXT.match(response.get("Content-Type", ""))
        if is_text and "Content-Encoding" not in response and len(content) >= _WORTH_COMPRESSING:
            patch_vary_headers(response, ("Accept-Encoding",))
            packed = gzip.compress(content, mtime=0)
            small = packed if len(packed) < len(content) else None
        return content, small, dict(response.items())

    @staticmethod
    def _answer(request, kept: tuple[bytes, bytes | None, dict[str, str]]) -> HttpResponse:
        content, small, headers = kept
        if small is None or not _TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")):
            return HttpResponse(content, headers=headers)
        length = {"Content-Encoding": "gzip", "Content-Length": str(len(small))}
        return HttpResponse(small, headers=headers | length)

    @staticmethod
    def may_keep(request) -> bool:
        """Return whether `request` is an anonymous read of a page."""
        return (
            request.method in ("GET", "HEAD")
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and not request.path_info.startswith((ADMIN_PREFIX, settings.STATIC_URL))
        )

    @staticmethod
    def key(request) -> str:
        """Return the key under which the answer to `request` is kept."""
        parts = (
            request.method,
            request.scheme,
            request.get_host(),
            request.get_full_path(),
            request.headers.get("Accept-Language", "") if request.path_info == "/" else "",
            request.headers.get("HX-Request", ""),
        )
        digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
        return f"page:{content_version()}:{localdate():%Y%m%d}:{digest}"

    @staticmethod
    def is_public(response) -> bool:
        """Return whether `response` is the same for everybody."""
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and not has_vary_header(response, "Cookie")
            and "private" not in response.get("Cache-Control", "")
            and "no-store" not in response.get("Cache-Control", "")
        )


class OneAddressMiddleware:
    """Leads an address in other letters, as `/EN/Positions/`, to the one that there is, and refuses
    methods that no view outside the admin knows."""

    methods = ("GET", "HEAD", "POST", "OPTIONS")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        in_admin = request.path_info.startswith(ADMIN_PREFIX)
        if request.method not in self.methods and not in_admin:
            return HttpResponseNotAllowed(self.methods)
        lower = request.path_info.lower()
        # Names of files are what they are.
        if (
            in_admin
            or "." in lower
            or request.method not in ("GET", "HEAD")
            or lower == request.path_info
        ):
            return self.get_response(request)
        # Taken before anything is noted on the request of where it leads.
        other = copy(request)
        other.path = other.path_info = lower
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        # Only what answers there is worth leading to.
        if self.get_response(other).status_code not in (200, 301, 302):
            return response
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(iri_to_uri(lower) + (query and f"?{query}"))


class NeverKeptMiddleware:
    """Tells browsers and caches to keep no answer of the rooms that one signs in for, refusals
    included; and a browser to keep nothing of them once its reader signs out."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.namespaces = set(settings.NEVER_KEPT_NAMESPACES)

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and self.namespaces.intersection(match.namespaces):
            patch_cache_control(response, private=True, no_store=True)
        if match is not None and match.url_name == SIGN_OUT and request.method == "POST":
            # What the device has saved to be read without a connection, and who serves it.
            response["Clear-Site-Data"] = '"storage"'
        return response
