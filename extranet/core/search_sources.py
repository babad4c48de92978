"""What of the extranet can be found: each room registers its sources.

@register
class DecisionSource(SearchSource): ...
"""

from cms.core.search_sources import SearchSource, SearchSources, languages_of

SOURCES = SearchSources()
register = SOURCES.register
affects = SOURCES.affects

__all__ = ["SOURCES", "SearchSource", "affects", "languages_of", "register"]
