"""What editors say means the same; it widens a query and touches no index."""

from search.models import Synonym
from search.query import folded

MOST_ADDED = 8


def expand(text: str, language: str, using: str | None = None) -> list[str]:
    """Return the other words for what `text` holds, as editors wrote them."""
    padded = f" {' '.join(folded(text, language))} "
    if not padded.strip():
        return []
    added = {}
    rows = Synonym.objects.using(using).filter(language=language).order_by("pk")
    for synonym in rows:
        words = synonym.as_list()
        matched = [word for word in words if f" {' '.join(folded(word, language))} " in padded]
        if matched:
            added |= dict.fromkeys(word for word in words if word not in matched)
    return list(added)[:MOST_ADDED]
