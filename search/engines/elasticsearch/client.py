"""The client of the cluster; its failures are raised as the errors of the interface."""

from collections.abc import Iterator
from contextlib import contextmanager

from elastic_transport import HeadApiResponse
from elasticsearch import (
    ApiError,
    BadRequestError,
    Elasticsearch,
    NotFoundError,
    TransportError,
)
from elasticsearch.helpers import BulkIndexError

from search.engines.base import EngineUnavailable, IndexUnavailable
from search.engines.elasticsearch import answers
from search.engines.elasticsearch.transport import DeadlineNode

# Seconds that one request of an upkeep may take.
PATIENCE = 60
_OF_AN_INDEX = "search_phase_execution_exception"


class Client(Elasticsearch):
    """A client that takes nothing for an answer that is none."""

    def perform_request(self, method, path, *, endpoint_id=None, **kwargs):
        """Return the answer. Raise Malformed or Partial where it is not a whole one."""
        answer = super().perform_request(method, path, endpoint_id=endpoint_id, **kwargs)
        if not isinstance(answer, HeadApiResponse) and 200 <= answer.meta.status < 300:
            answers.verify(endpoint_id or "", answer)
        return answer


def connect(url: str) -> Client:
    """Return a client of the cluster at `url`: several addresses are separated by commas."""
    hosts = [one.strip() for one in url.split(",") if one.strip()]
    return Client(
        hosts,
        node_class=DeadlineNode,
        request_timeout=PATIENCE,
        max_retries=0,
        retry_on_timeout=False,
        http_compress=False,
    )


@contextmanager
def answering() -> Iterator[None]:
    """Raise EngineUnavailable for whatever the cluster or the way to it says no with."""
    try:
        yield
    # JSON nested without end is no TransportError.
    except (ApiError, TransportError, BulkIndexError, RecursionError) as error:
        raise EngineUnavailable(str(error)[:300]) from error


@contextmanager
def answering_in(language: str) -> Iterator[None]:
    """Do the same for a question to one language; raise IndexUnavailable where its index alone
    is the reason."""
    try:
        with answering():
            yield
    except answers.Partial as error:
        raise IndexUnavailable(str(error)) from error
    except EngineUnavailable as error:
        if _is_of_an_index(error.__cause__):
            raise IndexUnavailable(str(error)) from error
        raise


def _is_of_an_index(error: BaseException | None) -> bool:
    """Whether Elasticsearch itself says that an index is missing, closed or broken."""
    if not isinstance(error, ApiError) or not isinstance(error.body, dict):
        return False
    if error.meta.headers.get("x-elastic-product") != answers.PRODUCT:
        return False
    kinds = (NotFoundError, BadRequestError)
    return isinstance(error, kinds) or error.message == _OF_AN_INDEX


def close_snapshot(client: Elasticsearch, pit: str) -> None:
    """Give up a point in time; one that is not given up ends by itself."""
    try:
        client.options(ignore_status=404).close_point_in_time(id=pit)
    except (ApiError, TransportError, EngineUnavailable):
        return
