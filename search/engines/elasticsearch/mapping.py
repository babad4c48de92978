"""What an index holds of an entry: nothing that results show, only what finds them."""

import hashlib
import json

from elasticsearch.dsl import Boolean, Date, Keyword, Long, Mapping, Object, Text

from search.engines.elasticsearch import deep_paging
from search.engines.elasticsearch.analysis import analyzers
from search.projection import FACETS
from search.writing import RULES

CONTENT = {
    "stem": "content",
    "light": "content.light",
    "exact": "content.exact",
    "pairs": "content.pairs",
    "prefixes": "content.prefixes",
}
# How long the version of something deleted is remembered, so that a late write still loses.
REMEMBERED = "1h"
# How many hits an index sorts at once.
MOST_SORTED = deep_paging.WINDOW


def mapping(language: str) -> Mapping:
    """Return the strict mapping of an index of texts in `language`."""
    made = analyzers(language)
    built = Mapping()
    built.meta("dynamic", "strict")
    # The texts lie in the database; a copy here would only make answers larger.
    built.meta("_source", {"excludes": ["content", "compounds"]})
    built.field("pk", Long())
    built.field("deleted", Boolean())
    built.field("audiences", Keyword())
    built.field("kind", Keyword())
    built.field("state", Keyword())
    built.field("date", Date())
    built.field("facets", Object(properties={name: Keyword() for name in FACETS}))
    prefixes = {"min_chars": 2, "max_chars": 12}
    built.field("title", Text(analyzer=made.exact, index_prefixes=prefixes))
    built.field("compounds", Text(analyzer=made.exact, norms=False))
    built.field(
        "content",
        Text(
            analyzer=made.stem,
            fields={
                "light": Text(analyzer=made.light),
                "exact": Text(analyzer=made.exact),
                "pairs": Text(analyzer=made.pairs, index_options="freqs"),
                "prefixes": Text(analyzer=made.prefixes, index_options="freqs"),
            },
        ),
    )
    return built


def body(language: str, place: str, prefix: str) -> dict:
    """Return settings and mappings of an index; its `_meta` says what it was made for."""
    built = mapping(language)
    analysis = built._collect_analysis()
    mappings = built.to_dict()
    mappings["_meta"] = {
        "prefix": prefix,
        "language": language,
        "place": place,
        "fingerprint": fingerprint(language),
    }
    settings = {
        "index": {
            "number_of_shards": 1,
            "auto_expand_replicas": "0-1",
            "gc_deletes": REMEMBERED,
            "max_result_window": MOST_SORTED,
            # Said aloud, it holds for an index that nobody has asked for a while, too.
            "refresh_interval": "1s",
        },
        "analysis": analysis,
    }
    return {"settings": settings, "mappings": mappings}


def fingerprint(language: str) -> str:
    """Return what differs as soon as mapping, analysis, a limit or the rules of writing do."""
    built = mapping(language)
    parts = [built.to_dict(), built._collect_analysis(), MOST_SORTED, RULES]
    serialised = json.dumps(parts, sort_keys=True)
    return hashlib.sha1(serialised.encode(), usedforsecurity=False).hexdigest()
