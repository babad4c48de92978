"""Finds entries in the database itself."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from django.db import connections, transaction
from django.utils import timezone

from search.analysis import fold_word, stem
from search.engines.base import IndexDiff, Progress, Query, Results, Suggestion
from search.engines.database import sql, words
from search.engines.database.postgres import PostgresIndex
from search.engines.database.sqlite import SqliteIndex
from search.engines.database.terms import Term, Wanted, row, wanted
from search.engines.did_you_mean import corrected_query
from search.engines.hits import hit_from_entry, suggestion_from_entry
from search.highlight import Matcher
from search.meaning import ranking
from search.models import Entry, EntryFacet
from search.projection import PUBLIC
from search.query import folded, parse
from search.synonyms import expand

BATCH = 200


def index_for(using: str):
    """Return the index of words that the database of this alias can hold."""
    return (PostgresIndex if connections[using].vendor == "postgresql" else SqliteIndex)(using)


class DatabaseEngine:
    """The engine that is always there; `using` is the database that holds the entries."""

    name = "database"

    def __init__(self, using: str = "default"):
        self.using = using
        self.index = index_for(using)

    # --- Finding ----------------------------------------------------------------------

    def search(self, query: Query) -> Results:
        """Return the page of hits that `query` asks for, with totals and facets."""
        began = time.perf_counter()
        parsed = parse(query.text, query.language)
        synonyms = expand(parsed.shown, query.language, self.using)
        found = self._find(query, parsed, synonyms)
        relaxed = bool(parsed.phrases) and not found.total
        if relaxed:
            found = self._find(query, replace(parsed, phrases=[]), synonyms)
        matcher = Matcher(parsed, synonyms)
        scores = ranking.page(query, found.hits, self.using)
        entries = Entry.objects.using(self.using).in_bulk([pk for pk, _score in scores])
        return Results(
            hits=[
                hit_from_entry(entries[pk], score, matcher) for pk, score in scores if pk in entries
            ],
            total=found.total,
            facets=sql.facet_values(found.counts, query.facets),
            engine=self.name,
            relaxed=relaxed,
            took_ms=(time.perf_counter() - began) * 1000,
        )

    def _find(self, query: Query, parsed, synonyms: list[str]) -> sql.Page:
        if parsed.is_empty:
            return sql.Page([], 0, {})
        public_only = query.audiences <= {PUBLIC}
        titled = sql.NOTHING
        if parsed.is_blank:
            matched = ("SELECT id, 1.0 AS score FROM search_entry", [])
        else:
            matched = self.index.matched(wanted(parsed, synonyms), query.language, public_only)
            if parsed.typed:
                titled = self.index.titled(parsed.typed, query.language, public_only)
        today = timezone.localdate()
        asked = ranking.widened(query)
        statement, params = sql.build(asked, matched, self.index.age, today, titled)
        return sql.read(self.index.rows(statement, params))

    def suggest(
        self, text: str, language: str, audiences: frozenset[str], size: int = 8
    ) -> list[Suggestion]:
        """Return things whose titles hold all words of `text`, the last one perhaps begun."""
        typed = folded(text, language)
        if not typed or (len(typed) == 1 and len(typed[0]) < 2):
            return []
        query = Query(text, language, audiences, size=3 * size)
        matched = self.index.titled(typed, language, audiences <= {PUBLIC})
        statement, params = sql.build(query, matched, self.index.age, timezone.localdate())
        found = sql.read(self.index.rows(statement, params))
        entries = Entry.objects.using(self.using).in_bulk([pk for pk, _score in found.hits])
        ordered = [entries[pk] for pk, _score in found.hits if pk in entries]
        ordered.sort(
            key=lambda entry: folded(entry.title, language)[: len(typed) - 1] != typed[:-1]
        )
        matcher = Matcher(parse(text, language))
        return [suggestion_from_entry(entry, matcher) for entry in ordered[:size]]

    def did_you_mean(self, text: str, language: str, audiences: frozenset[str]) -> str | None:
        """Return `text` with words that nothing holds replaced by known ones, or None."""
        held = partial(self._held, language=language, audiences=audiences)
        return corrected_query(text, language, audiences, held, self.using)

    def _held(
        self, asked: Iterable[str], language: str, audiences: frozenset[str]
    ) -> dict[str, int]:
        """Return in how many entries that `audiences` may see each word stands, at most 100."""
        asked = list(dict.fromkeys(asked))
        if not asked:
            return {}
        seen, seen_params = sql.visible(audiences)
        parts, params = [], []
        for number, word in enumerate(asked):
            terms = (Term("exact", (word,)), Term("stems", (stem(fold_word(word), language),)))
            matched, matched_params = self.index.matched(
                Wanted(without=(), terms=terms), language, audiences <= {PUBLIC}
            )
            parts.append(
                f"SELECT {number} AS word, count(*) FROM (SELECT 1 AS one FROM "  # noqa: S608
                f"({matched}) AS m JOIN search_entry e ON e.id = m.id "
                f"WHERE (NOT e.deleted AND e.language = %s) IS TRUE AND {seen} "
                "LIMIT 100) AS few"
            )
            params += [*matched_params, language, *seen_params]
        rows = self.index.rows(" UNION ALL ".join(parts), params)
        return {asked[number]: count for number, count in rows}

    # --- Keeping ----------------------------------------------------------------------

    def write(self, entries: Iterable[Entry]) -> None:
        """Take over the entries; one that is older than what is held changes nothing."""
        entries = list(entries)
        held = dict(self.index.versions([entry.pk for entry in entries]))
        entries = [entry for entry in entries if entry.version >= held.get(entry.pk, 0)]
        alive = [entry for entry in entries if not entry.deleted]
        rows = [row(entry) for entry in alive]
        with transaction.atomic(using=self.using):
            self.index.delete([entry.pk for entry in entries if entry.deleted])
            self.index.write(rows)
            ids = [entry.pk for entry in entries]
            EntryFacet.objects.using(self.using).filter(entry__in=ids).delete()
            EntryFacet.objects.using(self.using).bulk_create(
                [facet for entry in alive for facet in _facet_rows(entry)], batch_size=500
            )
            words.learn(alive, self.using)

    def delete(self, entry_ids: Iterable[int]) -> None:
        """Forget these ids, whatever their version."""
        entry_ids = list(entry_ids)
        with transaction.atomic(using=self.using):
            self.index.delete(entry_ids)
            EntryFacet.objects.using(self.using).filter(entry__in=entry_ids).delete()

    def check(self) -> IndexDiff:
        """Compare the words held with the entries."""
        held = dict(self.index.versions())
        alive = dict(
            Entry.objects.using(self.using).alive().values_list("pk", "version").iterator()
        )
        return IndexDiff(
            missing=tuple(sorted(alive.keys() - held.keys())),
            stale=tuple(sorted(pk for pk in alive.keys() & held.keys() if alive[pk] != held[pk])),
            orphans=tuple(sorted(held.keys() - alive.keys())),
        )

    def repair(self, diff: IndexDiff) -> None:
        """Write what is missing or stale, delete orphans."""
        self.delete(diff.orphans)
        ids = iter((*diff.missing, *diff.stale))
        while batch := list(islice(ids, BATCH)):
            # A row that says a newer version than its entry would win over it.
            self.delete(batch)
            self.write(Entry.objects.using(self.using).filter(pk__in=batch))

    def rebuild(self, progress: Progress | None = None) -> int:
        """Analyse every entry anew, batch by batch: readers see the old words or the new."""
        self.index.ensure()
        rows = Entry.objects.using(self.using).alive()
        total, done = rows.count(), 0
        for batch in rows.in_batches(BATCH):
            self.write(batch)
            done += len(batch)
            if progress:
                progress(done, max(total, done))
        self.delete(self.check().orphans)
        self.index.optimise()
        return done


def _facet_rows(entry: Entry) -> Iterator[EntryFacet]:
    for name, values in entry.facets.items():
        for value in dict.fromkeys(values):
            yield EntryFacet(entry_id=entry.pk, name=name, value=value)
    for token in dict.fromkeys(entry.audiences):
        yield EntryFacet(entry_id=entry.pk, name=EntryFacet.AUDIENCE, value=token)
