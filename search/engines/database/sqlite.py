"""SQLite's FTS5: two tables a language, one of public texts and one of all others.

A public question never touches a confidential row, so that not even the weight of a word tells
of it. Triggers take the words along when an entry goes.
"""

import re
from collections.abc import Iterable, Iterator

from django.db import OperationalError, connections

from cms.core.labels import site_languages
from search.engines.database.terms import BEGUN, COLUMNS, WEIGHTS, Row, Term, Wanted

_WEIGHTS = ", ".join(str(WEIGHTS[name]) for name in COLUMNS)


def has_fts5(using: str) -> bool:
    """Return whether this SQLite was built with FTS5."""
    with connections[using].cursor() as cursor:
        try:
            cursor.execute("SELECT fts5(NULL)")
        except OperationalError as error:
            return "no such function" not in str(error)
        return True


class SqliteIndex:
    """The words of all entries in one SQLite database."""

    # Days since an entry's date.
    age = "(julianday(%s) - julianday(e.date))"

    # The tables that are known to exist, by alias.
    _known: dict[str, frozenset[str]] = {}

    def __init__(self, using: str):
        self.using = using

    def cursor(self):
        return connections[self.using].cursor()

    def rows(self, sql: str, params: list) -> list[tuple]:
        """Return what a question has as its answer."""
        with self.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def ensure(self) -> None:
        """Make the tables and triggers that are missing; forget words of entries that are gone."""
        for language in site_languages():
            self._ensure(language)
        with self.cursor() as cursor:
            tables = self._tables()
            self._known[self.using] = frozenset(tables)
            for table in tables:
                cursor.execute(
                    f"DELETE FROM {table} WHERE rowid NOT IN (SELECT id FROM search_entry)"  # noqa: S608
                )

    def _ensure(self, language: str) -> None:
        columns = ", ".join(COLUMNS)
        with self.cursor() as cursor:
            for is_open in (True, False):
                table = table_name(language, is_open)
                cursor.execute(
                    f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5("
                    f"{columns}, version UNINDEXED, tokenize = \"ascii tokenchars '_'\")"
                )
                cursor.execute(
                    f"CREATE TRIGGER IF NOT EXISTS {table}_gone AFTER DELETE ON search_entry "  # noqa: S608
                    f"BEGIN DELETE FROM {table} WHERE rowid = old.id; END"
                )

    def _tables(self) -> list[str]:
        with self.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' "
                "AND name LIKE 'search_fts_%%' AND sql LIKE 'CREATE VIRTUAL%%'",
                [],
            )
            return sorted(name for (name,) in cursor.fetchall())

    def write(self, rows: list[Row]) -> None:
        """Put the rows in place of those of the same entries."""
        tables = self._tables()
        for row in rows:
            if table_name(row.language, row.is_open) not in tables:
                self._ensure(row.language)
                tables = self._tables()
        self.delete([row.entry_id for row in rows])
        marks = ", ".join(["%s"] * (len(COLUMNS) + 2))
        with self.cursor() as cursor:
            for row in rows:
                table = table_name(row.language, row.is_open)
                cursor.execute(
                    f"INSERT INTO {table} (rowid, {', '.join(COLUMNS)}, version) "  # noqa: S608
                    f"VALUES ({marks})",
                    [
                        row.entry_id,
                        *(" ".join(row.columns[name]) for name in COLUMNS),
                        row.version,
                    ],
                )

    def delete(self, entry_ids: Iterable[int]) -> None:
        """Forget the words of these entries."""
        ids = [(entry_id,) for entry_id in entry_ids]
        with self.cursor() as cursor:
            for table in self._tables() if ids else ():
                cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", ids)  # noqa: S608

    def versions(self, entry_ids: Iterable[int] | None = None) -> Iterator[tuple[int, int]]:
        """Yield id and version of the rows held, or of those asked for."""
        ids = None if entry_ids is None else [int(pk) for pk in entry_ids]
        where = "" if ids is None else f" WHERE rowid IN ({', '.join(map(str, ids))})"
        with self.cursor() as cursor:
            for table in self._tables():
                cursor.execute(f"SELECT rowid, version FROM {table}{where}")  # noqa: S608
                yield from cursor.fetchall()

    def optimise(self) -> None:
        """Tidy the index up after many writes."""
        with self.cursor() as cursor:
            for table in self._tables():
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608

    def _existing(self, names: list[str]) -> list[str]:
        """Return those tables that exist; what is known to is not asked for again."""
        known = self._known.get(self.using, frozenset())
        if not known.issuperset(names):
            known = self._known[self.using] = frozenset(self._tables())
        return [name for name in names if name in known]

    def matched(self, wanted: Wanted, language: str, public_only: bool) -> tuple[str, list]:
        """Return SQL with `id` and `score` of every row that is wanted, and its parameters."""
        scopes = (True,) if public_only else (True, False)
        tables = self._existing([table_name(language, is_open) for is_open in scopes])
        parts, params = [], []
        expression, with_nothing = match(wanted)
        firm = begun = ""
        if wanted.begun:
            firm = _any(wanted.firm)
            begun = _any((*wanted.firm, *wanted.begun))
        for is_open in scopes:
            table = table_name(language, is_open)
            if table not in tables:
                continue
            if with_nothing:
                # FTS5 knows no bare NOT.
                parts.append(
                    f"SELECT id, 0.0 AS score FROM search_entry WHERE NOT deleted "  # noqa: S608
                    f"AND is_open = {int(is_open)} AND language = %s AND id NOT IN "
                    f"(SELECT rowid FROM {table} WHERE {table} MATCH %s)"
                )
                params += [language, expression]
            else:
                # Asked apart: a term that stood twice in an expression would count twice.
                found = f"SELECT rowid FROM {table} WHERE {table} MATCH %s"  # noqa: S608
                factor = f"CASE WHEN rowid IN ({found}) THEN 1.0 ELSE {BEGUN} END"
                parts.append(
                    f"SELECT rowid AS id, -bm25({table}, {_WEIGHTS}) "  # noqa: S608
                    f"{f'* {factor}' if begun else ''} AS score "
                    f"FROM {table} WHERE {table} MATCH %s"
                    f"{f' AND rowid IN ({found})' if begun else ''}"
                )
                params += [firm, expression, begun] if begun else [expression]
        nothing = "SELECT 0 AS id, 0.0 AS score WHERE 0 = 1"
        return " UNION ALL ".join(parts) or nothing, params

    def titled(self, words: list[str], language: str, public_only: bool) -> tuple[str, list]:
        """Return SQL like `matched` for titles that hold all words, the last one begun."""
        *whole, begun = words
        expression = " AND ".join([*(f'title : "{w}"' for w in whole), f'title : "{begun}" *'])
        names = [table_name(language, scope) for scope in ((True,) if public_only else (1, 0))]
        parts = [
            f"SELECT rowid AS id, -bm25({table}, {_WEIGHTS}) AS score "  # noqa: S608
            f"FROM {table} WHERE {table} MATCH %s"
            for table in self._existing(names)
        ]
        nothing = "SELECT 0 AS id, 0.0 AS score WHERE 0 = 1"
        return " UNION ALL ".join(parts) or nothing, [expression] * len(parts)


def table_name(language: str, is_open: bool) -> str:
    """Return the name of the table of a language: of public texts or of the others."""
    code = re.sub(r"[^a-z0-9]", "_", language.lower())
    return f"search_fts_{code}_{'open' if is_open else 'closed'}"


def match(wanted: Wanted) -> tuple[str, bool]:
    """Return an FTS5 expression, and whether it only says what must not be there."""
    parts = [" AND ".join(_term(phrase) for phrase in wanted.phrases)] if wanted.phrases else []
    any_of = _any(wanted.terms)
    if any_of:
        parts.append(f"({any_of})")
    without = _any(wanted.without)
    if not parts:
        return without, True
    found = f"({' AND '.join(parts)})"
    return (f"{found} NOT ({without})" if without else found), False


def _any(terms: Iterable[Term]) -> str:
    return " OR ".join(_term(term) for term in terms)


def _term(term: Term) -> str:
    # Words hold letters and digits alone: nothing to escape.
    return f'{term.column} : "{" ".join(term.words)}"'
