"""How many queries something costs: one way to ask, whoever asks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.core import caching


@contextmanager
def queries() -> Iterator[list[str]]:
    """Give a list that holds the SQL of what was done within, once that is over.

    What a process keeps of the content is read anew, or a count would hang on what changed last.
    """
    found: list[str] = []
    caching.forget()
    with CaptureQueriesContext(connection) as captured:
        yield found
    found += [query["sql"] for query in captured.captured_queries]


def queries_of(client, url: str) -> list[str]:
    """Return the SQL that the page at `url` costs as things stand; it must answer with 200."""
    with queries() as found:
        assert client.get(url).status_code == 200, url
    return found


def cold_queries_of(client, url: str) -> list[str]:
    """Return the SQL that the page costs who comes first: no cache holds anything.

    Empty are the cache that the processes share, with it the roots of the sites and the content
    version, and what a process keeps: the shell, and the types of content.
    """
    cache.clear()
    ContentType.objects.clear_cache()
    return queries_of(client, url)


def warm_queries_of(client, url: str) -> list[str]:
    """Return the SQL that the page costs whoever comes second."""
    client.get(url)
    return queries_of(client, url)


def repeated(asked: Iterable[str]) -> list[str]:
    """Return the SQL that was asked more than once."""
    return [sql for sql, times in Counter(asked).items() if times > 1]
