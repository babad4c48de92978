"""What stands in the way of deleting something."""

from collections import Counter

from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector


def users_of(rows: list) -> str:
    """Return what still uses `rows` so that the database keeps them, in words; empty if nothing."""
    collector = Collector(using=rows[0]._state.db)
    try:
        collector.collect(rows)
    except (ProtectedError, RestrictedError) as error:
        users = getattr(error, "protected_objects", None) or error.restricted_objects
        counts = Counter(row._meta.verbose_name_plural for row in users)
        return ", ".join(f"{name} ({count})" for name, count in counts.items())
    return ""
