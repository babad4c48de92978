"""What a mandate lets find: the sources that the rooms of the extranet register."""

from cms.accounts import second_factor
from extranet.core.audiences import SECRETARIAT, audiences_of
from extranet.core.search_sources import SOURCES
from extranet.core.standing import standing_of
from search import audiences
from search.sources.confidential import Confidential


@audiences.provider
def tokens(request) -> frozenset[str]:
    """Return what the reader may find; nothing before a second factor that is owed."""
    if not second_factor.is_confirmed(request):
        return frozenset()
    return audiences_of(request.user)


CONFIDENTIAL = Confidential(SOURCES, standing_of, SECRETARIAT)
