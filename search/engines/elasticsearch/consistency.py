"""Compares indices with the entries, by id and version, without holding either in memory."""

from collections.abc import Iterable, Iterator

from elasticsearch import Elasticsearch

from search.engines.base import IndexDiff
from search.engines.elasticsearch.indices import OPEN, Key
from search.models import Entry

_READ = 5000
_BATCH = 500


def held(client: Elasticsearch, name: str) -> Iterator[tuple[int, int]]:
    """Yield id and version of what an index holds, tombstones left out, by id."""
    pit = client.open_point_in_time(index=name, keep_alive="2m")["id"]
    try:
        after = None
        while True:
            answer = client.search(
                pit={"id": pit, "keep_alive": "2m"},
                query={"term": {"deleted": False}},
                sort=[{"pk": "asc"}],
                search_after=after,
                size=_READ,
                version=True,
                source=False,
                track_total_hits=False,
            )
            pit = answer["pit_id"]
            hits = answer["hits"]["hits"]
            yield from ((int(hit["_id"]), hit["_version"]) for hit in hits)
            if len(hits) < _READ:
                return
            after = hits[-1]["sort"]
    finally:
        client.options(ignore_status=404).close_point_in_time(id=pit)


def expected(key: Key, using: str) -> Iterator[tuple[int, int]]:
    """Yield id and version of the entries that belong into an index, by id."""
    language, place = key
    rows = Entry.objects.using(using).alive().filter(language=language, is_open=place == OPEN)
    return rows.order_by("pk").values_list("pk", "version").iterator(chunk_size=2000)


def compare(client: Elasticsearch, names: dict[Key, str], using: str) -> IndexDiff:
    """Return how the indices differ from the entries; what lies in the wrong place is stale."""
    missing, stale, extra = set(), set(), set()
    for key, name in names.items():
        for pk, wanted, found in _side_by_side(expected(key, using), held(client, name)):
            if found is None:
                missing.add(pk)
            elif wanted is None:
                extra.add(pk)
            elif wanted != found:
                stale.add(pk)
    known = _alive(extra, using)
    return IndexDiff(
        missing=tuple(sorted(missing - known)),
        stale=tuple(sorted(stale | known)),
        orphans=tuple(sorted(extra - known)),
    )


def _alive(ids: Iterable[int], using: str) -> set[int]:
    ids, found = sorted(ids), set()
    for start in range(0, len(ids), _BATCH):
        rows = Entry.objects.using(using).alive().filter(pk__in=ids[start : start + _BATCH])
        found.update(rows.values_list("pk", flat=True))
    return found


def _side_by_side(
    wanted: Iterator, found: Iterator
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
