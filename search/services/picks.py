"""The pages that editors put first for a query."""

from cms.core.text import fold
from search.engines.base import Hit
from search.engines.hits import hit_from_entry
from search.highlight import Matcher
from search.models import Entry, Pick
from search.query import clean, parse
from search.services.find import refused

MOST = 3


def picked(text: str, language: str, audiences: frozenset[str]) -> list[Hit]:
    """Return the picks for a query as hits, those alone that `audiences` may see now."""
    query = fold(clean(text))[:200]
    if not query:
        return []
    picks = Pick.objects.filter(language=language, folded_query=query).order_by("sort_order", "pk")
    keys = [str(key) for key in picks.values_list("page__translation_key", flat=True)[:MOST]]
    if not keys:
        return []
    rows = Entry.objects.alive().filter(object_id__in=keys, language=language)
    matcher = Matcher(parse(text, language))
    hits = [hit_from_entry(entry, 0.0, matcher) for entry in rows]
    gone = refused(hits, audiences)
    shown = {one.object_id: one for one in hits if one.entry_id not in gone}
    return [shown[key] for key in keys if key in shown]
