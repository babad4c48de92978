"""One SQL statement for a page of hits, the total and all facet counts."""

from dataclasses import dataclass

from search.engines.base import FacetValue, Query
from search.projection import FACETS, PUBLIC

AUDIENCE = "audience"
# How much older positions that no longer stand count, and how much news adds at most.
STATE_WEIGHTS = {"withdrawn": 0.3, "superseded": 0.6}
# What is told in a few lines outweighs long texts that say more, and few look for it: a party named
# like a subject, a meeting that dealt with it, the file of a statement that is found as well.
KIND_WEIGHTS = {"organisation": 0.5, "event": 0.7, "body": 0.7, "document": 0.85}
# Whose title holds all that was typed is probably what was meant.
TITLED = 1.5
NEWS = 0.15
NEWS_DAYS = 730


NOTHING = ("SELECT 0 AS id, 0.0 AS score WHERE 1 = 0", [])


@dataclass(frozen=True)
class Page:
    """What the statement found: ids with scores in their order, the total, the counts."""

    hits: list[tuple[int, float]]
    total: int
    counts: dict[str, dict[str, int]]


def visible(audiences: frozenset[str]) -> tuple[str, list]:
    """Return the SQL condition on entry `e` that one of `audiences` may see it."""
    tokens = sorted(audiences - {PUBLIC})
    parts, params = (["e.is_open"] if PUBLIC in audiences else []), []
    if tokens:
        parts.append(
            "EXISTS (SELECT 1 FROM search_entryfacet a WHERE a.entry_id = e.id "  # noqa: S608
            f"AND a.name = '{AUDIENCE}' AND a.value IN ({_marks(tokens)}))"
        )
        params += tokens
    return f"({' OR '.join(parts) or '1 = 0'})", params


def build(
    query: Query, matched: tuple[str, list], age: str, today, titled: tuple[str, list] = NOTHING
) -> tuple[str, list]:
    """Return the statement and its parameters; `read` understands its rows.

    Both parts are SQL that gives `id` and `score`: of what is found at all, and of what holds all
    that was typed in its title.
    """
    chosen = {name: query.facets[name] for name in FACETS if query.facets.get(name)}
    seen, seen_params = visible(query.audiences)
    passes, pass_params = [], []
    for number, (name, values) in enumerate(chosen.items()):
        passes.append(
            "CASE WHEN EXISTS (SELECT 1 FROM search_entryfacet c WHERE c.entry_id = e.id "  # noqa: S608
            f"AND c.name = %s AND c.value IN ({_marks(values)})) THEN 1 ELSE 0 END AS p{number}"
        )
        pass_params += [name, *values]
    passed = " + ".join(f"p{number}" for number in range(len(passes))) or "0"
    all_pass = f"{passed} = {len(passes)}"
    others = " ".join(
        f"WHEN f.name = '{name}' THEN CASE WHEN {passed} - p{number} = {len(passes) - 1} "
        "THEN 1 ELSE 0 END"
        for number, name in enumerate(chosen)
    )
    counted = f"CASE {others} ELSE CASE WHEN {all_pass} THEN 1 ELSE 0 END END = 1"
    if not others:
        counted = "1 = 1"
    excluded = sorted(query.exclude)
    without = f" AND e.id NOT IN ({', '.join(str(int(pk)) for pk in excluded)})" if excluded else ""
    day = "coalesce(date, '0001-01-01')"
    order = f"score DESC, {day} DESC, id" if query.sort == "relevance" else f"{day} DESC, id"
    states = " ".join(f"WHEN '{name}' THEN {value}" for name, value in STATE_WEIGHTS.items())
    kinds = " ".join(f"WHEN '{name}' THEN {value}" for name, value in KIND_WEIGHTS.items())
    sql = f"""
        WITH matched AS ({matched[0]}),
        titled AS ({titled[0]}),
        hits AS MATERIALIZED (
            SELECT e.id AS id, e.date AS date,
                m.score * CASE e.state {states} ELSE 1.0 END
                    * CASE e.kind {kinds} ELSE 1.0 END
                    * CASE WHEN t.id IS NULL THEN 1.0 ELSE {TITLED} END * (1 + {NEWS} * CASE
                    WHEN e.date IS NULL THEN 0.5 WHEN {age} <= 0 THEN 1.0
                    ELSE 1.0 / (1 + {age} / {NEWS_DAYS}.0) END) AS score
                {"".join(f", {one}" for one in passes)}
            FROM matched m JOIN search_entry e ON e.id = m.id LEFT JOIN titled t ON t.id = m.id
            WHERE (NOT e.deleted AND e.language = %s) IS TRUE AND {seen}{without}
        )
        SELECT * FROM (
            SELECT 'hit' AS part, '' AS name, CAST(id AS text) AS value, score AS number,
                row_number() OVER (ORDER BY {order}) AS place
            FROM hits WHERE {all_pass} ORDER BY {order} LIMIT %s OFFSET %s
        ) AS shown
        UNION ALL SELECT 'total', '', '', count(*), 0 FROM hits WHERE {all_pass}
        UNION ALL SELECT 'facet', f.name, f.value, count(*), 0
            FROM hits JOIN search_entryfacet f ON f.entry_id = hits.id
            WHERE f.name <> '{AUDIENCE}' AND {counted} GROUP BY f.name, f.value
    """  # noqa: S608
    ages = [today] * age.count("%s") * 2
    return sql, [
        *matched[1],
        *titled[1],
        *ages,
        *pass_params,
        query.language,
        *seen_params,
        query.size,
        query.offset,
    ]


def read(rows) -> Page:
    """Return what the rows of the statement say."""
    hits, counts, total = [], {}, 0
    for part, name, value, number, place in rows:
        if part == "hit":
            hits.append((place, int(value), float(number)))
        elif part == "facet":
            counts.setdefault(name, {})[value] = int(number)
        else:
            total = int(number)
    return Page([(pk, score) for _place, pk, score in sorted(hits)], total, counts)


def facet_values(
    counts: dict[str, dict[str, int]], chosen: dict[str, tuple[str, ...]]
) -> dict[str, list[FacetValue]]:
    """Return the counts of every facet, the most frequent first; years the latest first."""
    facets = {}
    for name in FACETS:
        picked = chosen.get(name, ())
        found = dict.fromkeys(picked, 0) | counts.get(name, {})
        values = [FacetValue(value, count, value in picked) for value, count in found.items()]
        if name == "year":
            values.sort(key=lambda one: one.value, reverse=True)
        else:
            values.sort(key=lambda one: (-one.count, one.value))
        facets[name] = values
    return facets


def _marks(values) -> str:
    return ", ".join(["%s"] * len(values))
