"""The first draft of minutes: who was there and what was on the agenda, in Markdown."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.core.labels import pick
from cms.core.markdown import escape
from extranet.meetings.models import Attendance, Meeting, Reply
from extranet.meetings.outline import Outline


def draft(meeting: Meeting, language: str) -> str:
    """Return minutes of a meeting to be written on, in a language; nothing is stored.

    Who was there is taken from the attendance; before that is recorded, from the replies.
    """
    with override(language):
        parts = [*_attendance(meeting), *_agenda(meeting), *_in_writing(meeting)]
        return "\n\n".join(parts) + "\n"


def _attendance(meeting: Meeting) -> list[str]:
    rows = list(
        meeting.attendances.select_related(
            "person", "mandate__organisation", "stands_for__person"
        ).order_by("person__family_name", "person__given_name")
    )
    replies = list(
        meeting.replies.select_related("mandate__person", "mandate__organisation").order_by(
            "mandate__person__family_name", "mandate__person__given_name"
        )
    )
    parts = [f"# {_('Attendance')}"]
    present = {row.person_id for row in rows}
    if rows:
        manner = Attendance.Manner
        parts += _list(_("In the room"), [_attending(r) for r in rows if r.manner == manner.ROOM])
        parts += _list(_("Online"), [_attending(r) for r in rows if r.manner == manner.ONLINE])
    else:
        coming = (Reply.Answer.COMING, Reply.Answer.ONLINE)
        announced = [_seat(reply.mandate) for reply in replies if reply.answer in coming]
        parts += _list(_("Announced; to be checked"), announced)
    excused = [
        _seat(reply.mandate)
        for reply in replies
        if reply.answer == Reply.Answer.ABSENT and reply.mandate.person_id not in present
    ]
    return parts + _list(_("Excused"), excused)


def _list(name: str, lines: list[str]) -> list[str]:
    return [f"**{name}**", "\n".join(f"- {line}" for line in lines)] if lines else []


def _seat(mandate) -> str:
    parts = [mandate.person.name, mandate.organisation.name if mandate.organisation_id else ""]
    return escape(", ".join(filter(None, parts)))


def _attending(row: Attendance) -> str:
    who = _seat(row.mandate) if row.mandate_id else escape(row.person.name)
    if not row.mandate_id:
        return _("%(name)s (guest)") % {"name": who}
    if row.stands_for_id:
        return _("%(name)s, in place of %(other)s") % {
            "name": who,
            "other": escape(row.stands_for.person.name),
        }
    return who


def _agenda(meeting: Meeting) -> list[str]:
    decided: dict[int | None, list] = {}
    for decision in meeting.decisions.order_by("year", "number"):
        decided.setdefault(decision.item_id, []).append(decision)
    parts: list[str] = []
    for node in Outline(meeting.items.select_related("rapporteur")):
        item = node.item
        parts.append(f"{'#' * node.depth} {node.number}. {escape(pick(item.titles))}")
        if item.rapporteur:
            words = _("Rapporteur: %(name)s") % {"name": escape(item.rapporteur.name)}
            parts.append(words)
        parts += [_decision(decision) for decision in decided.get(item.pk, ())]
    return parts + [_decision(decision) for decision in decided.get(None, ())]


def _in_writing(meeting: Meeting) -> list[str]:
    """Return what the body decided in writing since the meeting before, for this one to note."""
    earlier = Meeting.objects.filter(body=meeting.body_id, starts_at__lt=meeting.starts_at)
    last = earlier.exclude(state__in=("draft", "cancelled")).order_by("-starts_at").first()
    rows = meeting.body.decisions.filter(
        meeting=None, taken_on__lte=meeting.local_start.date()
    ).order_by("year", "number")
    if last:
        rows = rows.filter(taken_on__gt=last.local_start.date())
    found = [_decision(decision) for decision in rows]
    return [f"# {_('Decided in writing since the last meeting')}", *found] if found else []


def _decision(decision) -> str:
    line = _("Decision %(reference)s: %(title)s") % {
        "reference": decision.reference,
        "title": escape(decision.title),
    }
    return f"**{capfirst(line)}**"
