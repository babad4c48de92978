"""Whether an answer is one that Elasticsearch gives: anything else counts as no answer.

What a proxy, a page of errors or a broken node says may be JSON as well. Every answer is looked at
here, and read by what is here.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from search.engines.base import EngineUnavailable

PRODUCT = "Elasticsearch"
_ENTRY_ID = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


class Malformed(EngineUnavailable):
    """What has answered is not Elasticsearch, or not in its right mind."""


class Partial(EngineUnavailable):
    """A part of an index has not answered: what comes from the rest would be no honest answer."""


@contextmanager
def _read(what: str) -> Iterator[None]:
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise Malformed(f"Not an answer to {what}: {error!r}"[:300]) from error


def verify(endpoint: str, answer) -> None:
    """Raise Malformed where an answer is not one to `endpoint`, Partial where it is but a part."""
    with _read(endpoint):
        _is(answer.meta.headers.get("x-elastic-product"), PRODUCT)
        body = _a(answer.body, dict)
        SHAPES.get(endpoint, lambda body: None)(body)
    if endpoint == "search" and body["_shards"]["failed"]:
        raise Partial("Elasticsearch has answered in part.")
    if endpoint == "search" and body["timed_out"]:
        raise EngineUnavailable("Elasticsearch has not finished in time.")


def entry_id(hit: dict) -> int | None:
    """Return the id of the entry that a hit stands for; None for a document that no entry has."""
    with _read("a search"):
        return int(hit["_id"]) if _ENTRY_ID.fullmatch(hit["_id"]) else None


def scores(hits: Iterable[dict]) -> tuple[list[tuple[int, float]], set[str]]:
    """Return the ids and scores of the entries that hits stand for, and the ids of no entries."""
    ids = [(entry_id(hit), hit) for hit in hits]
    strays = {hit["_id"] for pk, hit in ids if pk is None}
    return [(pk, hit.get("_score") or 0.0) for pk, hit in ids if pk is not None], strays


def place(hit: dict) -> list:
    """Return where a hit stands in the order that was asked for."""
    with _read("a search in order"):
        return hit["sort"]


def held(hit: dict) -> tuple[int | None, int]:
    """Return the id of the entry that a document stands for, and its version; None for the id where
    it lies under another id than it says itself."""
    with _read("a search with versions"):
        pk = entry_id(hit)
        return pk if pk == hit["sort"][0] else None, hit["_version"]


def total(found: dict) -> int:
    """Return how many a search has found."""
    with _read("a search"):
        return _a(found["hits"]["total"]["value"], int)


def facet_counts(found: dict, names: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return how many a search has found of each value, by facet."""
    with _read("a search with facets"):
        return {
            name: {
                _a(bucket["key"], str): _a(bucket["doc_count"], int)
                for bucket in found["aggregations"][name]["values"]["buckets"]
            }
            for name in names
        }


def word_counts(found: dict, words: Iterable[str]) -> dict[str, int]:
    """Return how many hold each word."""
    with _read("a count of words"):
        buckets = found["aggregations"]["words"]["buckets"]
        return {word: _a(buckets[word]["doc_count"], int) for word in words}


def _a(value, kind):
    if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
        raise TypeError(f"{value!r:.80} is no {kind}")
    return value


def _is(value, wanted) -> None:
    if value != wanted:
        raise ValueError(f"{value!r:.80} is not {wanted!r}")


def _search(body: dict) -> None:
    _a(body["timed_out"], bool)
    _a(body["_shards"]["failed"], int)
    # Of a filtered answer nothing is left where there are no hits.
    for hit in _a(body.get("hits", {}).get("hits", []), list):
        _is("_id" in hit or "sort" in hit, True)
        _a(hit.get("_id", ""), str)
        _a(hit.get("_index", ""), str)
        _a(hit.get("_version", 0), int)
        _a(hit.get("_score") or 0.0, (int, float))
        _is(hit.get("sort") == [], False)
        _a(hit.get("sort", []), list)


def _bulk(body: dict) -> None:
    for item in _a(body["items"], list):
        ((_operation, answer),) = item.items()
        _a(answer["status"], int)
        _a(answer["_id"], str)


def _indices(body: dict) -> None:
    for index in body.values():
        _a(index, dict)


def _mappings(body: dict) -> None:
    for index in body.values():
        _a(index["mappings"].get("_meta", {}), dict)


def _settings(body: dict) -> None:
    _mappings(body)
    for index in body.values():
        int(index["settings"]["index"]["creation_date"])
        _a(index["aliases"], dict)


def _acknowledged(body: dict) -> None:
    _a(body["acknowledged"], bool)


SHAPES = {
    "search": _search,
    "bulk": _bulk,
    "open_point_in_time": lambda body: _a(body["id"], str),
    "indices.get_mapping": _mappings,
    "indices.get_alias": _indices,
    "indices.get": _settings,
    "indices.create": _acknowledged,
    "indices.delete": _acknowledged,
    "indices.put_settings": _acknowledged,
    "indices.update_aliases": _acknowledged,
    "indices.refresh": lambda body: _a(body["_shards"], dict),
    "indices.flush": lambda body: _a(body["_shards"], dict),
}
