"""The tokens of what somebody may find: those of mandates, and those that rooms add.

A token is a word in the filter of every search, such as `body:7`. See docs/extranet-access.md.
"""

import datetime
from collections.abc import Callable, Iterable

from extranet.core.standing import Standing, standing_of

SECRETARIAT = "secretariat"

Provider = Callable[[Standing], Iterable[str]]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Let a room add the tokens that a Standing with a user has; usable as a decorator."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def audiences_of(user, at: datetime.datetime | None = None) -> frozenset[str]:
    """Return the tokens of what a user (or Standing) may find at a moment, by default now.

    `body:7` reads what the body reads, `guest:7` what is open to its guests; rooms add theirs,
    such as a share or an invitation. Nothing where there is no right.
    """
    standing = standing_of(user, at)
    if standing.user is None:
        return frozenset()
    tokens = {f"body:{pk}" for pk in standing.reads} | {f"guest:{pk}" for pk in standing.visits}
    if standing.secretariat:
        tokens.add(SECRETARIAT)
    return frozenset(tokens.union(*(provider(standing) for provider in _providers)))
