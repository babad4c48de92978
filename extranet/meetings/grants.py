"""Who is invited to a meeting by name reads its papers that are open to guests."""

from django.db.models import Exists, OuterRef

from extranet.core.standing import Standing
from extranet.documents.grants import Grant, register
from extranet.meetings.models import MeetingGuest, Paper
from extranet.meetings.querysets import invitations_in_force


def _tabled(**where):
    """Return the papers of convened meetings, at points that guests see."""
    return Paper.objects.filter(
        item__closed_to_guests=False, item__meeting__convened_at__isnull=False, **where
    )


def _reads(standing: Standing) -> Exists:
    invitations = invitations_in_force(MeetingGuest, standing)
    return Exists(_tabled(version__document=OuterRef("pk"), item__meeting__guests__in=invitations))


def _tokens(document) -> set[str]:
    meetings = _tabled(version__document=document).values_list("item__meeting_id", flat=True)
    return {f"meeting:{pk}" for pk in meetings}


register(Grant(_reads, _tokens))
