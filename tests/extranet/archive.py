"""Years of work of one body, put into the database in bulk."""

import datetime
from importlib import import_module
from itertools import cycle

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from cms.directory.models import Mandate
from extranet.core.models import AuditEntry
from extranet.documents.models import Document, DocumentVersion, Folder, Reading
from extranet.meetings.models import AgendaItem, Meeting, Paper, Reply
from extranet.records.models import Decision, FollowUp, Minutes, MinutesRevision
from tests.factories.directory import labels

DAY = datetime.timedelta(days=1)


def add_years(body, *, documents: int, meetings: int, user) -> None:
    """Add documents and meetings, half of them over, with all that comes of them.

    Every meeting has four items and six papers; those that are over have minutes,
    three decisions and a task of `user` each, who has read every fourth document.
    """
    folders = list(body.folders.all())
    folders += Folder.objects.bulk_create(
        Folder(body=body, labels=labels(f"Folder {number}")) for number in range(documents // 50)
    )
    versions = add_documents(folders, documents)
    Reading.objects.bulk_create(
        Reading(version=version, user=user, name=user.name, action="seen")
        for version in versions[::4]
    )
    papers = cycle(versions)
    kept = add_meetings(body, meetings)
    for _meeting, items in kept:
        Paper.objects.bulk_create(
            Paper(item=item, version=next(papers), tabled_at=timezone.now())
            for item in (items * 2)[:6]
        )
    over = [(meeting, items) for meeting, items in kept if meeting.state == "held"]
    add_records(body, over, owner=user.person)
    for room in ("polls", "ballots", "membership"):
        import_module(f"tests.extranet.{room}.archive").add_years(body, meetings, user)
    AuditEntry.objects.bulk_create(
        AuditEntry(body=body, action="document.posted", kind="document", key="1", name="Somebody")
        for _number in range(documents)
    )


def add_documents(folders: list[Folder], count: int) -> list[DocumentVersion]:
    """Add posted documents, one in two the translation of the one before; return their versions."""
    places = cycle(folders)
    made = Document.objects.bulk_create(
        Document(folder=next(places), title=f"Paper {number}", language="en")
        for number in range(count)
    )
    for first, second in zip(made[::2], made[1::2], strict=False):
        second.translation_of, second.language, second.folder = first, "fr", first.folder
    Document.objects.bulk_update(made[1::2], ["translation_of", "language", "folder"], 500)
    versions = DocumentVersion.objects.bulk_create(
        DocumentVersion(
            document=document,
            number=1,
            name="paper.pdf",
            content_type="application/pdf",
            size=8,
            sha256="0" * 64,
            file="nowhere",
        )
        for document in made
    )
    own = DocumentVersion.objects.filter(document=OuterRef("pk")).values("pk")
    Document.objects.filter(current=None).update(
        current=Subquery(own[:1]), state="published", published_at=timezone.now()
    )
    return versions


def add_meetings(body, count: int) -> list[tuple[Meeting, list[AgendaItem]]]:
    """Add meetings, every other one over, with items and replies; return both."""
    now = timezone.now()
    made = []
    for number in range(count):
        days = 5 + number // 2
        starts = now - days * DAY if number % 2 else now + days * DAY
        made.append(
            Meeting(
                body=body,
                titles=labels(f"Meeting {number}"),
                starts_at=starts,
                ends_at=starts + DAY / 8,
                state="held" if number % 2 else "convened",
                convened_at=now - 4 * days * DAY,
            )
        )
    Meeting.objects.bulk_create(made)
    items = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, titles=labels(f"Item {number}"), position=number)
        for meeting in made
        for number in range(4)
    )
    mandate = Mandate.objects.in_force_at(now).filter(body=body).order_by("pk").first()
    Reply.objects.bulk_create(
        Reply(meeting=meeting, mandate=mandate, answer="coming", replied_at=now) for meeting in made
    )
    return [(meeting, items[4 * place : 4 * place + 4]) for place, meeting in enumerate(made)]


def add_records(body, meetings: list[tuple[Meeting, list[AgendaItem]]], owner) -> None:
    """Add minutes, decisions and tasks of a person to meetings that are over."""
    minutes = Minutes.objects.bulk_create(
        Minutes(meeting=meeting, language="en") for meeting, _items in meetings
    )
    MinutesRevision.objects.bulk_create(
        MinutesRevision(minutes=one, number=1, text="We met.") for one in minutes
    )
    first = Decision.objects.filter(body=body).count() + 1
    decisions = Decision.objects.bulk_create(
        Decision(
            body=body,
            meeting=meeting,
            item=items[0],
            year=meeting.starts_at.year,
            number=first + 3 * place + number,
            titles=labels("Decision"),
            texts=labels("Text"),
            taken_on=meeting.starts_at.date(),
        )
        for place, (meeting, items) in enumerate(meetings)
        for number in range(3)
    )
    FollowUp.objects.bulk_create(
        FollowUp(decision=one, owner=owner, task="To do") for one in decisions[::3]
    )
