"""How the log names what is done with meetings."""

from django.utils.translation import gettext_lazy as _

from extranet.core.audit_labels import Thing, register_actions, register_thing
from extranet.meetings.models import Meeting

register_actions(
    {
        "agenda.item_added": _("Agenda item added"),
        "agenda.item_changed": _("Agenda item changed"),
        "agenda.item_moved": _("Agenda item moved"),
        "agenda.item_removed": _("Agenda item removed"),
        "attendance.recorded": _("Attendance recorded"),
        "calendar.address_made": _("Calendar address made"),
        "calendar.address_revoked": _("Calendar address revoked"),
        "guest.invited": _("Guest invited to a meeting"),
        "guest.removed": _("Guest removed from a meeting"),
        "meeting.cancelled": _("Meeting cancelled"),
        "meeting.changed": _("Meeting changed"),
        "meeting.convened": _("Meeting convened"),
        "meeting.created": _("Meeting prepared"),
        "meeting.held": _("Meeting recorded as held"),
        "paper.removed": _("Paper taken off the table"),
        "paper.replaced": _("Paper replaced"),
        "paper.tabled": _("Paper tabled"),
        "reply.given": _("Reply to a convocation given"),
    }
)
register_thing(Thing("meeting", 10, Meeting, "extranet:meeting"))
