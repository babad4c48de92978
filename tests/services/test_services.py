"""The real services answer, and can do what the site asks of them."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

TABLE = "test_services_seat"


@pytest.fixture
def seats(django_db_blocker, transactional_db):
    """A table with one unique column, outside Django's own, dropped after."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (seat integer UNIQUE)")
    yield TABLE
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")


@pytest.mark.postgres
def test_of_two_at_the_same_seat_one_is_refused(seats):
    start = threading.Barrier(2, timeout=10)
    outcomes = []

    def take_seat():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT 1")
                start.wait()
                cursor.execute(f"INSERT INTO {seats} VALUES (1)")
            outcomes.append("seated")
        except IntegrityError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=take_seat) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert sorted(outcomes) == ["refused", "seated"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {seats}")
        assert cursor.fetchone() == (1,)


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_database_is_postgresql():
    assert connection.vendor == "postgresql"
    assert connection.pg_version >= 140000


@pytest.mark.redis
def test_redis_keeps_counts_and_forgets_for_django(redis_cache):
    redis_cache.set("page", {"title": "Déclaration"}, timeout=60)
    assert redis_cache.get("page") == {"title": "Déclaration"}
    assert redis_cache.add("page", "other") is False
    redis_cache.set("visits", 1)
    assert redis_cache.incr("visits") == 2
    redis_cache.set("gone", "x", timeout=0)
    assert redis_cache.get("gone") is None


@pytest.fixture
def statements(elasticsearch_client, index_prefix):
    """Three statements in a real index, analysed as a site in French would."""
    from elasticsearch.dsl import (
        Completion,
        Document,
        Index,
        Keyword,
        Text,
        analyzer,
        token_filter,
    )

    elision = token_filter(
        "test_elision", "elision", articles_case=True, articles=["l", "d", "qu", "s"]
    )
    stemmer = token_filter("test_stemmer", "stemmer", language="light_french")
    grams = token_filter("test_grams", "edge_ngram", min_gram=2, max_gram=12)
    french = analyzer(
        "test_french",
        tokenizer="standard",
        filter=[elision, "lowercase", stemmer, "asciifolding"],
    )
    prefixes = analyzer("test_prefixes", tokenizer="standard", filter=["lowercase", grams])

    class Statement(Document):
        title = Text(
            analyzer=french,
            fields={"start": Text(analyzer=prefixes, search_analyzer="standard")},
        )
        kind = Keyword()
        suggest = Completion()

    index = Index(f"{index_prefix}-statements", using=elasticsearch_client)
    index.settings(number_of_shards=1, number_of_replicas=0)
    index.document(Statement)
    index.create()
    for title, kind in [
        ("Déclaration sur l'égalité des travailleuses", "declaration"),
        ("Résolution pour la paix en Méditerranée", "resolution"),
        ("Déclaration d'urgence climatique", "declaration"),
    ]:
        Statement(title=title, kind=kind, suggest=title).save(
            using=elasticsearch_client, index=index._name
        )
    index.refresh()
    return Statement.search(using=elasticsearch_client, index=index._name)


@pytest.mark.elasticsearch
class TestElasticsearch:
    def test_elision_and_light_stemming_find_french_words(self, statements):
        hits = statements.query("match", title="egalites").execute()
        assert [hit.title for hit in hits] == ["Déclaration sur l'égalité des travailleuses"]
        assert statements.query("match", title="travailleuse").count() == 1

    def test_edge_n_grams_find_the_start_of_a_word(self, statements):
        hits = statements.query("match", title__start="médit").execute()
        assert [hit.kind for hit in hits] == ["resolution"]

    def test_completion_suggests_titles(self, statements):
        found = statements.suggest(
            "titles", "décl", completion={"field": "suggest", "fuzzy": {"fuzziness": 1}}
        ).execute()
        titles = {option.text for option in found.suggest.titles[0].options}
        assert titles == {
            "Déclaration sur l'égalité des travailleuses",
            "Déclaration d'urgence climatique",
        }

    def test_highlights_mark_the_word_found(self, statements):
        hit = statements.query("match", title="urgence").highlight("title").execute()[0]
        assert "<em>d'urgence</em>" in hit.meta.highlight.title[0]

    def test_aggregations_count_by_kind(self, statements):
        search = statements[:0]
        search.aggs.bucket("kinds", "terms", field="kind")
        buckets = search.execute().aggregations.kinds.buckets
        assert {bucket.key: bucket.doc_count for bucket in buckets} == {
            "declaration": 2,
            "resolution": 1,
        }
