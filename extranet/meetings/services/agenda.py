"""Keeping an agenda: its points, their order and depth."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from extranet.core.services.audit import record
from extranet.meetings.models import AgendaItem, Meeting
from extranet.meetings.outline import DIRECTIONS, MAX_DEPTH, Outline
from extranet.meetings.services.meetings import locked, require_prepared

FIELDS = ("kind", "titles", "notes", "starts_at", "minutes", "rapporteur", "closed_to_guests")


def outline_of(meeting: Meeting) -> Outline:
    """Return the agenda of a meeting as a tree; one query."""
    return Outline(meeting.items.all())


def _open(meeting: Meeting) -> tuple[Meeting, Outline]:
    """Return the meeting, kept from others, and its agenda; raises Refused where it is over."""
    meeting = locked(meeting)
    require_prepared(meeting)
    return meeting, outline_of(meeting)


def _save(outline: Outline) -> None:
    """Store places and what follows from them: what is below a closed point is closed."""
    moved = {item.pk: item for item in outline.write_back()}
    for node in outline:
        if node.parent and node.parent.item.closed_to_guests and not node.item.closed_to_guests:
            node.item.closed_to_guests = True
            moved[node.item.pk] = node.item
    AgendaItem.objects.bulk_update(moved.values(), ["parent_id", "position", "closed_to_guests"])


@transaction.atomic
def add_item(*, meeting: Meeting, by, parent: AgendaItem | None = None, **fields) -> AgendaItem:
    """Add a point at the end, or at the end of those below `parent`; return it.

    `fields` are those of FIELDS. Raises Refused where the meeting is over or it would lie too deep.
    """
    meeting, outline = _open(meeting)
    above = outline.nodes.get(parent.pk) if parent else None
    if parent and (above is None or above.depth >= MAX_DEPTH):
        raise Refused(_("No further point can stand below this one."))
    level = above.children if above else outline.roots
    item = AgendaItem.objects.create(
        meeting=meeting, parent=parent, position=len(level) + 1, **fields
    )
    # Where rows stood without a place of their own, they get one now.
    _save(outline_of(meeting))
    item.refresh_from_db()
    record("agenda.item_added", item, actor=by, body=meeting.body, meeting=meeting.pk)
    return item


@transaction.atomic
def edit_item(*, item: AgendaItem, by, **fields) -> AgendaItem:
    """Change a point, `fields` being those of FIELDS; return it.

    A point closed to guests closes those below it. Raises Refused where the meeting is over, or
    a point is to be opened below a closed one.
    """
    meeting, outline = _open(item.meeting)
    node = outline.nodes.get(item.pk)
    if node is None:
        raise Refused(_("Somebody has removed this point meanwhile."))
    item = node.item
    for name, value in fields.items():
        setattr(item, name, value)
    if node.parent and node.parent.item.closed_to_guests and not item.closed_to_guests:
        raise Refused(
            _("The point above is closed to guests, and so is what is below it."),
            field="closed_to_guests",
        )
    item.save()
    _save(outline)
    record("agenda.item_changed", item, actor=by, body=meeting.body, meeting=meeting.pk)
    return item


@transaction.atomic
def move_item(*, item: AgendaItem, by, direction: str) -> bool:
    """Move a point with all below it `up`, `down`, `in` or `out`; return whether it moved."""
    if direction not in DIRECTIONS:
        raise ValueError(direction)
    meeting, outline = _open(item.meeting)
    if item.pk not in outline.nodes or not outline.move(item.pk, direction):
        return False
    _save(outline)
    record(
        "agenda.item_moved",
        item,
        actor=by,
        body=meeting.body,
        meeting=meeting.pk,
        direction=direction,
    )
    return True


@transaction.atomic
def remove_item(*, item: AgendaItem, by) -> None:
    """Remove a point with all below it and what was tabled there; twice does no harm.

    Raises Refused where the meeting is over or a decision was recorded at one of the points.
    """
    meeting, outline = _open(item.meeting)
    if item.pk not in outline.nodes:
        return
    titles = [node.item.title for node in outline.remove(item.pk)]
    record(
        "agenda.item_removed",
        item,
        actor=by,
        body=meeting.body,
        meeting=meeting.pk,
        titles=titles,
    )
    try:
        AgendaItem.objects.get(pk=item.pk).delete()
    except ProtectedError as error:
        raise Refused(
            _("A decision was recorded at this point or below it: it must stay.")
        ) from error
    _save(outline)
