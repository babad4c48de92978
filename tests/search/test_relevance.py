"""Relevance of both engines on the sets of questions in RELEVANCE_DIR, where that is given."""

import pytest
from django.core.management import call_command

from search import relevance

# The least that the design asks of the database engine; accents left out cost next to nothing.
FLOORS = {"en": 0.96, "es": 0.945, "fr": 0.78}
ACCENTS = 0.005
# One question in so many is asked, which may fall a little worse than all of them.
EVERY = 5
CHANCE = 0.02


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_the_database_engine_keeps_its_floors(engine, language):
    try:
        path = relevance.folder()
    except relevance.NothingToMeasure as reason:
        pytest.skip(str(reason))
    engine.write(relevance.entries(path, language, engine.using))
    typed = relevance.measure(engine, path, language, every=EVERY)
    stripped = relevance.measure(engine, path, language, relevance.strip_accents, every=EVERY)
    assert typed.mrr >= FLOORS[language] - CHANCE
    assert typed.mrr - stripped.mrr <= ACCENTS


def test_without_sets_there_is_nothing_to_measure(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("RELEVANCE_DIR", str(tmp_path))
    call_command("search_relevance")
    assert "Skipped" in capsys.readouterr().out


# The same of Elasticsearch.
BETTER_FLOORS = {"en": 0.968, "es": 0.955, "fr": 0.80}


@pytest.mark.elasticsearch
@pytest.mark.parametrize("language", sorted(BETTER_FLOORS))
def test_elasticsearch_keeps_its_floors(django_db_setup, django_db_blocker, language):
    # A database of its own, made and dropped here, which the test's own guard would not let in.
    with django_db_blocker.unblock():
        keep_better_floors(language)


def keep_better_floors(language):
    try:
        path = relevance.folder()
        with relevance.scratch("") as database:
            relevance.entries(path, language, database.using)
            with relevance.scratch_cluster(database.using) as engine:
                engine.rebuild(languages=[language])
                typed = relevance.measure(engine, path, language)
                stripped = relevance.measure(engine, path, language, relevance.strip_accents)
    except relevance.NothingToMeasure as reason:
        pytest.skip(str(reason))
    assert typed.mrr >= BETTER_FLOORS[language]
    assert typed.mrr - stripped.mrr <= ACCENTS
