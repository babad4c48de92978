"""Who comes, as the meeting's page shows it: counts for everybody, names for members."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.directory.models import Mandate
from extranet.core.standing import ENTITLED, Standing
from extranet.meetings.forms.participation import ReplyForm
from extranet.meetings.models import Meeting, Reply
from extranet.meetings.services.replies import (
    replies_close,
    roles_asked,
    seats,
    substitutes_for,
    why_closed,
)

Answer = Reply.Answer


@dataclass
class Asked:
    """A mandate that is asked to the meeting, and what it said."""

    mandate: Mandate
    reply: Reply | None = None

    @property
    def answer(self) -> str:
        """The reply's code; nothing before there is one."""
        return self.reply.answer if self.reply else ""


@dataclass
class Mine:
    """A mandate of the reader's, with the form to reply for it, or why there is none."""

    asked: Asked
    form: ReplyForm | None = None
    closed: str = ""
    names_seat: bool = False

    @property
    def mandate(self) -> Mandate:
        """The mandate replied for."""
        return self.asked.mandate

    @property
    def reply(self) -> Reply | None:
        """What was said before."""
        return self.asked.reply


@dataclass
class Who:
    """Everything that the page says of who comes."""

    asked: list[Asked]
    mine: list[Mine] = field(default_factory=list)
    stands_in_for: list[Mandate] = field(default_factory=list)
    mandates: list[Mandate] = field(default_factory=list)

    @property
    def counts(self) -> list[dict]:
        """How many said what, as sentences; those whose seat counts alone."""
        counts = Counter(one.answer for one in self.asked if one.mandate.role in ENTITLED)
        words = {
            Answer.COMING: ngettext("%d is coming", "%d are coming", counts[Answer.COMING]),
            Answer.ONLINE: ngettext("%d online", "%d online", counts[Answer.ONLINE]),
            Answer.SUBSTITUTE: ngettext(
                "%d sends a substitute", "%d send a substitute", counts[Answer.SUBSTITUTE]
            ),
            Answer.ABSENT: ngettext("%d is absent", "%d are absent", counts[Answer.ABSENT]),
            "": ngettext("%d has not replied", "%d have not replied", counts[""]),
        }
        return [
            {"answer": answer or "silent", "text": text % counts[answer]}
            for answer, text in words.items()
            if counts[answer]
        ]

    @property
    def counts_leave_out(self) -> bool:
        """Whether somebody is asked whose seat does not count."""
        return any(one.mandate.role not in ENTITLED for one in self.asked)

    @property
    def groups(self) -> list[dict]:
        """Who said what, by name, for members."""
        titles = {
            Answer.COMING: _("Coming"),
            Answer.ONLINE: _("Online"),
            Answer.SUBSTITUTE: _("Sending a substitute"),
            Answer.ABSENT: _("Absent"),
            "": _("No reply yet"),
        }
        groups = (
            {
                "answer": answer or "silent",
                "title": title,
                "asked": [one for one in self.asked if one.answer == answer],
            }
            for answer, title in titles.items()
        )
        return [group for group in groups if group["asked"]]


def who_comes(meeting: Meeting, standing: Standing) -> Who:
    """Return who is asked and what they said, with the reader's own replies; two queries."""
    mandates = list(seats(meeting))
    replies = {
        reply.mandate_id: reply
        for reply in meeting.replies.that_hold().select_related(
            "substitute__person", "mandate__person"
        )
    }
    roles = roles_asked(meeting)
    asked = [
        Asked(mandate, replies.get(mandate.pk)) for mandate in mandates if mandate.role in roles
    ]
    own = [one for one in asked if standing.user and one.mandate.person.user_id == standing.user.pk]
    closed = why_closed(meeting)
    mine = [
        Mine(
            one,
            form=None
            if closed
            else ReplyForm(
                mandate=one.mandate,
                substitutes=substitutes_for(one.mandate, mandates),
                reply=one.reply,
            ),
            closed=closed,
            names_seat=len(own) > 1,
        )
        for one in own
    ]
    held = {mandate.pk for mandate in standing.mandates}
    places = [
        reply.mandate
        for reply in replies.values()
        if reply.substitute_id in held and reply.answer == Answer.SUBSTITUTE
    ]
    return Who(asked=asked, mine=mine, stands_in_for=places, mandates=mandates)


def reply_deadline(meeting: Meeting) -> dict:
    """Return until when one may reply: a day of its own, or the beginning."""
    return {"day": meeting.reply_by, "closes": replies_close(meeting)}
