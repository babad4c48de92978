"""Who finds the polls of the whole extranet: who reads any body."""

from collections.abc import Iterator

from extranet.core.audiences import register
from extranet.core.standing import Standing

DELEGATES = "delegates"


@register
def delegates(standing: Standing) -> Iterator[str]:
    """Yield the token of those whom a poll of the whole extranet is asked."""
    if standing.reads:
        yield DELEGATES
