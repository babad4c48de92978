"""What a body is to decide for another room: who asks, who decides, and what comes of it.

A room that needs a decision (an application for membership) describes it as a Proposal; a room
that takes decisions (ballots) registers itself as the decider. Neither knows the other: without
a decider the question is decided in a meeting and entered by hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from django.db.models import Model
from django.dispatch import Signal

from cms.directory.models import Body
from extranet.core.standing import Standing

# Sent inside the transaction that settles it: `subject_kind` and `subject_key` as in `reference`,
# `kind` of the decision, `adopted` (bool), `taken_on` (a day), `decision` (the register's entry, or
# None), `by` (a user or None).
decided = Signal()


@dataclass(frozen=True)
class Proposal:
    """A question that a body is to decide by the rule for its kind of decision.

    `recused` holds ids of organisations whose delegates take no part.
    """

    subject: Model
    body: Body
    kind: str
    titles: dict[str, str]
    texts: dict[str, str]
    recused: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Progress:
    """One vote on a proposal as its page shows it: the title, where it is, its state in words."""

    title: str
    url: str
    state: str
    is_over: bool = False


class Decider(Protocol):
    """A room that takes decisions."""

    def propose(self, proposal: Proposal, *, by) -> str:
        """Prepare the decision and return the address where it goes on; raise Refused."""

    def progress(self, subject: Model, standing: Standing) -> Iterable[Progress]:
        """Yield the votes there were and are about a row, of those that somebody may see."""


_deciders: list[Decider] = []


def register(decider: Decider) -> None:
    """Let a room decide what the others propose; the one registered last does."""
    _deciders.append(decider)


def decider() -> Decider | None:
    """Return the room that decides, None where there is none."""
    return _deciders[-1] if _deciders else None


def reference(subject: Model) -> tuple[str, str]:
    """Return by which kind and key a row is known to the decider."""
    return subject._meta.label_lower, str(subject.pk)
