"""A row of the table of who may see what; each newer room keeps its rows in a `rows.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.extranet.roles import AUDITOR, CHAIR, MEMBER, SECRETARIAT
from tests.extranet.world import World

Cases = dict[str, tuple[frozenset[str], dict]]
NOBODY: frozenset[str] = frozenset()
AUDITORS = frozenset({SECRETARIAT, AUDITOR})
SEATED = frozenset({MEMBER, CHAIR})


@dataclass(frozen=True)
class Row:
    """An address of the extranet: its cases by state, and how it is asked."""

    cases: Callable[[World], Cases]
    post: bool = False
    data: dict = field(default_factory=dict)


def fixed(allowed: frozenset[str], **kwargs) -> Row:
    """Return a row of what has one state only."""
    return Row(lambda world: {"": (allowed, kwargs)})
