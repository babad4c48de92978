"""What minutes hold: papers until they are approved, attendance once they are."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from extranet.documents.services.retention import register_hold
from extranet.meetings.models import Meeting, Paper
from extranet.meetings.services.attendance import register_lock
from extranet.records.models import Minutes


@register_hold
def papers_of_open_meetings() -> Exists:
    """Return the condition that a document is a paper of a meeting that is not closed yet.

    A meeting is closed when its minutes are approved; one that was cancelled keeps nothing.
    """
    approved = Minutes.objects.filter(
        meeting=OuterRef("item__meeting"), state=Minutes.State.APPROVED
    )
    papers = Paper.objects.filter(version__document=OuterRef("pk"))
    return Exists(
        papers.exclude(Q(item__meeting__state=Meeting.State.CANCELLED) | Q(Exists(approved)))
    )


@register_lock
def attendance_of_approved_minutes(meeting: Meeting) -> str:
    """Return why attendance cannot be recorded any more, in words; nothing where it can."""
    if Minutes.objects.filter(meeting=meeting, locked_at__isnull=False).exists():
        return _("The minutes are approved and locked, and the attendance with them.")
    return ""
