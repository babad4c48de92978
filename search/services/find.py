"""A search as people get it: whatever engine answers, what it found is checked once more."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q

from search import registry
from search.engines import did_you_mean as spelling
from search.engines import engine as engine_now
from search.engines.base import Query, Results, Suggestion
from search.models import Entry, EntryFacet
from search.projection import FACETS, PUBLIC
from search.services.marking import mark

# How often a page is asked for again because some of its hits are gone.
_ATTEMPTS = 4


def find(query: Query, engine=None) -> Results:
    """Return the page that `query` asks for, without anything its reader may not see now.

    What an engine still holds though it is gone counts in no total and no facet of the answer.
    """
    return checked(replace(query, facets=known_facets(query)), engine)


def checked(query: Query, engine=None) -> Results:
    """Return the same as `find` for a query whose facets are known to exist."""
    engine = engine or engine_now()
    for _attempt in range(_ATTEMPTS):
        results = engine.search(query)
        gone = refused(results.hits, query.audiences)
        if not gone:
            return results
        _remember(hit for hit in results.hits if hit.entry_id in gone)
        query = replace(query, exclude=query.exclude | gone)
    hits = [hit for hit in results.hits if hit.entry_id not in gone]
    return replace(results, hits=hits, total=max(0, results.total - len(gone)))


def suggest(
    text: str, language: str, audiences: frozenset[str] = frozenset({PUBLIC}), size: int = 8
) -> list[Suggestion]:
    """Return what may be meant while `text` is being typed, checked like hits."""
    found = engine_now().suggest(text, language, audiences, size)
    gone = refused(found, audiences)
    return [one for one in found if one.entry_id not in gone]


def did_you_mean(
    text: str, language: str, audiences: frozenset[str] = frozenset({PUBLIC})
) -> str | None:
    """Return `text` as it was probably meant, or None."""
    return engine_now().did_you_mean(text, language, audiences)


def has_unknown(text: str, language: str, audiences: frozenset[str] = frozenset({PUBLIC})) -> bool:
    """Return whether no text is known to hold some word of `text`, as `did_you_mean` then asks."""
    return spelling.has_unknown(text, language, audiences, "default")


def refused(hits: Iterable, audiences: frozenset[str]) -> frozenset[int]:
    """Return the entry ids of those hits that the database does not show to `audiences` now."""
    by_checker = defaultdict(dict)
    for hit in hits:
        source = registry.get(hit.kind)
        checker = source.checked_with if source else None
        by_checker[checker][(hit.object_id, hit.language)] = hit.entry_id
    gone = set()
    for checker, keys in by_checker.items():
        shown = checker.visible_keys(keys, audiences) if checker else set()
        gone.update(entry_id for key, entry_id in keys.items() if key not in shown)
    return frozenset(gone)


def known_facets(query: Query) -> dict[str, tuple[str, ...]]:
    """Return the chosen values that exist among what the reader may see; others are ignored."""
    chosen = {
        name: tuple(dict.fromkeys(value for value in values if value.isprintable()))[:50]
        for name, values in query.facets.items()
        if name in FACETS and values
    }
    if not chosen:
        return {}
    seen = Q(entry__is_open=True) if PUBLIC in query.audiences else Q(pk__in=[])
    tokens = sorted(query.audiences - {PUBLIC})
    if tokens:
        theirs = EntryFacet.objects.filter(name=EntryFacet.AUDIENCE, value__in=tokens)
        seen |= Q(entry__in=theirs.values("entry"))
    wanted = Q()
    for name, values in chosen.items():
        wanted |= Q(name=name, value__in=values)
    rows = EntryFacet.objects.filter(seen, wanted, entry__deleted=False)
    known = set(rows.values_list("name", "value").distinct())
    facets = {
        name: tuple(value for value in values if (name, value) in known)
        for name, values in chosen.items()
    }
    return {name: values for name, values in facets.items() if values}


def _remember(hits: Iterable) -> None:
    """Have things that are gone read anew, for nobody else to find them."""
    by_kind = defaultdict(set)
    for hit in hits:
        by_kind[hit.kind].add(hit.object_id)
    for kind, ids in by_kind.items():
        known = Entry.objects.filter(kind=kind, object_id__in=ids, deleted=False)
        mark(kind, set(known.values_list("object_id", flat=True)))
