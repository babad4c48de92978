"""Which pages anybody may read at this moment."""

from django.db.models import Q
from django.utils import timezone


def readable(pages):
    """Return those of `pages` that are public now; expired ones are not, a job having run or not."""
    now = timezone.now()
    return pages.published().filter(Q(expire_at__isnull=True) | Q(expire_at__gt=now))
