"""What minutes and decisions tell by e-mail, and the tasks that follow from them."""

import datetime
from operator import attrgetter

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from extranet.core.standing import READERS, Role, Standing, readers_of
from extranet.notices.announcing import announce_on
from extranet.notices.kinds import QUIET, Kind, register
from extranet.notices.recipients import holders, people, visible
from extranet.notices.services.reminders import Reminder
from extranet.notices.services.reminders import register as register_reminder
from extranet.records import signals
from extranet.records.models import Decision, FollowUp, Minutes

TASK_AHEAD = datetime.timedelta(days=7)
_MINUTES = _("Open the minutes")
_DECISION = _("Open the decision")


def of_minutes(minutes: Minutes, at: datetime.datetime) -> QuerySet:
    """Return who reads the minutes of a body."""
    return readers_of(minutes.meeting.body, at)


def of_decision(decision: Decision, at: datetime.datetime) -> QuerySet:
    """Return who reads a decision: its body's readers, guests where it is open to them."""
    roles = READERS if decision.closed_to_guests else Role.values
    return people(holders(decision.body_id, roles, at))


def of_follow_up(follow_up: FollowUp, at: datetime.datetime) -> QuerySet:
    """Return whose task it is."""
    return people([follow_up.owner.user_id])


def circulated(standing: Standing, minutes: Minutes) -> bool:
    """Return whether minutes that may be read still wait for corrections."""
    in_time = minutes.state == Minutes.State.CIRCULATED
    return in_time and standing.may_read(minutes.meeting.body_id)


def approved(standing: Standing, minutes: Minutes) -> bool:
    """Return whether minutes that may be read are approved."""
    return minutes.state == Minutes.State.APPROVED and standing.may_read(minutes.meeting.body_id)


def decided(standing: Standing, decision: Decision) -> bool:
    """Return whether a decision may be read."""
    return visible(standing, decision)


def to_do(standing: Standing, follow_up: FollowUp) -> bool:
    """Return whether a task is still somebody's own, and open, and its decision may be read."""
    mine = standing.user is not None and follow_up.owner.user_id == standing.user.pk
    return mine and follow_up.done_on is None and visible(standing, follow_up.decision)


_TO_DO = {
    "model": FollowUp,
    "told": of_follow_up,
    "due": to_do,
    "deadline": "due_on",
    "by": _("It is due on %(date)s."),
    "link": _DECISION,
    "page": ("extranet:decision", "decision_id"),
    "related": ("owner", "decision"),
}


register(
    20,
    Kind(
        "minutes_circulated",
        Minutes,
        label=_("minutes are sent round for corrections"),
        subject=_("Extranet: minutes to look through"),
        sentence=_("The minutes of a meeting are open for corrections."),
        link=_MINUTES,
        page=("extranet:minutes", "meeting_id"),
        told=of_minutes,
        due=circulated,
        deadline="corrections_until",
        by=_("Corrections can be asked for until %(date)s."),
        related=("meeting__body",),
        mark=lambda minutes: minutes.revisions.count(),
    ),
    Kind(
        "minutes_approved",
        Minutes,
        label=_("minutes are approved"),
        subject=_("Extranet: minutes are approved"),
        sentence=_("The minutes of a meeting have been approved."),
        link=_MINUTES,
        page=("extranet:minutes", "meeting_id"),
        told=of_minutes,
        due=approved,
        related=("meeting__body",),
    ),
    Kind(
        "decision",
        Decision,
        label=_("a decision is recorded"),
        subject=_("Extranet: a decision is recorded"),
        sentence=_("A decision of one of your bodies has been recorded."),
        link=_DECISION,
        page=("extranet:decision", "pk"),
        told=of_decision,
        due=decided,
        gathers=QUIET,
        related=("body",),
    ),
    Kind(
        "follow_up_given",
        label=_("a task is given to me"),
        subject=_("Extranet: a task for you"),
        sentence=_("You have been given a task because of a decision."),
        **_TO_DO,
        mark=attrgetter("owner_id"),
    ),
    Kind(
        "follow_up_due",
        label=_("a task of mine is due soon"),
        subject=_("Extranet: a task of yours is due soon"),
        sentence=_("A task that you were given because of a decision is due soon."),
        **_TO_DO,
        ahead=True,
        mark=attrgetter("due_on"),
    ),
)

announce_on(signals.minutes_circulated, "minutes_circulated", "minutes")
announce_on(signals.minutes_approved, "minutes_approved", "minutes")
announce_on(signals.decision_recorded, "decision", "decision")
announce_on(signals.follow_up_given, "follow_up_given", "follow_up")


@register_reminder
def tasks_due(today: datetime.date):
    """Yield the open tasks whose last day comes soon."""
    soon = FollowUp.objects.filter(done_on=None, due_on__range=(today, today + TASK_AHEAD))
    for follow_up in soon.select_related("owner", "decision"):
        yield Reminder("follow_up_due", follow_up)
