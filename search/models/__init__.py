"""What search keeps: one projection of everything findable, and what editors add to it."""

from .entry import Entry, EntryFacet
from .pick import Pick
from .search_count import SearchCount
from .synonym import Synonym
from .vector import EntryVector
from .version import LastReading, SearchVersion
from .word import Word

__all__ = [
    "Entry",
    "EntryFacet",
    "EntryVector",
    "LastReading",
    "Pick",
    "SearchCount",
    "SearchVersion",
    "Synonym",
    "Word",
]
