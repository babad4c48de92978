"""Tabling papers at the points of an agenda, pinned to the version that was tabled."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from extranet.core.services.audit import record
from extranet.documents.models import Document
from extranet.documents.services.posting import post
from extranet.meetings.models import AgendaItem, Meeting, Paper
from extranet.meetings.services.convening import papers_due
from extranet.meetings.services.meetings import locked, require_prepared
from extranet.meetings.signals import paper_tabled


def is_late(meeting: Meeting, at: datetime.datetime) -> bool:
    """Return whether a paper tabled at `at` comes after the days of notice have begun.

    Days are counted in the zone of the place: with 21 days of notice, a paper for a meeting on
    the 22nd is in time until the end of the 1st. Without a rule nothing is late.
    """
    due = papers_due(meeting)
    return due is not None and timezone.localdate(at, meeting.zone) > due


def tableable(meeting: Meeting):
    """Return the documents of the meeting's body that can be tabled: posted or being prepared."""
    return (
        Document.objects.filter(
            folder__body=meeting.body,
            state__in=[Document.State.PUBLISHED, Document.State.DRAFT],
            disposed_at__isnull=True,
            current__isnull=False,
        )
        .with_current()
        .order_by("-created_at", "-pk")
    )


def _open(item: AgendaItem) -> Meeting:
    meeting = locked(item.meeting)
    require_prepared(meeting)
    return meeting


def _told(meeting: Meeting, paper: Paper, by) -> None:
    # Before it is convened nobody but its officers knows of the meeting.
    if meeting.state == Meeting.State.CONVENED:
        paper_tabled.send(sender=Paper, paper=paper, by=by)


@transaction.atomic
def table(*, item: AgendaItem, document: Document, by) -> Paper:
    """Table the newest version of a document at a point, posting a draft; return the paper.

    What is tabled there already is returned as it is. Raises Refused where the meeting is over,
    or the document is another body's or withdrawn.
    """
    meeting = _open(item)
    document = (
        Document.objects.select_for_update(of=("self",))
        .select_related("folder", "current")
        .get(pk=document.pk)
    )
    if document.folder.body_id != meeting.body_id:
        raise Refused(_("This document belongs to another body."), field="documents")
    if document.current is None or document.disposed_at:
        raise Refused(_("This document holds no file."), field="documents")
    if document.state == Document.State.WITHDRAWN:
        raise Refused(_("This document was withdrawn."), field="documents")
    there = item.papers.filter(version__document=document).first()
    if there:
        return there
    now = timezone.now()
    if document.state == Document.State.DRAFT:
        post(documents=[document], by=by)
    paper = Paper.objects.create(
        item=item,
        version=document.current,
        position=item.papers.count() + 1,
        late=is_late(meeting, now),
        tabled_by=by,
        tabled_at=now,
    )
    record(
        "paper.tabled",
        paper,
        actor=by,
        body=meeting.body,
        meeting=meeting.pk,
        version=paper.version_id,
        late=paper.late,
    )
    _told(meeting, paper, by)
    return paper


@transaction.atomic
def replace(*, paper: Paper, by) -> Paper:
    """Table the newest version of a paper's document in the place of the one tabled; return it.

    Nothing happens where it is the newest. Raises Refused where the meeting is over.
    """
    meeting = _open(paper.item)
    paper = Paper.objects.select_related("item", "version__document__current").get(pk=paper.pk)
    old, new = paper.version, paper.version.document.current
    if new is None or new.pk == old.pk:
        return paper
    now = timezone.now()
    paper.version, paper.tabled_by, paper.tabled_at = new, by, now
    paper.late = is_late(meeting, now)
    paper.save()
    record(
        "paper.replaced",
        paper,
        actor=by,
        body=meeting.body,
        meeting=meeting.pk,
        old=old.pk,
        new=new.pk,
    )
    _told(meeting, paper, by)
    return paper


@transaction.atomic
def remove(*, paper: Paper, by) -> None:
    """Take a paper off the agenda; the document stays where it is, and posted."""
    meeting = _open(paper.item)
    record(
        "paper.removed",
        paper,
        actor=by,
        body=meeting.body,
        meeting=meeting.pk,
        version=paper.version_id,
    )
    Paper.objects.filter(pk=paper.pk).delete()
