"""PostgreSQL: a column of words beside each entry, found by GIN, weighed by BM25.

The columns are no fields of the model, for SQLite has none like them. `ts_rank` alone knows
neither how rare a word is nor how long a text; asked for one word, it tells how often that
stands in a text, and the rest is arithmetic.
"""

from collections.abc import Iterable, Iterator

from django.db import connections

from search.engines.database.terms import BEGUN, COLUMNS, WEIGHTS, Row, Term, Wanted

K1, B = 1.2, 0.75
# What a tsvector can hold of one text.
_MOST_BYTES = 900_000
_LAST_POSITION = 16_383
_MOST_POSITIONS = 255
# With all weights 1, ts_rank sums 1/j² over the places 1 … n of a word and divides by π²/6; what
# is missing to 1 tells n.
_LIMIT = 1.6449340668482264
_ONES = "'{1,1,1,1}'"


class PostgresIndex:
    """The words of all entries in one PostgreSQL database."""

    age = "(%s::date - e.date)"

    def __init__(self, using: str):
        self.using = using

    def cursor(self):
        return connections[self.using].cursor()

    def rows(self, sql: str, params: list) -> list[tuple]:
        """Return what a question has as its answer, found by the indexes of words.

        The planner does not know that looking at a stored vector means to unpack it: it would
        look at every one as soon as a word is not rare.
        """
        with self.cursor() as cursor:
            cursor.execute(
                f"SET LOCAL enable_seqscan = off; {sql}; SET LOCAL enable_seqscan = on", params
            )
            cursor.nextset()
            return cursor.fetchall()

    def ensure(self) -> None:
        """Make the columns and indexes that are missing."""
        columns = ", ".join(f"ADD COLUMN IF NOT EXISTS fts_{name} tsvector" for name in COLUMNS)
        with self.cursor() as cursor:
            cursor.execute(
                f"ALTER TABLE search_entry {columns}, "
                "ADD COLUMN IF NOT EXISTS fts_length integer, "
                "ADD COLUMN IF NOT EXISTS fts_version bigint"
            )
            for name in COLUMNS:
                # Vectors hardly shrink; packed they cost time at every look.
                cursor.execute(
                    f"ALTER TABLE search_entry ALTER COLUMN fts_{name} SET STORAGE EXTERNAL"
                )
            for name in ("stems", "exact", "prefixes", "title"):
                cursor.execute(
                    f"CREATE INDEX IF NOT EXISTS search_entry_fts_{name} "
                    f"ON search_entry USING gin (fts_{name}) WITH (fastupdate = off)"
                )

    def write(self, rows: list[Row]) -> None:
        """Put the rows in place of those of the same entries."""
        sets = ", ".join(f"fts_{name} = %s::tsvector" for name in COLUMNS)
        with self.cursor() as cursor:
            cursor.executemany(
                f"UPDATE search_entry SET {sets}, fts_length = %s, fts_version = %s "  # noqa: S608
                "WHERE id = %s",
                [
                    [
                        *(vector(row.columns[name]) for name in COLUMNS),
                        sum(len(words) for words in row.columns.values()),
                        row.version,
                        row.entry_id,
                    ]
                    for row in rows
                ],
            )

    def delete(self, entry_ids: Iterable[int]) -> None:
        """Forget the words of these entries."""
        nothing = ", ".join(f"fts_{name} = NULL" for name in COLUMNS)
        with self.cursor() as cursor:
            cursor.execute(
                f"UPDATE search_entry SET {nothing}, fts_length = NULL, fts_version = NULL "  # noqa: S608
                "WHERE id = ANY(%s)",
                [list(entry_ids)],
            )

    def versions(self, entry_ids: Iterable[int] | None = None) -> Iterator[tuple[int, int]]:
        """Yield id and version of the rows held, or of those asked for."""
        where, params = "", []
        if entry_ids is not None:
            where, params = " AND id = ANY(%s)", [list(entry_ids)]
        with self.cursor() as cursor:
            cursor.execute(
                f"SELECT id, fts_version FROM search_entry WHERE fts_version IS NOT NULL{where}",  # noqa: S608
                params,
            )
            yield from cursor.fetchall()

    def optimise(self) -> None:
        """Tidy the index up after many writes: PostgreSQL does so by itself."""

    def matched(self, wanted: Wanted, language: str, public_only: bool) -> tuple[str, list]:
        """Return SQL with `id` and `score` of every row that is wanted, and its parameters."""
        scope = "fts_version IS NOT NULL AND language = %s" + (
            " AND is_open" if public_only else ""
        )
        conditions, params = [], []
        if wanted.terms:
            by_column: dict[str, list[str]] = {}
            for term in (*wanted.firm, *wanted.begun) if wanted.begun else wanted.terms:
                by_column.setdefault(term.column, []).append(tsquery(term))
            # Pairs hold no word that the stems lack, and have no index.
            found = [name for name in by_column if name != "pairs"]
            conditions.append(f"({' OR '.join(f'fts_{name} @@ %s::tsquery' for name in found)})")
            params += [" | ".join(by_column[name]) for name in found]
        for phrase in wanted.phrases:
            conditions.append(f"fts_{phrase.column} @@ %s::tsquery")
            params.append(tsquery(phrase))
        for term in wanted.without:
            conditions.append(f"NOT fts_{term.column} @@ %s::tsquery")
            params.append(tsquery(term))
        where = " AND ".join(conditions)
        scored = wanted.terms + wanted.phrases
        if not scored:
            where = f"{scope} AND {where}"
            params = [language, *params]
            return f"SELECT id, 0.0::float8 AS score FROM search_entry WHERE {where}", params  # noqa: S608
        return self._weighed(scored, scope, language, where, params, begun=bool(wanted.begun))

    def _weighed(self, terms, scope: str, language: str, where: str, params: list, *, begun: bool):
        # Copied once: every look at a stored vector would fetch it anew.
        copies = ", ".join(f"setweight(fts_{name}, 'D') AS {name}" for name in COLUMNS)
        ranks, rank_params = [], []
        for number, term in enumerate(terms):
            if len(term.words) == 1:
                ranks.append(f"ts_rank({_ONES}, {term.column}, %s::tsquery) AS r{number}")
            else:
                ranks.append(
                    f"CASE WHEN {term.column} @@ %s::tsquery "
                    f"THEN {1 / _LIMIT}::float4 ELSE 0::float4 END AS r{number}"
                )
            rank_params.append(tsquery(term))
        counts = ", ".join(f"count(*) FILTER (WHERE r{n} > 0) AS d{n}" for n in range(len(terms)))
        sums = " + ".join(_bm25(number, term) for number, term in enumerate(terms))
        words = [f"r{n} > 0" for n, term in enumerate(terms) if term.column != "prefixes"]
        factor = f"CASE WHEN {' OR '.join(words)} THEN 1.0 ELSE {BEGUN} END" if begun else "1.0"
        # Found by words alone, for which there are indexes; whose they are is asked then. The
        # counts look at the same rows as the sums do.
        rows = f"""
            found AS MATERIALIZED (SELECT id FROM search_entry WHERE {where}),
            ranked AS MATERIALIZED (SELECT id, length, {", ".join(ranks)} FROM (
                SELECT id, fts_length AS length, {copies} FROM found JOIN search_entry USING (id)
                WHERE {scope} OFFSET 0) AS v),
            counted AS MATERIALIZED (SELECT {counts} FROM ranked),
            everything AS MATERIALIZED (
                SELECT count(*) AS n, greatest(avg(fts_length), 1) AS average
                FROM search_entry WHERE {scope})
        """  # noqa: S608
        sql = f"""
            WITH {rows}
            SELECT r.id AS id, ({sums})::float8 * {factor} AS score
            FROM ranked r, counted, everything
        """  # noqa: S608
        return sql, [*params, *rank_params, language, language]

    def titled(self, words: list[str], language: str, public_only: bool) -> tuple[str, list]:
        """Return SQL like `matched` for titles that hold all words, the last one begun."""
        query = " & ".join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"])
        scope = " AND is_open" if public_only else ""
        return (
            "SELECT id, (1.0 / (1 + length(fts_title)))::float8 AS score FROM search_entry "  # noqa: S608
            f"WHERE language = %s AND fts_title @@ %s::tsquery{scope}",
            [language, query],
        )


def _bm25(number: int, term: Term) -> str:
    rank = f"greatest({_LIMIT} * (1 - r.r{number}::float8), 0.0001)"
    often = f"({WEIGHTS[term.column]} * (1 / {rank} - 0.5))"
    rare = f"greatest(ln((n - d{number} + 0.5) / (d{number} + 0.5)), 0.000001)"
    length = f"{K1} * ({1 - B} + {B} * r.length / average)"
    return (
        f"CASE WHEN r.r{number} > 0 THEN {rare} * {often} * {K1 + 1} / ({often} + {length}) "
        "ELSE 0 END"
    )


def tsquery(term: Term) -> str:
    """Return a term as the text of a tsquery; words hold letters and digits alone."""
    return " <-> ".join(f"'{word}'" for word in term.words)


def vector(words: list[str]) -> str:
    """Return the words as the text of a tsvector, cut where PostgreSQL's limits are."""
    places: dict[str, list[int]] = {}
    size = 0
    for place, word in enumerate(words, start=1):
        known = places.get(word)
        if known is None:
            size += len(word.encode()) + 6
            if size > _MOST_BYTES:
                break
            places[word] = [min(place, _LAST_POSITION)]
        elif len(known) < _MOST_POSITIONS and place <= _LAST_POSITION:
            known.append(place)
            size += 2
    return " ".join(f"'{word}':{','.join(map(str, known))}" for word, known in places.items())
