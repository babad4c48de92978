"""Measures how high an engine ranks the passage that answers a question.

The sets are files of documents and questions that lie outside of the project; they are put into
a database made for the measurement and dropped after it, and asked through the engine itself.
"""

import json
import os
import unicodedata
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import environ
from django.conf import settings
from django.db import connections

from search.engines.base import Engine, Query
from search.engines.database import DatabaseEngine
from search.engines.elasticsearch import ElasticsearchEngine
from search.meaning import is_on, vectors
from search.models import Entry, EntryFacet, EntryVector, Synonym, Word
from search.projection import Projection

DEPTH = 10
_ALIAS = "relevance"
_MODELS = (Entry, EntryFacet, EntryVector, Synonym, Word)


class NothingToMeasure(Exception):
    """The sets, or the database to measure with, are not here; the text says which."""


@dataclass(frozen=True)
class Figures:
    """Mean reciprocal rank and recall of the first ten, over `questions`."""

    language: str
    stripped: bool
    questions: int
    mrr: float
    recall: float


def folder() -> Path:
    """Return where the sets lie. Raises NothingToMeasure where they do not."""
    default = settings.BASE_DIR.parent / "shared" / "relevance"
    path = Path(os.environ.get("RELEVANCE_DIR") or getattr(settings, "RELEVANCE_DIR", default))
    if not any(path.glob("*.queries.jsonl")):
        raise NothingToMeasure(f"There are no relevance sets in {path} (set RELEVANCE_DIR).")
    return path


def languages(path: Path) -> list[str]:
    """Return the languages that have a set."""
    return sorted(file.name.split(".")[0] for file in path.glob("*.queries.jsonl"))


def read(file: Path) -> list[dict]:
    """Return the rows of a file with a JSON object a line."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def strip_accents(text: str) -> str:
    """Return `text` as it is typed without accents."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def entries(path: Path, language: str, using: str) -> list[Entry]:
    """Write the passages of a set as entries and return them."""
    rows = []
    for number, row in enumerate(read(path / f"{language}.documents.jsonl"), start=1):
        values = Projection(
            language=language, title=row["title"], text=row["text"], url=f"/{row['id']}/"
        ).values()
        rows.append(
            Entry(
                kind="passage",
                object_id=str(row["id"]),
                version=number,
                is_open=True,
                **values,
            )
        )
    written = Entry.objects.using(using).bulk_create(rows, batch_size=200)
    if is_on():
        vectors.fill(using)
    return written


def measure(
    engine: Engine,
    path: Path,
    language: str,
    change: Callable[[str], str] | None = None,
    every: int = 1,
) -> Figures:
    """Ask `engine` the questions of a set, or one in `every`, each as `change` makes it."""
    reciprocal, found = 0.0, 0
    questions = read(path / f"{language}.queries.jsonl")[::every]
    for row in questions:
        text = change(row["query"]) if change else row["query"]
        hits = engine.search(Query(text, language, size=DEPTH)).hits
        ids = [hit.object_id for hit in hits]
        if str(row["document"]) in ids:
            found += 1
            reciprocal += 1 / (ids.index(str(row["document"])) + 1)
    count = len(questions)
    return Figures(language, change is not None, count, reciprocal / count, found / count)


def figures(engine: Engine, path: Path, using: str) -> Iterator[Figures]:
    """Yield the figures of every set, as typed and without accents."""
    for language in languages(path):
        entries(path, language, using)
        engine.rebuild()
        yield measure(engine, path, language)
        yield measure(engine, path, language, strip_accents)


@contextmanager
def scratch(database: str) -> Iterator[DatabaseEngine]:
    """Give a database engine over an empty database: `sqlite`, `postgres` or the site's kind."""
    kind = database or connections["default"].vendor
    schema = f"search_relevance_{uuid.uuid4().hex[:12]}" if kind.startswith("postgres") else ""
    connections.databases[_ALIAS] = _settings(schema)
    connections.configure_settings(connections.databases)
    connection = connections[_ALIAS]
    try:
        if schema:
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE SCHEMA {schema}")
        with connection.schema_editor() as editor:
            for model in _MODELS:
                editor.create_model(model)
        engine = DatabaseEngine(using=_ALIAS)
        engine.index.ensure()
        yield engine
    finally:
        if schema:
            with connection.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        connection.close()
        del connections[_ALIAS]
        del connections.databases[_ALIAS]


@contextmanager
def scratch_cluster(using: str) -> Iterator[ElasticsearchEngine]:
    """Give an Elasticsearch engine over the entries of a database, its indices its own."""
    url = settings.ELASTICSEARCH_URL or os.environ.get("TEST_ELASTICSEARCH_URL")
    if not url:
        raise NothingToMeasure("There is no Elasticsearch to measure with (ELASTICSEARCH_URL).")
    engine = ElasticsearchEngine(url, f"relevance-{uuid.uuid4().hex}", timeout=30, using=using)
    try:
        yield engine
    finally:
        engine.drop()
        engine.client.close()


def _settings(schema: str) -> dict:
    if not schema:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    if connections["default"].vendor == "postgresql":
        database = dict(connections["default"].settings_dict)
    elif os.environ.get("TEST_DATABASE_URL"):
        database = environ.Env().db("TEST_DATABASE_URL")
    else:
        raise NothingToMeasure("There is no PostgreSQL to measure with (set TEST_DATABASE_URL).")
    return {**database, "OPTIONS": {"options": f"-c search_path={schema}"}}
