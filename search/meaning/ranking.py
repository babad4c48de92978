"""Puts the first hits of an engine in order by what they mean, or leaves them as they are.

An engine asks `widened` for the query that it answers and `page` for the hits of it that are shown.
Only what the engine found for this reader is looked at: nothing is added, nothing taken away.
"""

import logging
import time
from dataclasses import replace

from django.conf import settings

from search.engines.base import Query
from search.meaning import DEPTH, vectors, weight
from search.meaning.encoder import encode_question
from search.query import parse

logger = logging.getLogger(__name__)

Scored = list[tuple[int, float]]


class Late(Exception):
    """The stage has taken longer than it may."""


def concerns(query: Query) -> bool:
    """Return whether the hits of a query's page are to be ordered by meaning."""
    return bool(
        query.text and query.sort == "relevance" and query.offset < DEPTH and weight(query.language)
    )


def widened(query: Query) -> Query:
    """Return the query for all hits that are ordered together, and those of the page after them."""
    if not concerns(query):
        return query
    return replace(query, page=1, size=max(DEPTH, query.offset + query.size))


def page(query: Query, hits: Scored, using: str = "default") -> Scored:
    """Return the hits of the query's page out of those that `widened` found."""
    if not concerns(query):
        return hits
    return reordered(query, hits, using)[query.offset : query.offset + query.size]


def reordered(query: Query, hits: Scored, using: str = "default") -> Scored:
    """Return the hits with the first DEPTH in order by words and meaning; as they were where that
    is late or fails. Scores stay those of the words."""
    first = hits[:DEPTH]
    shown = parse(query.text, query.language).shown
    if len(first) < 2 or not shown:
        return hits
    try:
        order = _order(shown, query.language, first, using)
    except (Late, TimeoutError):
        logger.info("Results were not ordered by meaning: it took too long.")
        return hits
    except Exception as error:
        logger.warning("Results could not be ordered by meaning: %s", error)
        return hits
    return [*(first[place] for place in order), *hits[DEPTH:]]


def _order(text: str, language: str, hits: Scored, using: str) -> list[int]:
    """Return the places of hits in their new order. Raises Late or TimeoutError."""
    until = time.monotonic() + settings.SEARCH_MEANING_TIMEOUT
    asked = encode_question(text, settings.SEARCH_MEANING_TIMEOUT)
    held = vectors.read([pk for pk, _score in hits], using)
    if not held:
        return list(range(len(hits)))
    cosines = vectors.cosines(held, asked)
    # What has no vector yet is neither better nor worse for it.
    average = sum(cosines.values()) / len(cosines)
    best = max(score for _pk, score in hits) or 1.0
    factor = weight(language)
    values = [score / best + factor * cosines.get(pk, average) for pk, score in hits]
    if time.monotonic() > until:
        raise Late
    return sorted(range(len(hits)), key=lambda place: -values[place])
