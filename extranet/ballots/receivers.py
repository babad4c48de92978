"""What follows from what happened: signed results go on, and this room decides for the others."""

from django.dispatch import receiver

from extranet.ballots import signals
from extranet.ballots.decider import BallotDecider
from extranet.ballots.elections import receivers  # noqa: F401
from extranet.ballots.services import register
from extranet.core import deciding

deciding.register(BallotDecider())


@receiver(signals.ballot_settled)
def settled(ballot, record, by, **kwargs):
    """Enter what was adopted in the register, and tell the room that waits for it."""
    register.follow_up(ballot=ballot, record=record, by=by)
