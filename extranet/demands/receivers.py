"""Follows meetings: a demand is met when its meeting is convened, open again when cancelled."""

from django.dispatch import receiver

from extranet.demands.services import demands
from extranet.meetings import signals


@receiver(signals.meeting_convened)
def demand_is_met(sender, meeting, by=None, **kwargs):
    """The meeting that a demand asks for is convened."""
    demands.meeting_was_convened(meeting, by=by)


@receiver(signals.meeting_cancelled)
def demand_stands_again(sender, meeting, by=None, **kwargs):
    """The meeting that a demand asks for is cancelled."""
    demands.meeting_was_cancelled(meeting, by=by)
