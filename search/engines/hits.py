"""An entry that an engine found, as results and suggestions show it."""

from search.engines.base import Hit, Suggestion
from search.highlight import Matcher, mark, snippet
from search.models import Entry


def hit_from_entry(entry: Entry, score: float, matcher: Matcher) -> Hit:
    """Return an entry as a result, what was looked for marked."""
    begun = matcher.needs_words and not matcher.holds_a_word(entry.searched)
    if begun:
        matcher = matcher.of_beginnings
    return Hit(
        entry_id=entry.pk,
        kind=entry.kind,
        object_id=entry.object_id,
        language=entry.language,
        title=entry.title,
        title_html=mark(entry.title, matcher),
        snippet_html=snippet(entry.text, entry.summary, matcher),
        url=entry.url,
        date=entry.date,
        result_type=entry.result_type,
        state=entry.state,
        outdated=entry.outdated,
        languages=tuple(entry.languages),
        facets=entry.facets,
        score=score,
        extra=entry.extra,
        begun=begun,
    )


def suggestion_from_entry(entry: Entry, matcher: Matcher) -> Suggestion:
    """Return an entry as a suggestion, what was typed marked."""
    return Suggestion(
        entry_id=entry.pk,
        kind=entry.kind,
        object_id=entry.object_id,
        language=entry.language,
        text=entry.title,
        html=mark(entry.title, matcher),
        url=entry.url,
        result_type=entry.result_type,
    )
