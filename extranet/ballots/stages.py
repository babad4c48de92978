"""Where a ballot stands, as its readers say it: finer than its state."""

import datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from extranet.ballots.counting.motions import Outcome
from extranet.ballots.counting.terms import Tie
from extranet.ballots.models import Ballot

# What `stage_of` reads beside the ballot: for select_related.
RELATED = ("count", "tie_break", "record")


class Stage(StrEnum):
    """From its preparation to its record."""

    DRAFT = "draft"
    RUNNING = "running"
    OVERDUE = "overdue"
    TIE = "tie"
    TO_SIGN = "to-sign"
    SETTLED = "settled"
    VOID = "void"

    @property
    def label(self) -> str:
        """The stage in words, as the state of a ballot."""
        return LABELS[self]


LABELS = {
    Stage.DRAFT: _("being prepared"),
    Stage.RUNNING: _("running"),
    Stage.OVERDUE: _("over, not counted yet"),
    Stage.TIE: _("counted: a tie to settle"),
    Stage.TO_SIGN: _("counted, not signed yet"),
    Stage.SETTLED: _("counted and signed"),
    Stage.VOID: pgettext_lazy("ballot", "void"),
}


def stage_of(ballot: Ballot, moment: datetime.datetime | None = None) -> Stage:
    """Return where a ballot stands at a moment, by default now."""
    state = Ballot.State
    if ballot.state == state.OPEN:
        running = ballot.is_running(moment or timezone.now())
        return Stage.RUNNING if running else Stage.OVERDUE
    if ballot.state == state.CLOSED:
        if getattr(ballot, "record", None):
            return Stage.SETTLED
        return Stage.TIE if is_tie_to_settle(ballot) else Stage.TO_SIGN
    return Stage.VOID if ballot.state == state.VOID else Stage.DRAFT


def is_tie_to_settle(ballot: Ballot) -> bool:
    """Return whether the chair's vote or a lot must settle it before anybody signs."""
    count = getattr(ballot, "count", None)
    tied = count is not None and count.outcome == Outcome.TIE
    return (
        tied and ballot.terms.tie in (Tie.CHAIR, Tie.LOT) and not getattr(ballot, "tie_break", None)
    )
