"""Tells people of what happens: the signals of the extranet become notices."""

from django.db.models.signals import post_save
from django.dispatch import Signal
from django.utils import timezone

from extranet import signals
from extranet.models import Meeting, MeetingGuest
from extranet.notices.audience import people
from extranet.notices.kinds import KINDS
from extranet.services.notices import tell

# Which kind of notice follows a signal, and the keyword that carries the thing.
TOLD = (
    (signals.meeting_convened, "convocation", "meeting"),
    (signals.meeting_changed, "change", "meeting"),
    (signals.meeting_cancelled, "cancellation", "meeting"),
    (signals.paper_tabled, "paper", "paper"),
    (signals.minutes_circulated, "minutes_circulated", "minutes"),
    (signals.minutes_approved, "minutes_approved", "minutes"),
    (signals.decision_recorded, "decision", "decision"),
    (signals.follow_up_given, "follow_up_given", "follow_up"),
    (signals.document_shared, "document_shared", "share"),
    (signals.demand_opened, "demand_opened", "demand"),
    (signals.demand_reached, "demand_reached", "demand"),
)


def listen() -> None:
    """Connect to everything that is told of."""
    for signal, kind, keyword in TOLD:
        _connect(signal, kind, keyword)
    post_save.connect(tell_guest, sender=MeetingGuest, dispatch_uid="extranet tell_guest")


def _connect(signal: Signal, kind: str, keyword: str) -> None:
    def listener(sender, by=None, **things):
        thing = things[keyword]
        if not _before_convening(thing):
            tell(KINDS[kind].told(thing, timezone.now()), kind, thing, by=by)

    signal.connect(listener, weak=False, dispatch_uid=f"extranet tell {kind}")


def _before_convening(thing) -> bool:
    """Return whether it is about a meeting that only its officers know of."""
    meeting = thing.item.meeting if thing._meta.model_name == "paper" else thing
    return isinstance(meeting, Meeting) and meeting.convened_at is None


def tell_guest(sender, instance: MeetingGuest, created: bool, raw: bool = False, **_kwargs) -> None:
    """Convene somebody who is invited by name after the others were."""
    meeting = instance.meeting
    coming = meeting.state == Meeting.State.CONVENED and meeting.ends_at > timezone.now()
    if created and not raw and coming and instance.person.user_id:
        tell(people([instance.person.user_id]), "convocation", meeting, by=instance.invited_by)
