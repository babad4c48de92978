"""Compares indices with the entries, by id and version, without holding either in memory."""

from collections.abc import Iterable, Iterator

from elasticsearch import Elasticsearch

from search.engines.base import IndexDiff
from search.engines.elasticsearch import answers
from search.engines.elasticsearch.client import close_snapshot
from search.engines.elasticsearch.indices import OPEN, Key
from search.models import Entry

Version = tuple[int, int]
_READ = 5000
_BATCH = 500


def held(client: Elasticsearch, name: str, strays: set[tuple[str, str]]) -> Iterator[Version]:
    """Yield id and version of what an index holds, tombstones left out, by id.

    Documents that can be no entry's go into `strays`, with the index they lie in.
    """
    pit = client.open_point_in_time(index=name, keep_alive="2m")["id"]
    try:
        after = None
        while True:
            answer = client.search(
                pit={"id": pit, "keep_alive": "2m"},
                # What is none of ours may lack the mark.
                query={"bool": {"must_not": {"term": {"deleted": True}}}},
                sort=[{"pk": "asc"}],
                search_after=after,
                size=_READ,
                version=True,
                source=False,
                track_total_hits=False,
            )
            pit = answer.get("pit_id", pit)
            hits = answer["hits"]["hits"]
            for hit in hits:
                pk, version = answers.held(hit)
                if pk is not None:
                    yield pk, version
                else:
                    strays.add((hit["_index"], hit["_id"]))
            if len(hits) < _READ:
                return
            after = answers.place(hits[-1])
    finally:
        close_snapshot(client, pit)


def expected(key: Key, using: str) -> Iterator[Version]:
    """Yield id and version of the entries that belong into an index, by id."""
    language, place = key
    rows = Entry.objects.using(using).alive().filter(language=language, is_open=place == OPEN)
    return rows.order_by("pk").values_list("pk", "version").iterator(chunk_size=2000)


def compare(client: Elasticsearch, names: dict[Key, str], using: str) -> IndexDiff:
    """Return how the indices differ from the entries; what lies in the wrong place is stale."""
    missing, stale, strays = set(), set(), set()
    extra: dict[str, set[int]] = {}
    for (language, place), name in names.items():
        wanted_here = expected((language, place), using)
        for pk, wanted, found in _side_by_side(wanted_here, held(client, name, strays)):
            if found is None:
                missing.add(pk)
            elif wanted is None:
                extra.setdefault(language, set()).add(pk)
            elif wanted != found:
                stale.add(pk)
    misplaced, orphans = set(), set()
    for language, ids in extra.items():
        alive = _languages(ids, using)
        orphans |= ids - alive.keys()
        misplaced |= {pk for pk in ids if alive.get(pk) == language}
        # No write of the entry reaches what lies in the index of another language.
        strays |= {
            (name, str(pk))
            for (one, _place), name in names.items()
            for pk in ids
            if one == language and alive.get(pk, language) != language
        }
    return IndexDiff(
        missing=tuple(sorted(missing - misplaced)),
        stale=tuple(sorted(stale | misplaced)),
        orphans=tuple(sorted(orphans)),
        strays=tuple(sorted(strays)),
    )


def _languages(ids: Iterable[int], using: str) -> dict[int, str]:
    """Return the languages of those entries that are alive."""
    ids, found = sorted(ids), {}
    for start in range(0, len(ids), _BATCH):
        rows = Entry.objects.using(using).alive().filter(pk__in=ids[start : start + _BATCH])
        found.update(rows.values_list("pk", "language"))
    return found


def _side_by_side(
    wanted: Iterator[Version], found: Iterator[Version]
) -> Iterator[tuple[int, int | None, int | None]]:
    end = (float("inf"), 0)
    left, right = next(wanted, end), next(found, end)
    while left is not end or right is not end:
        if left[0] == right[0]:
            yield left[0], left[1], right[1]
            left, right = next(wanted, end), next(found, end)
        elif left[0] < right[0]:
            yield left[0], left[1], None
            left = next(wanted, end)
        else:
            yield right[0], None, right[1]
            right = next(found, end)
