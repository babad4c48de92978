"""Which entries of the extranet change with a row that is saved or deleted.

Mandates, invitations and the ends of shares change none: they are asked for at every search.
"""

from collections.abc import Iterable, Iterator

from django.db.models.signals import post_delete, post_save

from extranet.models import (
    AgendaItem,
    AuditEntry,
    Decision,
    Document,
    DocumentVersion,
    Folder,
    Meeting,
    Minutes,
    MinutesRevision,
    Paper,
    Share,
)
from search.services.sync import mark
from search.sources.confidential import object_id_of

Found = Iterator[tuple[str, Iterable]]


def of_meeting(row: Meeting) -> Found:
    """Its own entry, those of what its agenda keeps from guests, its minutes, its open papers."""
    yield "meeting", [row.pk]
    yield "closed_item", row.items.values_list("pk", flat=True)
    yield "minutes", Minutes.objects.filter(meeting=row).values_list("pk", flat=True)
    yield "paper", _papers(item__meeting=row)


def of_item(row: AgendaItem) -> Found:
    """All of its meeting: who sees a point may hang on the point above it."""
    yield "closed_item", [row.pk]
    for meeting in Meeting.objects.filter(pk=row.meeting_id):
        yield from of_meeting(meeting)


def of_audit(row: AuditEntry) -> Found:
    """The meeting or document that something was done to, where rows changed without a signal."""
    meeting = row.key if row.kind == "meeting" else row.details.get("meeting")
    document = row.key if row.kind == "document" else row.details.get("document")
    for found in Meeting.objects.filter(pk=meeting) if meeting else ():
        yield from of_meeting(found)
    if document:
        yield "paper", [document]


def _papers(**where) -> Iterable:
    rows = Paper.objects.filter(version__document__open_to_guests=True, **where)
    return rows.values_list("version__document_id", flat=True)


AFFECTED = {
    Document: lambda row: [("paper", [row.pk])],
    DocumentVersion: lambda row: [("paper", [row.document_id])],
    Share: lambda row: [("paper", [row.document_id])],
    Paper: lambda row: [("paper", [row.version.document_id])],
    Folder: lambda row: [("paper", row.documents.values_list("pk", flat=True))],
    Meeting: of_meeting,
    AgendaItem: of_item,
    AuditEntry: of_audit,
    # A decision says of the one that it replaces that it no longer stands.
    Decision: lambda row: [("decision", [row.pk, *filter(None, [row.replaces_id])])],
    Minutes: lambda row: [("minutes", [row.pk])],
    MinutesRevision: lambda row: [("minutes", [row.minutes_id])],
}


def on_row(sender, instance, **_kwargs) -> None:
    """Mark what changes with a row of the extranet."""
    for kind, pks in AFFECTED[sender](instance):
        mark(kind, [object_id_of(kind, pk) for pk in pks])


def connect() -> None:
    """Listen to all that the extranet's entries say."""
    for model in AFFECTED:
        for signal in (post_save, post_delete):
            signal.connect(on_row, sender=model, dispatch_uid=f"search extranet {model.__name__}")
