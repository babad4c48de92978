"""While the better engine is slow or gone, the database answers; nobody waits for long."""

import socket
import threading
import time

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from search.engines import engine as engine_now
from search.engines.base import EngineUnavailable, Query, Results
from search.engines.circuit_breaker import CircuitBreaker, GuardedEngine
from search.engines.elasticsearch import ElasticsearchEngine
from search.reports import health
from search.services import sync

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()
    yield
    cache.clear()


class Remote:
    """An engine that answers or not, as one likes."""

    name = "remote"

    def __init__(self):
        self.works = True
        self.asked = 0

    def search(self, query):
        self.asked += 1
        if not self.works:
            raise EngineUnavailable("gone")
        return Results([], 0, {}, self.name)

    def suggest(self, *args):
        self.search(None)
        return []

    def did_you_mean(self, *args):
        self.search(None)
        return "remote"

    def write(self, entries):
        self.search(None)


@pytest.fixture
def remote():
    return Remote()


@pytest.fixture
def guarded(remote, engine):
    return GuardedEngine(remote, engine, CircuitBreaker("test", failures=2, pause=1))


def test_what_fails_is_answered_by_the_database(guarded, remote, add):
    add(title="Peace")
    remote.works = False
    found = guarded.search(Query("peace", "en"))
    assert (found.total, found.engine, found.degraded) == (1, "database", True)
    assert [one.text for one in guarded.suggest("pea", "en", frozenset({"public"}))] == ["Peace"]
    assert guarded.did_you_mean("peece", "en", frozenset({"public"})) is not None


def test_it_opens_lets_one_try_and_closes_by_itself(guarded, remote):
    remote.works = False
    for _ in range(5):
        guarded.search(Query("", "en"))
    assert remote.asked == 2
    remote.works = True
    assert guarded.search(Query("", "en")).degraded
    time.sleep(1.1)
    assert not guarded.search(Query("", "en")).degraded
    assert not guarded.breaker.is_open


def test_of_many_askers_one_tries(guarded, remote):
    remote.works = False
    for _ in range(2):
        guarded.search(Query("", "en"))
    time.sleep(1.1)
    assert [guarded.breaker.allows() for _ in range(5)] == [True, False, False, False, False]
    # The one that tried has failed: all wait again.
    guarded.breaker.failed()
    assert not guarded.breaker.allows()


def test_what_one_process_learns_all_know(guarded, remote, engine):
    remote.works = False
    for _ in range(2):
        guarded.search(Query("", "en"))
    other = GuardedEngine(remote, engine, CircuitBreaker("test", failures=2, pause=1))
    asked = remote.asked
    assert other.search(Query("", "en")).degraded
    assert remote.asked == asked


def test_a_failure_now_and_then_opens_nothing(guarded, remote):
    for _ in range(4):
        remote.works = False
        guarded.search(Query("", "en"))
        remote.works = True
        assert not guarded.search(Query("", "en")).degraded


def test_an_open_breaker_lets_no_write_wait(guarded, remote):
    remote.works = False
    for _ in range(2):
        guarded.search(Query("", "en"))
    with pytest.raises(EngineUnavailable):
        guarded.write([])
    assert remote.asked == 2


def test_a_write_may_be_the_one_that_tries(guarded, remote):
    remote.works = False
    for _ in range(2):
        with pytest.raises(EngineUnavailable):
            guarded.write([])
    assert guarded.breaker.is_open
    remote.works = True
    time.sleep(1.1)
    guarded.write([])
    assert not guarded.breaker.is_open


@pytest.fixture
def hanging():
    """The address of a server that takes connections and never says a word."""
    server = socket.create_server(("127.0.0.1", 0))
    held = []
    stopped = threading.Event()

    def accept():
        while not stopped.is_set():
            try:
                held.append(server.accept()[0])
            except OSError:
                return

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}"
    stopped.set()
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    for connection in held:
        connection.close()
    thread.join(timeout=5)


@pytest.fixture
def closing():
    """The address of a port where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return f"http://127.0.0.1:{port}"


def test_a_cluster_that_hangs_costs_a_second_and_soon_nothing(hanging, engine, add):
    add(title="Peace")
    remote = ElasticsearchEngine(hanging, "test", timeout=0.5)
    guarded = GuardedEngine(remote, engine, CircuitBreaker("hanging", failures=2, pause=60))
    for _ in range(2):
        began = time.monotonic()
        found = guarded.search(Query("peace", "en"))
        assert found.degraded
        assert found.total == 1
        assert 0.4 < time.monotonic() - began < 5
    assert guarded.breaker.is_open
    assert not guarded.breaker.allows()
    remote.client.close()


def test_a_cluster_that_is_gone_loses_no_write(closing, settings, commits, engine, add):
    settings.ELASTICSEARCH_URL = closing
    settings.ELASTICSEARCH_INDEX_PREFIX = "gone"
    entry = add(title="Peace")
    sync.index([entry])
    found = engine_now().search(Query("peace", "en"))
    assert (found.engine, found.degraded, found.total) == ("database", True, 1)
    with pytest.raises(EngineUnavailable):
        engine_now().check()


def test_without_an_address_the_database_alone_answers(settings, engine):
    settings.ELASTICSEARCH_URL = ""
    assert engine_now() is engine
    assert not engine_now().search(Query("", "en")).degraded


def test_the_status_says_who_answers_and_since_when(closing, settings, engine, capsys):
    settings.ELASTICSEARCH_URL = closing
    call_command("search_index", "status")
    assert "searches are answered by: elasticsearch" in capsys.readouterr().out
    assert engine_now().search(Query("peace", "en")).degraded
    for _ in range(2):
        engine_now().search(Query("peace", "en"))
    call_command("search_index", "status")
    said = capsys.readouterr()
    assert "searches are answered by: database" in said.out
    assert f"elasticsearch: searches do not ask it since {timezone.now():%Y-}" in said.out
    assert "elasticsearch does not answer" in said.err
    (_database, remote) = health()
    assert not remote.answers
    assert (timezone.now() - remote.left_out_since).total_seconds() < 60
