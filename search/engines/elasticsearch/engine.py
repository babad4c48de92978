"""Finds entries with Elasticsearch, and keeps it fed."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from django.utils import timezone
from elasticsearch.dsl import Search

from search.engines.base import IndexDiff, IndexUnavailable, Progress, Query, Results, Suggestion
from search.engines.database.sql import facet_values
from search.engines.deadline import WRITER_PATIENCE
from search.engines.did_you_mean import corrected_query
from search.engines.elasticsearch import answers, bulk, consistency, deep_paging, queries
from search.engines.elasticsearch.client import answering, answering_in, connect
from search.engines.elasticsearch.indices import OPEN, PLACES, Aliases, Indices
from search.engines.hits import hit_from_entry, suggestion_from_entry
from search.highlight import Matcher
from search.meaning import ranking
from search.models import Entry
from search.projection import FACETS, PUBLIC
from search.query import folded, parse
from search.synonyms import expand

BATCH = 200
# How often a write that perhaps an editor waits for is offered to a busy node again.
WRITER_RETRIES = 1
# How often a page is asked for again because the database knows better.
_ATTEMPTS = 3
# How often what was written during a rebuild is fetched before the swap.
_ROUNDS = 3


class ElasticsearchEngine:
    """The engine in a cluster at `url`; a question that takes longer than `timeout` s fails."""

    name = "elasticsearch"

    def __init__(self, url: str, prefix: str, timeout: float = 1.0, using: str = "default"):
        self.using = using
        self.client = connect(url)
        self.reader = self.client.options(request_timeout=timeout)
        self.writer = self.client.options(request_timeout=WRITER_PATIENCE)
        self.timeout = timeout
        self.indices = Indices(self.client, prefix, using)

    # --- Finding ----------------------------------------------------------------------

    def search(self, query: Query) -> Results:
        """Return the page of hits that `query` asks for, with totals and facets."""
        began = time.perf_counter()
        parsed = parse(query.text, query.language)
        if parsed.is_empty:
            return Results([], 0, facet_values({}, query.facets), self.name)
        synonyms = expand(parsed.shown, query.language, self.using)
        found, scores, entries = self._found(
            query, queries.matching(parsed, synonyms), parsed.typed
        )
        relaxed = bool(parsed.phrases) and not answers.total(found)
        if relaxed:
            words = replace(parsed, phrases=[])
            found, scores, entries = self._found(
                query, queries.matching(words, synonyms), parsed.typed
            )
        matcher = Matcher(parsed, synonyms)
        counts = answers.facet_counts(found, FACETS)
        return Results(
            hits=[
                hit_from_entry(entries[pk], score, matcher)
                for pk, score in scores.items()
                if pk in entries
            ],
            total=answers.total(found),
            facets=facet_values(counts, query.facets),
            engine=self.name,
            relaxed=relaxed,
            took_ms=(time.perf_counter() - began) * 1000,
        )

    def _found(
        self, query: Query, asked, words: list[str]
    ) -> tuple[dict, dict[int, float], dict[int, Entry]]:
        """Return the answer, the scores and the entries of a page, which the database knows of."""
        exclude = query.exclude
        for _attempt in range(_ATTEMPTS):
            found, scores, strays = self._page(query, asked, words, exclude)
            entries = self._entries(scores, query)
            if len(entries) == len(scores) and not strays:
                return found, scores, entries
            exclude |= (scores.keys() - entries.keys()) | strays
        if strays:
            raise answers.Malformed("Elasticsearch finds what it was asked to leave out.")
        return found, scores, entries

    def _page(
        self, query: Query, asked, words: list[str], exclude: frozenset[int | str]
    ) -> tuple[dict, dict[int, float], set[str]]:
        """Return the answer, the scores of entries, and the ids of hits that are no entries."""
        shown, query = query, replace(ranking.widened(query), exclude=exclude)
        search = self._asking(query.language, query.audiences)
        search = queries.page(search, query, asked, timezone.localdate(), words)
        with answering_in(query.language):
            if query.offset + query.size <= deep_paging.WINDOW:
                found = self._ask(search[query.offset : query.offset + query.size])
                hits = found["hits"]["hits"]
            else:
                found, hits = self._ask(search.extra(size=0)), []
                # Nobody walks to a page that is not there.
                if query.offset < answers.total(found):
                    hits = deep_paging.page(self.reader, search.to_dict(), search._index, query)
        scored, strays = answers.scores(hits)
        return found, dict(ranking.page(shown, scored, self.using)), strays

    def _asking(self, language: str, audiences: frozenset[str]) -> Search:
        with answering_in(language):
            self.indices.require(language, self.reader)
        places = (OPEN,) if audiences <= {PUBLIC} else PLACES
        names = [self.indices.alias(language, place) for place in places]
        search = Search(using=self.reader, index=names)
        search = search.extra(timeout=f"{int(self.timeout * 900)}ms")
        # How rare a word is must be the same in both indices for their scores to be compared.
        return search.params(search_type="dfs_query_then_fetch") if len(names) > 1 else search

    def _ask(self, search: Search) -> dict:
        params = search._params
        found = self.reader.search(index=search._index, **params, **queries.named(search.to_dict()))
        return found.body

    def _entries(self, ids: Iterable[int], query: Query) -> dict[int, Entry]:
        rows = Entry.objects.using(self.using).alive().filter(language=query.language)
        found = rows.in_bulk(list(ids))
        return {pk: row for pk, row in found.items() if query.audiences & set(row.audiences)}

    def suggest(
        self, text: str, language: str, audiences: frozenset[str], size: int = 8
    ) -> list[Suggestion]:
        """Return things whose titles hold all words of `text`, the last one perhaps begun."""
        typed = folded(text, language)
        if not typed or (len(typed) == 1 and len(typed[0]) < 2):
            return []
        search = self._asking(language, audiences)
        search = queries.titled(search, typed, audiences, timezone.localdate())
        with answering_in(language):
            found = self._ask(search[:size])
        ids = [pk for one in found["hits"]["hits"] if (pk := answers.entry_id(one))]
        entries = self._entries(ids, Query(text, language, audiences))
        matcher = Matcher(parse(text, language))
        return [suggestion_from_entry(entries[pk], matcher) for pk in ids if pk in entries]

    def did_you_mean(self, text: str, language: str, audiences: frozenset[str]) -> str | None:
        """Return `text` with words that nothing holds replaced by known ones, or None."""

        def held(words: Iterable[str]) -> dict[str, int]:
            words = list(words)
            search = queries.holding(self._asking(language, audiences), words, audiences)
            with answering_in(language):
                found = self._ask(search)
            return answers.word_counts(found, words)

        return corrected_query(text, language, audiences, held, self.using)

    # --- Keeping ----------------------------------------------------------------------

    def write(self, entries: Iterable[Entry]) -> None:
        """Take over the entries, tombstones among them; a lower version than the held one loses.

        Raise IndexUnavailable, once the others are written, for languages without an index.
        """
        names = Aliases(self.indices, self.writer)
        with answering():
            bulk.index(self.writer, names.usable(entries), names, retries=WRITER_RETRIES)
        if names.absent:
            raise IndexUnavailable(" ".join(names.absent.values()))

    def delete(self, entry_ids: Iterable[int]) -> None:
        """Forget these ids, whatever their version."""
        with answering():
            ready = [one for one in self.indices.languages() if self.indices.is_ready(one)]
            names = self.indices.aliases(ready).values()
            documents = [(name, pk) for pk in entry_ids for name in names]
            bulk.delete(self.client, documents, by_alias=True)

    def refresh(self) -> None:
        """Make what was written findable now instead of within a second."""
        with answering():
            self.indices.refresh(self.indices.aliases(self.indices.languages()).values())

    def _begin_upkeep(self) -> None:
        # Upkeep may wait long for an answer, but not for a cluster that gives none at all.
        with answering():
            self.writer.info()

    def check(self) -> IndexDiff:
        """Compare with the entries; all of a language is missing where its index is not usable."""
        self._begin_upkeep()
        with answering():
            languages = self.indices.languages()
            ready = [one for one in languages if self.indices.is_ready(one)]
            names = self.indices.aliases(ready)
            self.indices.refresh(names.values())
            found = consistency.compare(self.client, names, self.using)
        rows = Entry.objects.using(self.using).alive().exclude(language__in=ready)
        lost = rows.order_by("pk").values_list("pk", flat=True)
        return replace(found, missing=(*found.missing, *lost))

    def repair(self, diff: IndexDiff) -> None:
        """Write what is missing or stale, delete orphans; rebuild what cannot be mended."""
        self._begin_upkeep()
        self.forget_orphans(diff)
        with answering():
            broken = [one for one in self.indices.languages() if not self.indices.is_ready(one)]
        if broken:
            self.rebuild(languages=broken)
        ahead = set()
        for batch in self._entries_of((*diff.missing, *diff.stale), broken):
            with answering():
                names = Aliases(self.indices, self.client)
                conflicts = bulk.index(self.client, batch, names)
            ahead.update(one.language for one in batch if one.pk in conflicts)
        if ahead:
            # The index knows later versions than the database, as after a backup was put back.
            self.rebuild(languages=sorted(ahead))

    def forget_orphans(self, diff: IndexDiff) -> None:
        """Delete what no living entry stands behind."""
        if diff.orphans:
            self.delete(diff.orphans)
        if diff.strays:
            with answering():
                bulk.delete(self.client, diff.strays, by_alias=False)

    def _entries_of(self, ids: Iterable[int], without: Iterable[str] = ()) -> Iterator[list[Entry]]:
        rows = Entry.objects.using(self.using).exclude(language__in=list(without))
        ids = iter(ids)
        while batch := list(islice(ids, BATCH)):
            yield list(rows.filter(pk__in=batch))

    def rebuild(
        self, progress: Progress | None = None, languages: Iterable[str] | None = None
    ) -> int:
        """Build everything anew from the entries, without a gap for readers; return how many."""
        self._begin_upkeep()
        with answering():
            languages = list(languages or self.indices.languages())
            built = self.indices.create(languages)
            try:
                done = self._fill(built, languages, progress)
                for _round in range(_ROUNDS):
                    if self._catch_up(built):
                        break
                replaced = self.indices.swap(built)
            except BaseException:
                self.indices.drop(built)
                raise
            # Who wrote until the swap wrote into the old index; the entries know of it.
            self._catch_up(self.indices.aliases(languages))
            if replaced:
                self.client.indices.delete(index=replaced, ignore_unavailable=True)
            self.indices.drop_abandoned()
        return done

    def drop(self) -> None:
        """Delete all indices of this engine's prefix, for measurements and tests."""
        with answering():
            names = [
                name
                for key_alias in self.indices.aliases(self.indices.languages()).values()
                for name in self.indices.behind(key_alias)
            ]
            if names:
                self.client.indices.delete(index=names)

    def _fill(self, built: dict, languages: list[str], progress: Progress | None) -> int:
        rows = Entry.objects.using(self.using).alive().filter(language__in=languages)
        total, done = rows.count(), 0

        def counted() -> Iterator[Entry]:
            nonlocal done
            for batch in rows.in_batches(BATCH):
                yield from batch
                done += len(batch)
                if progress:
                    progress(done, max(total, done))

        bulk.index(self.client, counted(), built, is_new=True)
        return done

    def _catch_up(self, names: dict) -> bool:
        """Mend what was written in the meantime; return whether nothing was."""
        self.indices.refresh(names.values())
        found = consistency.compare(self.client, names, self.using)
        for batch in self._entries_of((*found.missing, *found.stale, *found.orphans)):
            bulk.index(self.client, batch, names)
        return found.clean
