"""Keeps the entries, and through them the engines, in step with what is published.

A reading has a number taken before it begins: of two, the later one wins.
"""

import logging
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from search import registry
from search.engines import database_engine, remote_engines
from search.engines.base import EngineUnavailable
from search.meaning import vectors
from search.models import Entry, LastReading, SearchVersion
from search.projection import PUBLIC

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reading:
    """What the source said of a thing: the columns of its entries by language."""

    kind: str
    object_id: str
    version: int
    values: dict[str, dict]


def project(kind: str, object_id: str) -> list[Entry]:
    """Read one thing and write its entries; return those written, tombstones among them."""
    entries = store(read(kind, object_id))
    index(entries)
    vectors.remember(entries)
    return entries


def read(kind: str, object_id: str) -> Reading:
    """Return what the source says now, with a number higher than that of any reading before."""
    source = registry.get(kind)
    version = SearchVersion.take()
    projections = source.project(object_id) if source else []
    return Reading(kind, object_id, version, {one.language: one.values() for one in projections})


@transaction.atomic
def store(reading: Reading) -> list[Entry]:
    """Write a reading as entries, tombstones for languages that it lacks; return those written.

    Nothing is written once a later reading has been: not even where that found nothing to write.
    """
    kind, object_id = reading.kind, reading.object_id
    values, version = reading.values, reading.version
    if not LastReading.claim(kind, object_id, version):
        return []
    rows = Entry.objects.of(kind, object_id)
    known = set(rows.values_list("language", flat=True))
    Entry.objects.bulk_create(
        Entry(kind=kind, object_id=object_id, language=language, deleted=True)
        for language in sorted(set(values) - known)
    )
    for language in sorted({*known, *values}):
        columns = _alive(values[language]) if language in values else TOMBSTONE
        rows.filter(language=language).update(version=version, **columns)
    written = list(rows.order_by("language"))
    database_engine().write(written)
    vectors.forget(written)
    return written


def _alive(columns: dict) -> dict:
    derived = {"is_open": PUBLIC in columns["audiences"], "updated_at": timezone.now()}
    return {"deleted": False, **columns, **derived}


TOMBSTONE = {
    "deleted": True,
    "audiences": [],
    "is_open": False,
    "title": "",
    "summary": "",
    "text": "",
    "names": "",
    "url": "",
    "facets": {},
    "extra": {},
    "languages": [],
    "digest": "",
    "date": None,
}


def index(entries: list[Entry]) -> None:
    """Write entries to the engines beyond the database; what one misses, a repair finds."""
    for engine in remote_engines() if entries else ():
        try:
            engine.write(entries)
        except EngineUnavailable as error:
            logger.warning("%s has missed %d entries: %s", engine.name, len(entries), error)
