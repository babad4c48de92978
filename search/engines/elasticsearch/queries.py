"""What Elasticsearch is asked."""

import datetime
from collections.abc import Iterable

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Bool, FunctionScore
from elasticsearch.dsl.query import Query as Condition

from search.engines.base import Query
from search.engines.database.sql import (
    KIND_WEIGHTS,
    NEWS,
    NEWS_DAYS,
    STATE_WEIGHTS,
    TITLED,
)
from search.engines.database.terms import BEGUN
from search.engines.elasticsearch.mapping import CONTENT
from search.projection import FACETS
from search.query import MOST_WORDS, Parsed
from search.writing import even

# That a word stands in the title as well says half as much again.
TITLE = 0.5
# What a text may be made of that has no spaces; a cluster limits how much one query holds.
LONGEST = 400
_PREFIXES = CONTENT["prefixes"]
MOST_VALUES = 300


def visible(audiences: Iterable[str], exclude: Iterable[int | str] = ()) -> Condition:
    """Return the condition that one of `audiences` may see it; part of everything asked.

    `exclude` holds ids of documents: those of entries, and of any that are none.
    """
    condition = Q("term", deleted=False) & Q("terms", audiences=sorted(audiences))
    exclude = sorted(map(str, exclude))
    return Bool(filter=[condition], must_not=[Q("ids", values=exclude)] if exclude else [])


def matching(parsed: Parsed, synonyms: Iterable[str]) -> Condition:
    """Return what a text asks for: any word, all phrases, nothing that is left out."""
    if parsed.is_blank:
        return Q("match_all")
    shown = even(parsed.shown, parsed.language)
    words = " ".join(shown.split()[:MOST_WORDS])[:LONGEST]
    exact = " ".join(parsed.exact)[:LONGEST]
    any_of = []
    if exact:
        any_of = [
            _match(CONTENT["stem"], words),
            _match(CONTENT["light"], words),
            _match(CONTENT["exact"], exact),
            _match(CONTENT["prefixes"], words),
            _match("compounds", exact),
            _match("title", exact, TITLE),
            *(
                Q("match_phrase", **{CONTENT["stem"]: even(synonym, parsed.language)})
                for synonym in synonyms
            ),
        ]
    firm = [query for query in any_of if _PREFIXES not in query.to_dict().get("match", {})]
    firm = firm if parsed.needs_words else []
    must = [Q("match_phrase", **{CONTENT["exact"]: " ".join(one)}) for one in parsed.phrases]
    if any_of:
        must.append(Bool(should=any_of, minimum_should_match=1))
    without = [
        *(Q("match", **{CONTENT["stem"]: word}) for word in parsed.without_words),
        *(Q("match_phrase", **{CONTENT["exact"]: " ".join(one)}) for one in parsed.without_phrases),
    ]
    found = Bool(
        must=must or [Q("match_all")],
        filter=[Bool(should=[*firm, *_begun(parsed)], minimum_should_match=1)] if firm else [],
        # Pairs of common words find nothing by themselves, they only rank.
        should=[_match(CONTENT["pairs"], words)] if any_of else [],
        must_not=without,
    )
    if not firm:
        return found
    behind = [{"filter": ~Bool(should=firm, minimum_should_match=1), "weight": BEGUN}]
    return FunctionScore(query=found, functions=behind, boost_mode="multiply")


def _begun(parsed: Parsed) -> list[Condition]:
    """Return the conditions that a text holds one of the longest beginnings of the words."""
    return [Q("term", **{_PREFIXES: word}) for word in parsed.beginnings]


def _match(field: str, text: str, boost: float = 1.0) -> Condition:
    return Q("match", **{field: {"query": text, "boost": boost}})


def ranked(query: Condition, today: datetime.date, words: Iterable[str] = ()) -> Condition:
    """Return `query` with news a little higher, and lower what few look for or no longer stands.

    What holds all `words` in its title comes higher.
    """
    words = list(words)
    titled = [{"filter": in_title(words), "weight": TITLED}] if words else []
    day = today.isoformat()
    past, future = Q("range", date={"lte": day}), Q("range", date={"gt": day})
    decay = {"origin": day, "scale": f"{NEWS_DAYS}d", "decay": 0.5}
    fresh = FunctionScore(
        query=query,
        functions=[
            {"weight": 1.0},
            {"filter": past, "exp": {"date": decay}, "weight": NEWS},
            {"filter": future, "weight": NEWS},
            {"filter": ~Q("exists", field="date"), "weight": NEWS / 2},
        ],
        score_mode="sum",
        boost_mode="multiply",
    )
    return FunctionScore(
        query=fresh,
        functions=[
            {"filter": Q("term", **{field: value}), "weight": weight}
            for field, weights in (("state", STATE_WEIGHTS), ("kind", KIND_WEIGHTS))
            for value, weight in weights.items()
        ]
        + titled,
        score_mode="multiply",
        boost_mode="multiply",
    )


def in_title(words: list[str]) -> Condition:
    """Return the condition that a title holds all words, the last one perhaps begun."""
    return Q("match_bool_prefix", title={"query": " ".join(words), "operator": "and"})


def page(
    search: Search, query: Query, asked: Condition, today: datetime.date, words: Iterable[str] = ()
) -> Search:
    """Return `search` for the hits, the exact total and the facets of a query for `words`."""
    chosen = {
        name: Q("terms", **{f"facets.{name}": list(query.facets[name])})
        for name in FACETS
        if query.facets.get(name)
    }
    seen = visible(query.audiences, query.exclude)
    search = search.query(Bool(must=[ranked(asked, today, words)], filter=[seen]))
    if chosen:
        search = search.post_filter(Bool(filter=list(chosen.values())))
    for name in FACETS:
        # What else could be chosen in a facet is counted as if nothing were chosen in it.
        others = [condition for other, condition in chosen.items() if other != name]
        values = A("terms", field=f"facets.{name}", size=MOST_VALUES)
        counted = A("filter", filter=Bool(filter=others) if others else Q("match_all"))
        counted.bucket("values", values)
        search.aggs[name] = counted
    return ordered(search, query.sort).source(False).extra(track_total_hits=True)


def ordered(search: Search, sort: str) -> Search:
    """Return `search` in its order, in which no two hits are equal."""
    day = {"date": {"order": "desc", "missing": "_last"}}
    first = [{"_score": {"order": "desc"}}] if sort == "relevance" else []
    return search.sort(*first, day, {"pk": {"order": "asc"}}).extra(track_scores=True)


def titled(search: Search, words: list[str], audiences, today: datetime.date) -> Search:
    """Return `search` for titles that hold all words, the last one perhaps begun."""
    search = search.query(Bool(must=[ranked(in_title(words), today)], filter=[visible(audiences)]))
    return ordered(search, "relevance").source(False).extra(track_total_hits=False)


def holding(search: Search, words: Iterable[str], audiences) -> Search:
    """Return `search` for counts of the entries that hold each word."""
    search = search.query(visible(audiences)).extra(size=0, track_total_hits=False)
    filters = {
        word: Q("match", **{CONTENT["exact"]: word}) | Q("match", **{CONTENT["stem"]: word})
        for word in words
    }
    search.aggs.bucket("words", A("filters", filters=filters))
    return search


def named(body: dict) -> dict:
    """Return the parts of a search by the names of the client's arguments."""
    names = {"_source": "source", "from": "from_"}
    return {names.get(name, name): part for name, part in body.items()}
