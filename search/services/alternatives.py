"""What a search with few results offers instead: other languages, fewer conditions, near topics."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from cms.core.templatetags.kit import language_in_sentence
from search.analysis import analyse, fold_word
from search.engines import engine
from search.engines.base import EngineUnavailable, Hit, Query
from search.facet_labels import POSITIONS, Row
from search.params import Params
from search.query import QUOTES
from search.services.find import checked, refused

# With fewer results than this, other languages are asked too.
FEW = 5
MOST_TERMS = 6


@dataclass(frozen=True)
class Alternative:
    """A link that may lead further; `language` where it leads to another one."""

    text: str
    url: str
    language: str = ""


def other_languages(params: Params) -> list[Alternative]:
    """Return links to the same search in the other languages that have more to say."""
    alternatives = []
    for code, _name in settings.LANGUAGES:
        if code == params.language or not params.text:
            continue
        try:
            # With a few hits, for those that are gone to be seen and left out of the count.
            total = checked(params.query(language=code, page=1, size=FEW)).total
        except EngineUnavailable:
            continue
        if total:
            with override(code):
                url = replace(params, page=1).url(reverse("search"))
            text = gettext("Also found in %(language)s (%(count)s)")
            name = language_in_sentence(code)
            alternatives.append(Alternative(text % {"language": name, "count": total}, url, code))
    return alternatives


def broader(params: Params) -> list[Alternative]:
    """Return links to the same search asking for less: no filters, no quotes, nothing left out."""
    alternatives = []
    if params.facets and params.text:
        url = replace(params, facets={}, page=1).url(reverse("search"))
        alternatives.append(Alternative(gettext("Search without the filters"), url))
    words = " ".join(
        word.strip(QUOTES) for word in params.text.split() if not word.startswith("-")
    ).strip()
    if words and words != params.text:
        url = replace(params, text=words, facets={}, page=1).url(reverse("search"))
        text = gettext("Search for the words alone: %(words)s") % {"words": words}
        alternatives.append(Alternative(text, url))
    return alternatives


def nearest_terms(text: str, language: str, rows: list[Row]) -> list[Alternative]:
    """Return topics and places whose names share a word with `text`, each with the broader one."""
    words = analyse(text, language)
    stems = set(words.stems) | {fold_word(word)[:5] for word in words.exact if len(word) > 5}
    known = {(row.facet, row.code): row for row in rows if row.facet != "body"}
    alternatives: dict[str, Alternative] = {}
    for row in known.values() if stems else ():
        if _shares(row.label, stems, language):
            for one in filter(None, (row, known.get((row.facet, row.parent)))):
                url = f"{reverse('search')}?{urlencode({one.facet: one.code})}"
                alternatives[url] = Alternative(one.label, url)
    return list(alternatives.values())[:MOST_TERMS]


def _shares(label: str, stems: set[str], language: str) -> bool:
    words = analyse(label, language)
    if not stems.isdisjoint(words.stems):
        return True
    return any(len(word) > 5 and fold_word(word)[:5] in stems for word in words.exact)


def latest_positions(language: str, size: int = 3) -> list[Hit]:
    """Return the newest positions of the alliance."""
    query = Query("", language, facets={"kind": POSITIONS}, size=size, sort="date")
    try:
        hits = engine().search(query).hits
    except EngineUnavailable:
        return []
    gone = refused(hits, query.audiences)
    return [hit for hit in hits if hit.entry_id not in gone]
