"""Finds what a lost task, a crash or a change from outside left out of step, and mends it."""

from collections.abc import Iterator
from dataclasses import dataclass

from search import registry
from search.engines.base import Progress
from search.models import Entry
from search.services import sync


@dataclass(frozen=True)
class Mismatch:
    """A thing whose entries are not what its source says."""

    kind: str
    object_id: str


def mismatches() -> Iterator[Mismatch]:
    """Yield every thing whose entries differ from what its source says now."""
    for source in registry.all_sources():
        alive = _digests(source.kind)
        for object_id in source.iter_ids():
            now = {one.language: one.values()["digest"] for one in source.project(object_id)}
            if now != alive.pop(object_id, {}):
                yield Mismatch(source.kind, object_id)
        for object_id in alive:
            yield Mismatch(source.kind, object_id)
    kinds = [source.kind for source in registry.all_sources()]
    strangers = Entry.objects.alive().exclude(kind__in=kinds)
    for kind, object_id in strangers.values_list("kind", "object_id").distinct():
        yield Mismatch(kind, object_id)


def _digests(kind: str) -> dict[str, dict[str, str]]:
    rows = Entry.objects.alive().filter(kind=kind).order_by("pk")
    found: dict[str, dict[str, str]] = {}
    for object_id, language, digest in rows.values_list("object_id", "language", "digest"):
        found.setdefault(object_id, {})[language] = digest
    return found


def repair_entries() -> int:
    """Read anew what is out of step; return how many things were."""
    found = list(mismatches())
    for mismatch in found:
        sync.project(mismatch.kind, mismatch.object_id)
    return len(found)


def project_all(progress: Progress | None = None) -> int:
    """Read everything anew, whatever is held; return how many things there are."""
    done = 0
    for source in registry.all_sources():
        seen = set()
        for object_id in source.iter_ids():
            seen.add(object_id)
            sync.project(source.kind, object_id)
            done += 1
            if progress:
                progress(done, done)
        rows = Entry.objects.alive().filter(kind=source.kind)
        for object_id in set(rows.values_list("object_id", flat=True)) - seen:
            sync.project(source.kind, object_id)
    return done
