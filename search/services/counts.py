"""Counts what is searched for, without anybody's name; and what of it was not found."""

import datetime
import logging
import re

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F, Max, Sum
from django.utils import timezone

from cms.core.text import fold
from search.models import SearchCount

logger = logging.getLogger(__name__)

# What fewer people than that looked for may say who they are.
FEWEST = 3
# Nobody can fill the table: beyond it, a day's new queries are not counted any more.
MOST_A_DAY = 5000
_PERSONAL = re.compile(r"@|\d[\d\s().+/-]{5,}\d")


def count_search(text: str, language: str, hits: int) -> None:
    """Count one search of today; addresses and telephone numbers are not kept."""
    query = fold(text)
    if not query or len(query) > 100 or _PERSONAL.search(query):
        return
    try:
        with transaction.atomic():
            _count(query, language, hits)
    except DatabaseError as error:
        # A search that is not counted is still answered.
        logger.warning("A search was not counted: %s", error)


def _count(query: str, language: str, hits: int) -> None:
    today = timezone.localdate()
    rows = SearchCount.objects.filter(day=today)
    row = rows.filter(language=language, query=query)
    # Neither sends a signal: counting empties no cache.
    if row.update(times=F("times") + 1, hits=hits):
        return
    number = rows.count()
    if number == 0:
        forget()
    if number < MOST_A_DAY:
        SearchCount.objects.bulk_create(
            [SearchCount(day=today, language=language, query=query, times=1, hits=hits)],
            ignore_conflicts=True,
        )


def forget(today: datetime.date | None = None) -> int:
    """Delete counts older than SEARCH_COUNT_DAYS (180) and return how many there were."""
    days = getattr(settings, "SEARCH_COUNT_DAYS", 180)
    day = (today or timezone.localdate()) - datetime.timedelta(days=days)
    rows = SearchCount.objects.filter(day__lt=day)
    return rows._raw_delete(rows.db)


def asked(days: int):
    """Return what was searched for in the last `days`, most often first: dicts with query,
    language, asked (times), last (day) and most (the most results it had)."""
    since = timezone.localdate() - datetime.timedelta(days=days - 1)
    return (
        SearchCount.objects.filter(day__gte=since)
        .order_by()
        .values("language", "query")
        .annotate(asked=Sum("times"), last=Max("day"), most=Max("hits"))
        .filter(asked__gte=FEWEST)
        .order_by("-asked", "query", "language")
    )


def missed(days: int):
    """Return what of it found nothing on any day."""
    return asked(days).filter(most=0)
