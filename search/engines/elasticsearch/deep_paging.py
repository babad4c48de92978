"""Pages beyond the first hundred thousand hits.

An index sorts at most WINDOW hits at a time. A later page is reached by walking: the hits before
it are passed over by their places in the order, STEP at a time and without their contents, on one
snapshot of the index. What it costs grows with the page's number and nothing else.
"""

from elasticsearch import Elasticsearch

from search.engines.base import Query
from search.engines.elasticsearch import answers
from search.engines.elasticsearch.client import close_snapshot

# Sorting so many takes the cluster some ten megabytes for a moment.
WINDOW = 100_000
STEP = 10_000
_KEEP = "30s"
# What a walk needs of the whole question.
_PARTS = ("query", "post_filter", "sort", "track_scores", "timeout")


def page(client: Elasticsearch, body: dict, names: list[str], query: Query) -> list[dict]:
    """Return the hits of a page that begins or ends beyond WINDOW."""
    asked = {name: body[name] for name in _PARTS if name in body}
    pit = client.open_point_in_time(index=names, keep_alive=_KEEP)["id"]
    try:
        after, left = None, query.offset
        while left:
            size = min(left, STEP)
            hits = _ask(client, asked, pit, after, size, "hits.hits.sort")
            if len(hits) < size:
                return []
            after, left = answers.place(hits[-1]), left - size
        return _ask(client, asked, pit, after, query.size, "hits.hits")
    finally:
        close_snapshot(client, pit)


def _ask(client, asked: dict, pit: str, after, size: int, wanted: str) -> list[dict]:
    answer = client.search(
        **asked,
        pit={"id": pit, "keep_alive": _KEEP},
        search_after=after,
        size=size,
        source=False,
        track_total_hits=False,
        filter_path=["timed_out", "_shards.failed", wanted],
    )
    return answer.body.get("hits", {}).get("hits", [])
