"""What of the inside of cohorts can be found: each room registers its sources.

    @register
    class LessonSource(SearchSource): ...

Readers of a row are `{cohort_token(row.cohort_id)}`; the academy's staff find everything.
"""

from academy.core.standing import Standing
from cms.core.search_sources import SearchSource, SearchSources, languages_of

SOURCES = SearchSources()
register = SOURCES.register
affects = SOURCES.affects

# The token of who runs the academy.
STAFF = "academy"

__all__ = [
    "SOURCES",
    "STAFF",
    "SearchSource",
    "affects",
    "cohort_token",
    "languages_of",
    "register",
    "tokens_of",
]


def cohort_token(cohort_id: int) -> str:
    """Return the token of those who see a cohort from within."""
    return f"cohort:{cohort_id}"


def tokens_of(standing: Standing) -> frozenset[str]:
    """Return the tokens of what somebody may find: those of the cohorts learnt in and taught."""
    if standing.user is None:
        return frozenset()
    tokens = {cohort_token(pk) for pk in standing.learns | standing.teaches}
    return frozenset(tokens | {STAFF} if standing.staff else tokens)
