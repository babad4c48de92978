"""Other ways to a posted document that is open to guests than a mandate or a share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists

from extranet.core.standing import Standing


@dataclass(frozen=True)
class Grant:
    """A way that a room above opens.

    `reads(standing)` is the condition on documents under which somebody reads them this way;
    `tokens(document)` are the audiences that find a document this way.
    """

    reads: Callable[[Standing], Exists]
    tokens: Callable[[object], Iterable[str]]


_grants: list[Grant] = []


def register(grant: Grant) -> None:
    """Open another way to the documents that are open to guests."""
    _grants.append(grant)


def grants() -> list[Grant]:
    """Return the ways that rooms above open."""
    return list(_grants)
