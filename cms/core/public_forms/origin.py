"""Whether a form was sent from this site, by what the browser says of it; no cookie is needed."""

from urllib.parse import urlsplit

from django.conf import settings


def is_same_origin(request) -> bool:
    """Return whether the browser says that `request` was sent from a page of this site.

    Where it says nothing at all the answer is no. See docs/decisions for what that is worth.
    """
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from:
        return fetched_from == "same-origin"
    origin = request.headers.get("Origin") or _origin_of(request.headers.get("Referer", ""))
    own = f"{request.scheme}://{request.get_host()}"
    return origin in (own, *settings.CSRF_TRUSTED_ORIGINS)


def _origin_of(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
