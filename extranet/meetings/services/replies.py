"""Replies to a convocation: who is asked, and what each answers."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.directory.models import Mandate
from extranet.core.services.audit import record
from extranet.core.standing import ENTITLED, standing_of
from extranet.meetings.models import Meeting, Reply
from extranet.meetings.services.meetings import locked

Role = Mandate.Role
Answer = Reply.Answer

# Who may be sent by a member that cannot come.
STAND_INS = frozenset({Role.SUBSTITUTE, Role.REPRESENTATIVE})
# Who is asked, beside those whose seat counts; guests only where the meeting is open to them.
ASKED = ENTITLED | {Role.AUDITOR}
VISITORS = frozenset({Role.GUEST, Role.OBSERVER})


def roles_asked(meeting: Meeting) -> frozenset:
    """Return the roles whose holders are asked whether they come."""
    return ASKED | VISITORS if meeting.open_to_guests else ASKED


def seats(meeting: Meeting, at: datetime.datetime | None = None):
    """Return the mandates that matter to a meeting, chairs first, with person and organisation.

    Before it begins these are the ones in force now that last until its day; afterwards those
    that were in force when it began.
    """
    now = at or timezone.now()
    rows = Mandate.objects.filter(body=meeting.body_id)
    if now < meeting.starts_at:
        day = timezone.localdate(meeting.starts_at, timezone.get_default_timezone())
        rows = rows.in_force_at(now).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    else:
        rows = rows.in_force_at(meeting.starts_at)
    return rows.select_related("person__user", "organisation").order_by(
        "person__family_name", "person__given_name", "pk"
    )


def may_stand_in(substitute: Mandate, mandate: Mandate) -> bool:
    """Return whether one mandate lets its holder come in the place of the other's.

    It must be a substitute's or representative's on the same body, for the same organisation
    where the member sits for one; nobody stands in for themselves, or for who has no seat.
    """
    return (
        mandate.role in ENTITLED
        and substitute.role in STAND_INS
        and substitute.body_id == mandate.body_id
        and substitute.person_id != mandate.person_id
        and (
            mandate.organisation_id is None or substitute.organisation_id == mandate.organisation_id
        )
    )


def substitutes_for(mandate: Mandate, mandates) -> list[Mandate]:
    """Return those of `mandates` (what `seats` gives) that may stand in for a mandate.

    Who has a seat of their own sits on that.
    """
    seated = {other.person_id for other in mandates if other.role in ENTITLED}
    return [
        other
        for other in mandates
        if may_stand_in(other, mandate) and other.person_id not in seated
    ]


def replies_close(meeting: Meeting) -> datetime.datetime:
    """Return the moment until which one may reply: the end of the last day, or the beginning."""
    if meeting.reply_by is None:
        return meeting.starts_at
    next_day = meeting.reply_by + datetime.timedelta(days=1)
    over = datetime.datetime.combine(next_day, datetime.time(), tzinfo=meeting.zone)
    return min(over, meeting.starts_at)


def why_closed(meeting: Meeting, *, officer: bool = False, at=None) -> str:
    """Return why no reply is taken any more, in words; nothing where one is.

    Officers may still note what they hear until the meeting ends.
    """
    now = at or timezone.now()
    if meeting.state == Meeting.State.DRAFT:
        return _("This meeting is not convened yet.")
    if meeting.state == Meeting.State.CANCELLED:
        return _("This meeting is cancelled.")
    if meeting.state == Meeting.State.HELD or now >= meeting.ends_at:
        return _("This meeting is over.")
    if officer:
        return ""
    if now >= meeting.starts_at:
        return _("The meeting has begun: tell those who run it.")
    if now >= replies_close(meeting):
        return _("The last day for replies is over: tell the secretariat, which can note it.")
    return ""


@transaction.atomic
def reply(
    *,
    meeting: Meeting,
    mandate: Mandate,
    answer: str,
    by,
    substitute: Mandate | None = None,
    note: str = "",
) -> Reply:
    """Note what a mandate's holder says to the convocation; return the reply.

    `by` is the holder, or an officer of the body for them. The latest word replaces the one
    before; the same word twice is one. Raises Refused where replies are closed, the mandate is
    not asked, or the substitute may not be sent.
    """
    meeting = locked(meeting)
    own = mandate.person.user_id is not None and mandate.person.user_id == by.pk
    officer = standing_of(by).may_manage(meeting.body_id)
    if not own and not officer:
        raise Refused(_("One replies for oneself alone."))
    if closed := why_closed(meeting, officer=officer):
        raise Refused(closed)
    mandates = list(seats(meeting))
    asked = {other.pk: other for other in mandates if other.role in roles_asked(meeting)}
    if mandate.pk not in asked:
        raise Refused(_("This mandate is not asked to this meeting."))
    mandate = asked[mandate.pk]
    substitute = _sent(meeting, mandate, mandates, substitute) if answer == "substitute" else None
    values = {"answer": Answer(answer), "substitute": substitute, "note": note.strip()}
    there = Reply.objects.filter(meeting=meeting, mandate=mandate).first()
    if there and all(getattr(there, name) == value for name, value in values.items()):
        return there
    found, _made = Reply.objects.update_or_create(
        meeting=meeting,
        mandate=mandate,
        defaults=values | {"replied_by": by, "replied_at": timezone.now()},
    )
    record(
        "reply.given",
        found,
        actor=by,
        body=meeting.body,
        meeting=meeting.pk,
        mandate=mandate.pk,
        answer=answer,
        substitute=substitute.pk if substitute else None,
        on_behalf=not own,
    )
    return found


def _sent(meeting, mandate, mandates, substitute) -> Mandate:
    """Return the substitute, or raise Refused where none may be sent, or that one may not."""
    if mandate.role not in ENTITLED:
        raise Refused(_("Only members send a substitute."), field="answer")
    if substitute is None:
        raise Refused(_("Say whom you are sending."), field="substitute")
    possible = {other.pk: other for other in substitutes_for(mandate, mandates)}
    if substitute.pk not in possible:
        raise Refused(
            _("This person has no mandate to stand in for this seat: name somebody who has."),
            field="substitute",
        )
    taken = Reply.objects.filter(meeting=meeting, substitute__person=substitute.person_id)
    if taken.exclude(mandate=mandate).exists():
        raise Refused(_("This person already comes in somebody else’s place."), field="substitute")
    return possible[substitute.pk]
