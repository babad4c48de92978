"""One number that changes whenever the public could see a change; caches are keyed by it."""

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from cms.core.models import ContentVersion

_KEY = "content-version"
# A reader may be this many seconds behind where processes do not share a cache.
_MEMO_SECONDS = 1


def content_version() -> int:
    """Return the number of the site's present content, from the database at most once a second."""
    number = cache.get(_KEY)
    if number is None:
        number = ContentVersion.objects.values_list("number", flat=True).first() or 0
        cache.set(_KEY, number, _MEMO_SECONDS)
    return number


def bump_content_version(**_signal) -> None:
    """Count one change, once for a whole transaction and only if that is committed."""
    pending = transaction.get_connection().run_on_commit
    if not any(entry[1] is _bump for entry in pending):
        transaction.on_commit(_bump)


def _bump() -> None:
    if not ContentVersion.objects.update(number=F("number") + 1):
        ContentVersion.objects.create(number=1)
    cache.delete(_KEY)
