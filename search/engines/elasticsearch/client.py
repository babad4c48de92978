"""The client of the cluster; its failures are raised as the errors of the interface."""

from collections.abc import Iterator
from contextlib import contextmanager

from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.helpers import BulkIndexError

from search.engines.base import EngineUnavailable

# Seconds that an upkeep may take, and a write that perhaps an editor waits for; a reader waits for
# `timeout` alone.
PATIENCE = 60
WRITER_PATIENCE = 10


class Refused(EngineUnavailable):
    """Elasticsearch answers, but does not take some entries; the text says why."""


def connect(url: str) -> Elasticsearch:
    """Return a client of the cluster at `url`: several addresses are separated by commas."""
    hosts = [one.strip() for one in url.split(",") if one.strip()]
    return Elasticsearch(
        hosts, request_timeout=PATIENCE, max_retries=0, retry_on_timeout=False, http_compress=False
    )


@contextmanager
def answering() -> Iterator[None]:
    """Raise EngineUnavailable for whatever the cluster or the way to it says no with."""
    try:
        yield
    except (ApiError, TransportError, BulkIndexError) as error:
        raise EngineUnavailable(str(error)[:300]) from error
