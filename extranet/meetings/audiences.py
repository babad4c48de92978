"""Who finds meetings as a guest by name: an invitation is a token of its own."""

from collections.abc import Iterator

from extranet.core.audiences import register
from extranet.core.standing import Standing
from extranet.meetings.models import MeetingGuest
from extranet.meetings.querysets import invitations_in_force


@register
def invitations(standing: Standing) -> Iterator[str]:
    """Yield a token for each meeting that somebody is invited to by name, such as `meeting:7`."""
    rows = invitations_in_force(MeetingGuest, standing)
    for pk in rows.values_list("meeting_id", flat=True):
        yield f"meeting:{pk}"
