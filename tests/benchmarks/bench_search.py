"""What search costs with 100,000 entries: ``make bench`` prints a table.

The peer is the same Elasticsearch, asked the same question and fed the same documents without the
site between. SEARCH_BENCH_ENTRIES makes it smaller.

The page is that of a reader who asks for the first time: all middleware, the check of the hits
against the database, the template, and the counting of the search.
"""

import contextlib
import datetime
import os
import random
import statistics
import sys
import time

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from elasticsearch.dsl import Search
from elasticsearch.helpers import streaming_bulk

from search import registry
from search.engines.base import Query
from search.engines.elasticsearch import ElasticsearchEngine, bulk, deep_paging, queries
from search.models import Entry
from search.projection import Projection
from search.query import parse
from tests.factories.pages import make_site, make_standard

ENTRIES = int(os.environ.get("SEARCH_BENCH_ENTRIES", "100000"))
FEW = max(100, ENTRIES // 10)
REQUESTS = 60
SYLLABLES = [consonant + vowel for consonant in "bdlmr" for vowel in "aeiou"]
LINE = "{:<44}{:>14}{:>14}{:>10}"


def report(*columns) -> None:
    """Print a row beside pytest's own output."""
    sys.stdout.write(LINE.format(*columns) + "\n")


def words(source: random.Random) -> list[str]:
    """Return a vocabulary of 20,000 words that look like some."""
    return ["".join(source.choices(SYLLABLES, k=source.randint(2, 5))) for _ in range(20_000)]


def make_entries(count: int, start: int = 0):
    """Yield generated entries; a word is the rarer the later it stands in the vocabulary."""
    source = random.Random(start)
    vocabulary = words(random.Random(0))

    def text(length: int) -> str:
        picked = (vocabulary[int(len(vocabulary) * source.random() ** 3)] for _ in range(length))
        return " ".join(picked).capitalize() + "."

    for number in range(start, start + count):
        day = datetime.date(2026, 1, 1) - datetime.timedelta(days=source.randrange(4000))
        values = Projection(
            language="en",
            title=text(8),
            summary=text(20),
            text="\n".join(text(40) for _ in range(5)),
            url=f"/{number}/",
            date=day,
            facets={
                "kind": [source.choice(["statement", "event", "document"])],
                "topic": source.sample([f"topic-{n}" for n in range(30)], 2),
                "year": [str(day.year)],
            },
        ).values()
        yield Entry(kind="thing", object_id=str(number), version=number + 1, is_open=True, **values)


def fill(count: int) -> None:
    """Write generated entries into the database alone."""
    batch = []
    for entry in make_entries(count, start=Entry.objects.count()):
        batch.append(entry)
        if len(batch) == 1000:
            Entry.objects.bulk_create(batch)
            batch = []
    Entry.objects.bulk_create(batch)


def median_ms(ask, questions: list) -> float:
    """Return the median time of asking all questions in turn, in milliseconds."""
    spent = []
    for question in questions:
        began = time.perf_counter()
        ask(question)
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


def medians_ms(asks: dict, questions: list) -> dict[str, float]:
    """Return the median time of each way of asking, in milliseconds: the better of two rounds.

    No way is the first to warm what the others find warm.
    """
    rounds = [
        {name: median_ms(ask, questions) for name, ask in asks.items()} for _round in range(2)
    ]
    return {name: min(one[name] for one in rounds) for name in asks}


class ThingSource(registry.Source):
    """The source of the generated entries: asks the database for them, as all sources do."""

    kind = "thing"

    def visible_keys(self, keys, audiences):
        ids = {object_id for object_id, _language in keys}
        rows = Entry.objects.alive().filter(kind=self.kind, object_id__in=ids)
        return set(keys) & set(rows.values_list("object_id", "language"))


class Memory:
    """Resident memory in MB, without what the test's own database holds in it; Linux alone."""

    def __init__(self):
        self.start = self.before = self._read("VmRSS")

    def reset(self) -> None:
        """Begin anew: what is held now is not counted."""
        with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w") as file:
            file.write("5")
        self.before = self._read("VmRSS")

    def peak(self) -> float:
        """Return the peak since the last reset, as if the process had just begun before it."""
        return self.start + self._read("VmHWM") - self.before

    @staticmethod
    def _read(name: str) -> float:
        with open("/proc/self/status") as file:
            line = next(one for one in file if one.startswith(name))
        return int(line.split()[1]) / 1024


@pytest.fixture
def engine(transactional_db, index_prefix):
    """The engine on the real cluster."""
    engine = ElasticsearchEngine(os.environ["TEST_ELASTICSEARCH_URL"], index_prefix, timeout=30)
    yield engine
    engine.client.close()


def raw_rate(engine) -> float:
    """Return how many documents a second Elasticsearch takes that only have to be sent."""
    (key, name), *_rest = engine.indices.create(["en"]).items()
    documents = [
        {"_index": name, "_id": entry.pk, "_source": bulk.document(entry)}
        for entry in Entry.objects.order_by("pk")[:FEW]
    ]
    began = time.perf_counter()
    for _answer in streaming_bulk(engine.client, documents, chunk_size=bulk.CHUNK):
        pass
    rate = len(documents) / (time.perf_counter() - began)
    engine.client.indices.delete(index=name.removesuffix("-building"))
    assert key == ("en", "open")
    return rate


def raw_question(engine, query: Query) -> dict:
    """Return what the engine asks, ready to be sent."""
    parsed = parse(query.text, query.language)
    asked = queries.matching(parsed, [])
    search = queries.page(Search(), query, asked, timezone.localdate(), parsed.typed)
    return search[: query.size].to_dict()


@pytest.mark.elasticsearch
def test_search(engine, settings, index_prefix, monkeypatch):
    settings.ELASTICSEARCH_URL = os.environ["TEST_ELASTICSEARCH_URL"]
    settings.ELASTICSEARCH_INDEX_PREFIX = index_prefix
    monkeypatch.setitem(registry._sources, ThingSource.kind, ThingSource())
    make_site()
    memory = Memory()
    report("\nsearch", "here", "raw or limit", "ratio")

    fill(FEW)
    engine.rebuild(languages=["en"])
    memory.reset()
    engine.rebuild(languages=["en"])
    few = memory.peak()

    fill(ENTRIES - FEW)
    memory.reset()
    began = time.perf_counter()
    assert engine.rebuild(languages=["en"]) == ENTRIES
    rate = ENTRIES / (time.perf_counter() - began)
    many = memory.peak()
    raw = raw_rate(engine)
    report("rebuild, documents a second", f"{rate:.0f}", f"{raw:.0f}", f"{rate / raw:.2f}")
    report(
        f"memory of a rebuild, MB ({ENTRIES}, {FEW})",
        f"{many:.0f}",
        f"{few:.0f}",
        f"{many / few:.2f}",
    )

    began = time.perf_counter()
    engine.write(Entry.objects.order_by("pk")[:FEW].iterator(chunk_size=200))
    again = FEW / (time.perf_counter() - began)
    report("write over, documents a second", f"{again:.0f}", f"{raw:.0f}", f"{again / raw:.2f}")

    vocabulary = words(random.Random(0))
    source = random.Random(1)
    asked = [
        Query(" ".join(source.choices(vocabulary[:4000], k=source.randint(1, 4))), "en")
        for _ in range(REQUESTS)
    ]
    client = Client()

    def page_of(question: Query) -> None:
        response = client.get("/en/search/", {"q": question.text})
        assert response.status_code == 200
        assert response.context["found"].results.engine == engine.name

    name = engine.indices.alias("en", "open")
    bodies = {question.text: raw_question(engine, question) for question in asked}
    ways = {
        "raw": lambda question: engine.client.search(index=name, body=bodies[question.text]),
        "results": engine.search,
        "page": page_of,
    }
    for ask in ways.values():
        for question in asked[:10]:
            ask(question)
    spent = medians_ms(ways, asked)
    plain, rendered = spent["raw"], spent["page"]
    limit = max(3 * plain, plain + 15)
    for label, here in (("results alone", spent["results"]), ("the rendered page", rendered)):
        ratio = f"{here / plain:.2f}"
        report(f"{label}, p50 in ms (at most {limit:.1f})", f"{here:.1f}", f"{plain:.1f}", ratio)
    quick = median_ms(
        lambda question: engine.suggest(question.text[:4], "en", question.audiences), asked
    )
    report("suggestions while typing, p50 in ms", f"{quick:.1f}", "", "")

    began = time.perf_counter()
    page = engine.search(Query("", "en", page=ENTRIES // 10))
    assert len(page.hits) == 10
    spent = (time.perf_counter() - began) * 1000
    at_once = f"{deep_paging.WINDOW} at once"
    report(f"the last page of {ENTRIES} hits, ms", f"{spent:.0f}", at_once, "")

    began = time.perf_counter()
    diff = engine.check()
    report("check of all, s", f"{time.perf_counter() - began:.1f}", "", "")
    assert diff.clean
    assert rate / raw >= 0.25
    assert many / few <= 1.3
    assert rendered <= limit


@pytest.mark.elasticsearch
def test_publishing(engine, settings, index_prefix):
    """One publish until it is found, with a worker that looks for tasks every second."""
    settings.ELASTICSEARCH_URL = os.environ["TEST_ELASTICSEARCH_URL"]
    settings.ELASTICSEARCH_INDEX_PREFIX = index_prefix
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    make_site()
    engine.rebuild()
    worker = {"batch": True, "interval": 0, "startup_delay": False, "verbosity": 0}
    call_command("db_worker", **worker)
    page = make_standard(title="Page")
    began = time.perf_counter()
    page.title = "Unheard of"
    page.save_revision().publish()
    # A worker that has just looked comes back after a second.
    time.sleep(1)
    call_command("db_worker", **worker)
    while not engine.search(Query("unheard", "en")).total:
        assert time.perf_counter() - began < 5
        time.sleep(0.05)
    spent = time.perf_counter() - began
    report("from publishing to being found, s", f"{spent:.1f}", "5.0", "")
