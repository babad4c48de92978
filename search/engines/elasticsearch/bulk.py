"""Brings entries into indices, in bulk, each with its version: a stale write loses."""

import re
from collections.abc import Iterable, Iterator

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.engines.base import Refused
from search.engines.elasticsearch.indices import CLOSED, OPEN, Key
from search.models import Entry
from search.projection import FACETS
from search.writing import even

CHUNK = 500
CHUNK_BYTES = 4 * 1024 * 1024
RETRIES = 3
# Letters of one text beyond this are not searched.
LONGEST_TEXT = 1_000_000
_COMPOUND = re.compile(r"\w+(?:[-‐‑]\w+)+")
_HYPHENS = str.maketrans("", "", "-‐‑")
_NOT_FOUND = 404
_CONFLICT = 409


def place_of(entry: Entry) -> str:
    """Return where an entry lies."""
    return OPEN if entry.is_open else CLOSED


def document(entry: Entry) -> dict:
    """Return an entry as an index takes it."""
    content = even(entry.searched[:LONGEST_TEXT], entry.language)
    return {
        "pk": entry.pk,
        "deleted": False,
        "audiences": entry.audiences,
        "kind": entry.kind,
        "state": entry.state,
        "date": entry.date,
        "facets": {name: values for name, values in entry.facets.items() if name in FACETS},
        "title": even(entry.title, entry.language),
        "compounds": [one.translate(_HYPHENS) for one in set(_COMPOUND.findall(content))],
        "content": content,
    }


def actions(entries: Iterable[Entry], names: dict[Key, str], is_new: bool) -> Iterator[dict]:
    """Yield what to write; into a new index only what is there, not what is elsewhere or gone."""
    for entry in entries:
        place = None if entry.deleted else place_of(entry)
        versioned = {"_id": entry.pk, "version": entry.version, "version_type": "external_gte"}
        if place:
            index = names[entry.language, place]
            yield {"_index": index, **versioned, "_source": document(entry)}
        if is_new and place:
            continue
        if place != OPEN:
            # A document, not a deletion: it outlives the memory of deletions, so that no late
            # write brings back what is confidential or gone.
            tombstone = {"pk": entry.pk, "deleted": True, "audiences": []}
            yield {"_index": names[entry.language, OPEN], **versioned, "_source": tombstone}
        if place != CLOSED:
            yield {"_op_type": "delete", "_index": names[entry.language, CLOSED], **versioned}


def index(
    client: Elasticsearch,
    entries: Iterable[Entry],
    names: dict[Key, str],
    *,
    is_new: bool = False,
    retries: int = RETRIES,
) -> set[int]:
    """Write entries and return the ids of those of which the index holds a later version.

    What a node too busy has not taken is offered again, `retries` times. Raise Refused, once all
    were tried, if any was not taken.
    """
    stale, refused, reason = set(), 0, ""
    results = streaming_bulk(
        client,
        actions(entries, names, is_new),
        chunk_size=CHUNK,
        max_chunk_bytes=CHUNK_BYTES,
        max_retries=retries,
        initial_backoff=0.5,
        max_backoff=5,
        raise_on_error=False,
        # Without its alias an index would be made up on the spot, with a mapping of any kind.
        require_alias=True,
    )
    for is_done, item in results:
        (kind, answer), *_rest = item.items()
        was_absent = answer["status"] == _NOT_FOUND and "error" not in answer
        if is_done or (kind == "delete" and was_absent):
            continue
        if answer["status"] == _CONFLICT:
            stale.add(int(answer["_id"]))
        else:
            refused += 1
            reason = str(answer.get("error", ""))[:200]
    if refused:
        raise Refused(f"{refused} writes were refused: {reason}")
    return stale


def delete(
    client: Elasticsearch, documents: Iterable[tuple[str, str | int]], *, by_alias: bool
) -> None:
    """Delete documents, each by its index and id, whatever its version."""
    deletions = ({"_op_type": "delete", "_index": name, "_id": id} for name, id in documents)
    for is_done, item in streaming_bulk(
        client, deletions, raise_on_error=False, max_retries=RETRIES, require_alias=by_alias
    ):
        if not is_done and item["delete"]["status"] != _NOT_FOUND:
            raise Refused(str(item["delete"].get("error", ""))[:200])
