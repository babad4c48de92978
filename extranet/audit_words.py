"""The log in words: what each action is called, and the things it was done to.

An action that nobody has named here is shown by its verb, so that nothing is missing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from extranet.access import Standing
from extranet.models import AuditEntry, Decision, Demand, Document, Meeting

ACTIONS = {
    "agenda.item_added": _("Agenda item added"),
    "agenda.item_changed": _("Agenda item changed"),
    "agenda.item_moved": _("Agenda item moved"),
    "agenda.item_removed": _("Agenda item removed"),
    "attendance.recorded": _("Attendance recorded"),
    "calendar.address_made": _("Calendar address made"),
    "calendar.address_revoked": _("Calendar address revoked"),
    "correction.accepted": _("Correction of the minutes accepted"),
    "correction.asked": _("Correction of the minutes asked for"),
    "correction.declined": _("Correction of the minutes declined"),
    "decision.noted": _("Note added to a decision"),
    "decision.recorded": _("Decision recorded"),
    "demand.meeting_prepared": _("Meeting prepared that was demanded"),
    "demand.opened": _("Demand for an extraordinary meeting opened"),
    "demand.reached": _("Demand for an extraordinary meeting reached"),
    "demand.requested": _("Extraordinary meeting requested"),
    "demand.taken_back": _("Request for an extraordinary meeting taken back"),
    "demand.withdrawn": _("Demand for an extraordinary meeting withdrawn"),
    "document.added": _("Document added"),
    "document.changed": _("Document changed"),
    "document.disposed": _("Document disposed of"),
    "document.posted": _("Document posted"),
    "document.share_revoked": _("Share of a document revoked"),
    "document.shared": _("Document shared"),
    "document.superseded": _("Document superseded"),
    "document.version_added": _("New version of a document added"),
    "document.withdrawn": _("Document withdrawn"),
    "folder.changed": _("Folder changed"),
    "folder.made": _("Folder made"),
    "folder.removed": _("Folder removed"),
    "follow_up.done": _("Follow-up done"),
    "follow_up.given": _("Follow-up given"),
    "follow_up.reopened": _("Follow-up reopened"),
    "guest.invited": _("Guest invited to a meeting"),
    "guest.removed": _("Guest removed from a meeting"),
    "log.exported": _("Log exported"),
    "meeting.cancelled": _("Meeting cancelled"),
    "meeting.changed": _("Meeting changed"),
    "meeting.convened": _("Meeting convened"),
    "meeting.created": _("Meeting prepared"),
    "meeting.held": _("Meeting recorded as held"),
    "minutes.approved": _("Minutes approved"),
    "minutes.circulated": _("Minutes sent round"),
    "minutes.written": _("Minutes written"),
    "notice.sent_again": _("Notice sent again"),
    "notice.set_aside": _("Notice set aside"),
    "paper.removed": _("Paper taken off the table"),
    "paper.replaced": _("Paper replaced"),
    "paper.tabled": _("Paper tabled"),
    "reply.given": _("Reply to a convocation given"),
}

# What an entry may name: its model, and the name of its address by primary key.
THINGS = {
    "meeting": (Meeting, "extranet:meeting"),
    "document": (Document, "extranet:document"),
    "decision": (Decision, "extranet:decision"),
    "demand": (Demand, "extranet:demand"),
}


@dataclass(frozen=True)
class Line:
    """One line of the log: who did what, to what, when; the thing only where one may see it."""

    entry: AuditEntry
    what: str
    title: str = ""
    url: str = ""


def action_words(action: str) -> str:
    """Return what an action is called: its words, or its verb as the services write it."""
    return str(ACTIONS.get(action) or action.replace(".", ": ").replace("_", " "))


def lines(entries: Iterable[AuditEntry], standing: Standing) -> list[Line]:
    """Return the entries in words; one query a kind of thing, however many entries."""
    named = [(entry, _named(entry)) for entry in entries]
    wanted = defaultdict(set)
    for _entry, thing in named:
        if thing:
            wanted[thing[0]].add(thing[1])
    titles = {
        (kind, row.pk): str(row.title if hasattr(row, "title") else row)
        for kind, keys in wanted.items()
        for row in THINGS[kind][0].objects.visible_to(standing).filter(pk__in=keys)
    }
    return [_line(entry, thing, titles.get(thing)) for entry, thing in named]


def _named(entry: AuditEntry) -> tuple[str, int] | None:
    """Return what an entry names, as kind and key: its thing, or the meeting that it belongs to."""
    keys = {**{kind: entry.details.get(kind) for kind in THINGS}, entry.kind: entry.key}
    for kind in (entry.kind, *THINGS):
        if kind in THINGS and str(keys.get(kind) or "").isdecimal():
            return kind, int(keys[kind])
    return None


def _line(entry: AuditEntry, thing: tuple[str, int] | None, title: str | None) -> Line:
    what = action_words(entry.action)
    if title is None:
        return Line(entry, what)
    kind, key = thing
    return Line(entry, what, title, reverse(THINGS[kind][1], args=[key]))
