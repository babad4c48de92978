"""Counts what is searched for, without anybody's name; and what of it was not found."""

import datetime
import logging
import re
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.models import Max, Q, Sum
from django.utils import timezone

from cms.core.text import fold
from search.models import SearchCount

logger = logging.getLogger(__name__)

# What fewer people than that looked for may say who they are.
FEWEST = 3
# Nobody can fill the table: beyond it, a day's new queries are not counted any more.
MOST_A_DAY = 5000
_PERSONAL = re.compile(r"@|(?:\d[\s().+/-]*){7,}")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")


def count_search(text: str, language: str, hits: int) -> None:
    """Count one search of today; addresses and telephone numbers are not kept."""
    query = fold(text)
    if not query or len(query) > 100 or _PERSONAL.search(_YEARS.sub("", query)):
        return
    today = timezone.localdate()
    try:
        with _impatient(), connection.cursor() as cursor:
            cursor.execute(_COUNT, [today, language, query, hits, today, MOST_A_DAY])
        # Once a day, by whoever comes first.
        if cache.add(f"search-counts-forgotten:{today}", True, 86_400):
            forget(today)
    except DatabaseError as error:
        # A search that is not counted is still answered.
        logger.warning("A search was not counted: %s", error)


# No signal is sent: counting empties no cache.
_COUNT = """
    INSERT INTO search_searchcount (day, language, query, times, hits)
    SELECT %s, %s, %s, 1, %s
    WHERE (SELECT count(*) FROM search_searchcount WHERE day = %s) < %s
    ON CONFLICT (day, language, query)
    DO UPDATE SET times = search_searchcount.times + 1, hits = excluded.hits
"""


@contextmanager
def _impatient():
    """Wait for no other writer: SQLite has but one, who may take long."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    (usual,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute("PRAGMA busy_timeout = 100")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(usual)}")


def forget(today: datetime.date | None = None) -> int:
    """Delete counts older than SEARCH_COUNT_DAYS and return how many there were."""
    today = today or timezone.localdate()
    day = today - datetime.timedelta(days=settings.SEARCH_COUNT_DAYS)
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


def by_day(days: int) -> list[tuple[datetime.date, int, int]]:
    """Return every one of the last `days`: the day, how many searches, how many found nothing."""
    today = timezone.localdate()
    rows = (
        SearchCount.objects.filter(day__gt=today - datetime.timedelta(days=days))
        .order_by()
        .values_list("day")
        .annotate(all=Sum("times"), nothing=Sum("times", filter=Q(hits=0), default=0))
    )
    counted = {day: (times, nothing) for day, times, nothing in rows}
    span = [today - datetime.timedelta(days=back) for back in reversed(range(days))]
    return [(day, *counted.get(day, (0, 0))) for day in span]


def missed(days: int):
    """Return what of it found nothing on any day."""
    return asked(days).filter(most=0)
