"""The pages that editors put first for a query."""

from cms.core.text import fold
from search.engines.base import Hit
from search.highlight import Matcher, mark
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
    hits = [_hit(entry, matcher) for entry in rows]
    gone = refused(hits, audiences)
    shown = {hit.object_id: hit for hit in hits if hit.entry_id not in gone}
    return [shown[key] for key in keys if key in shown]


def _hit(entry: Entry, matcher: Matcher) -> Hit:
    return Hit(
        entry_id=entry.pk,
        kind=entry.kind,
        object_id=entry.object_id,
        language=entry.language,
        title=entry.title,
        title_html=mark(entry.title, matcher),
        snippet_html=mark(entry.summary, matcher),
        url=entry.url,
        date=entry.date,
        result_type=entry.result_type,
        state=entry.state,
        outdated=entry.outdated,
        languages=tuple(entry.languages),
        facets=entry.facets,
        score=0.0,
        extra=entry.extra,
    )
