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
    "meeting.created": _("Meeting prepared"),
    "meeting.changed": _("Meeting changed"),
    "meeting.convened": _("Meeting convened"),
    "meeting.cancelled": _("Meeting cancelled"),
    "meeting.held": _("Meeting recorded as held"),
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
    entries = list(entries)
    wanted = defaultdict(set)
    for entry in entries:
        if entry.kind in THINGS and entry.key.isdecimal():
            wanted[entry.kind].add(int(entry.key))
    titles = {
        (kind, str(row.pk)): str(row.title if hasattr(row, "title") else row)
        for kind, keys in wanted.items()
        for row in THINGS[kind][0].objects.visible_to(standing).filter(pk__in=keys)
    }
    return [_line(entry, titles.get((entry.kind, entry.key))) for entry in entries]


def _line(entry: AuditEntry, title: str | None) -> Line:
    what = action_words(entry.action)
    if title is None:
        return Line(entry, what)
    return Line(entry, what, title, reverse(THINGS[entry.kind][1], args=[entry.key]))
