"""An optional stage: what a text means, beside the words it holds.

Nothing beyond the standard library and Django is imported until the stage is on
(`SEARCH_MEANING`): neither numpy nor the encoder.
"""

from django.conf import settings

# How many of an engine's hits are put in order by meaning.
DEPTH = 100


def is_on() -> bool:
    """Return whether the stage is switched on."""
    return settings.SEARCH_MEANING


def weight(language: str) -> float:
    """Return how much meaning counts beside words in a language; 0 where it does not."""
    return settings.SEARCH_MEANING_WEIGHTS.get(language, 0.0) if is_on() else 0.0
