"""Whatever Elasticsearch does, readers are answered soon, editors do not wait, nothing is lost."""

import os
import time
import uuid

import pytest
from django.core.cache import cache

from search.engines import deadline, remote_engines
from search.engines import engine as engine_now
from search.engines.base import EngineUnavailable, IndexDiff, Query
from search.engines.elasticsearch import ElasticsearchEngine
from search.services import sync
from tests.factories.directory import BodyFactory
from tests.factories.extranet import delegate
from tests.search.confidential import FORMS, paper
from tests.search.misbehaving import MODES, Node

pytestmark = pytest.mark.django_db

# Seconds that a question may wait here, and that a page may take with it on a busy machine.
PATIENCE, PAGE = 0.4, 1.5


@pytest.fixture
def node(settings):
    """Let the site ask a misbehaving node: `node(mode)`; what it was asked is noted."""
    nodes = []

    def begin(mode, **where) -> Node:
        one = Node(mode, **where)
        nodes.append(one)
        if mode == "closed":
            one.close()
        settings.ELASTICSEARCH_URL = one.url
        # Nobody else's breaker and client.
        settings.ELASTICSEARCH_INDEX_PREFIX = f"test-{uuid.uuid4().hex}"
        settings.ELASTICSEARCH_TIMEOUT = PATIENCE
        return one

    yield begin
    for one in remote_engines():
        one.breaker.succeeded()
        one.remote.client.close()
    for one in nodes:
        one.close()


def timed(ask):
    """Return an answer, and the seconds that it took."""
    began = time.monotonic()
    return ask(), time.monotonic() - began


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("form", FORMS)
def test_every_way_in_is_answered_in_time(client, site, add, node, form, mode):
    add(title="Peace in our time", url="/en/peace/")
    # What is made once is not measured.
    client.get(f"/en/search/{form}", {"q": "other"})
    node(mode)
    for _ in range(2):
        answer, seconds = timed(lambda: client.get(f"/en/search/{form}", {"q": "peace"}))
        assert answer.status_code == 200
        # The word itself is marked.
        assert "in our time" in answer.content.decode()
        assert seconds < PAGE


@pytest.mark.parametrize("mode", MODES)
def test_the_extranet_is_answered_in_time(client, site, node, mode):
    body = BodyFactory()
    paper(body)
    client.force_login(delegate(body))
    client.get("/en/search/", {"q": "other"})
    node(mode)
    answer, seconds = timed(lambda: client.get("/en/search/", {"q": "zanzibar"}))
    assert answer.status_code == 200
    assert "/extranet/" in answer.content.decode().partition("<main")[2]
    assert seconds < PAGE


@pytest.mark.parametrize("mode", MODES)
def test_after_three_failures_nobody_waits_any_more(add, node, mode):
    add(title="Peace")
    one = node(mode)
    for _ in range(3):
        assert engine_now().search(Query("peace", "en")).degraded
    guarded = engine_now()
    # A node that knows of no index at all is left out language by language.
    assert guarded.breaker.is_open or guarded.breaker_of("en").is_open
    asked = len(one.asked)
    found, seconds = timed(lambda: engine_now().search(Query("peace", "en")))
    assert (found.degraded, found.total) == (True, 1)
    assert seconds < PATIENCE
    assert len(one.asked) == asked


def test_a_breaker_remembers_longer_than_the_slowest_failures_take(node):
    node("hanging")
    breaker = engine_now().breaker
    assert breaker.memory > breaker.failures * breaker.slowest
    assert breaker.trial > breaker.slowest >= deadline.WRITER_PATIENCE


@pytest.mark.parametrize("mode", MODES)
def test_an_editor_never_waits_longer_than_a_writer_may(add, node, mode, monkeypatch):
    monkeypatch.setattr(deadline, "WRITER_PATIENCE", 1.0)
    entry = add(title="Peace")
    node(mode)
    _done, seconds = timed(lambda: sync.index([entry]))
    assert seconds < 1.0 + PAGE
    found = engine_now().search(Query("peace", "en"))
    assert (found.degraded, found.total) == (True, 1)


@pytest.mark.parametrize("mode", MODES)
def test_upkeep_says_that_there_is_no_answer(node, mode):
    node(mode)
    with deadline.within(1.0), pytest.raises(EngineUnavailable):
        engine_now().check()


# --- In front of the real one ---------------------------------------------------------------


@pytest.fixture
def real(elasticsearch, node, settings):
    """Stand between the site and the real node: `real(mode, only=…)`."""

    def begin(mode, only=""):
        one = node(mode, upstream=os.environ["TEST_ELASTICSEARCH_URL"], only=only)
        settings.ELASTICSEARCH_INDEX_PREFIX = elasticsearch.indices.prefix
        settings.ELASTICSEARCH_TIMEOUT = 2.0
        return one

    return begin


@pytest.mark.elasticsearch
@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "closed"])
def test_what_only_searches_get_wrong_is_a_failure_too(elasticsearch, add, real, mode):
    elasticsearch.write([add(title="Peace")])
    one = real("well")
    assert engine_now().search(Query("peace", "en")).engine == "elasticsearch"
    one.mode, one.only = mode, "_search"
    found = engine_now().search(Query("peace", "en"))
    assert (found.degraded, found.total) == (True, 1)


@pytest.mark.elasticsearch
@pytest.mark.parametrize("mode", ["hanging", "html", "500"])
def test_after_it_is_well_again_all_is_as_before_and_no_write_is_lost(
    elasticsearch, add, real, mode
):
    elasticsearch.write([add(title="Peace")])
    one = real("well")
    one.mode = mode
    for _ in range(3):
        assert engine_now().search(Query("peace", "en")).degraded
    late = add(title="Peace at last")
    sync.index([late])
    one.mode = "well"
    breaker = engine_now().breaker
    assert breaker.pause < 60
    # The pause is over.
    cache.delete(breaker._paused)
    found = engine_now().search(Query("peace", "en"))
    assert (found.engine, found.degraded) == ("elasticsearch", False)
    engine_now().repair(engine_now().check())
    elasticsearch.refresh()
    assert engine_now().search(Query("peace", "en")).total == 2
    assert engine_now().check().clean


@pytest.mark.elasticsearch
def test_a_stray_document_is_skipped_by_readers_and_deleted_by_repair(
    elasticsearch, elasticsearch_client, add
):
    elasticsearch.write([add(title="Peace")])
    alias = elasticsearch.indices.alias("en", "open")
    source = elasticsearch_client.search(index=alias)["hits"]["hits"][0]["_source"]
    for stray in ("not-a-number", "0", "99999999999999999999"):
        elasticsearch_client.index(index=alias, id=stray, document=source, refresh=True)
    found = elasticsearch.search(Query("peace", "en"))
    assert [hit.title for hit in found.hits] == ["Peace"]
    diff = elasticsearch.check()
    assert {stray for _index, stray in diff.strays} == {
        *("not-a-number", "0", "99999999999999999999"),
    }
    elasticsearch.repair(diff)
    assert elasticsearch.check().clean
    assert elasticsearch_client.count(index=alias)["count"] == 1


@pytest.mark.elasticsearch
def test_one_language_without_an_index_is_simpler_alone(
    elasticsearch, elasticsearch_client, add, real
):
    elasticsearch.write([add(title="Peace"), add(title="Paix", language="fr")])
    real("well")
    alias = elasticsearch.indices.alias("fr", "open")
    (name,) = elasticsearch_client.indices.get_alias(name=alias)
    elasticsearch_client.indices.delete(index=name)
    for _ in range(5):
        french = engine_now().search(Query("paix", "fr"))
        assert (french.engine, french.degraded, french.total) == ("database", True, 1)
        english = engine_now().search(Query("peace", "en"))
        assert (english.engine, english.degraded) == ("elasticsearch", False)
    engine_now().repair(engine_now().check())
    elasticsearch.refresh()
    assert engine_now().search(Query("paix", "fr")).engine == "elasticsearch"


def test_an_answer_that_dribbles_is_given_up_without_a_breaker_too(node):
    one = node("dribbling")
    remote = ElasticsearchEngine(one.url, "test", timeout=PATIENCE)
    began = time.monotonic()
    with pytest.raises(EngineUnavailable):
        remote.search(Query("peace", "en"))
    assert time.monotonic() - began < PAGE
    remote.client.close()


@pytest.mark.parametrize("mode", ["hanging", "dribbling"])
def test_upkeep_does_not_wait_for_a_node_that_says_nothing(node, monkeypatch, mode):
    monkeypatch.setattr("search.engines.elasticsearch.engine.WRITER_PATIENCE", PATIENCE)
    remote = ElasticsearchEngine(node(mode).url, "test", timeout=PATIENCE)
    for upkeep in (remote.check, lambda: remote.repair(IndexDiff()), remote.rebuild):
        began = time.monotonic()
        with pytest.raises(EngineUnavailable):
            upkeep()
        assert time.monotonic() - began < PAGE
    remote.client.close()
