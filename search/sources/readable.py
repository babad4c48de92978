"""Which pages anybody may read at this moment."""

from django.db.models import Q
from django.utils import timezone


def readable(pages):
    """Return those of `pages` that are public now; one that is expired is not, even while live."""
    now = timezone.now()
    return pages.published().filter(Q(expire_at__isnull=True) | Q(expire_at__gt=now))
