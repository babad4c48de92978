"""The kinds of notices: what each says, who is told, whether it can be declined.

The words name nothing: who opens the mailbox of a delegate learns of no body, title or text.
"""

import datetime
from operator import attrgetter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cms.directory.models import Body, Mandate
from extranet.access import Standing
from extranet.models import Decision, Demand, FollowUp, Meeting, Minutes, Paper, Share
from extranet.notices import audience, checks
from extranet.notices.kind import Kind

QUIET = datetime.timedelta(minutes=10)
_MEETING = _("Open the meeting")
_MINUTES = _("Open the minutes")
_DECISION = _("Open the decision")
_DEMAND = _("Open the demand")
_EXTRANET = _("Open the extranet")
_TO_DO = {
    "model": FollowUp,
    "told": audience.of_follow_up,
    "due": checks.to_do,
    "deadline": "due_on",
    "by": _("It is due on %(date)s."),
    "link": _DECISION,
    "related": ("owner", "decision"),
}
_TERM = {
    "model": Mandate,
    "link": _EXTRANET,
    "deadline": "ends_on",
    "related": ("person", "body"),
    "ahead": True,
    "mark": attrgetter("ends_on"),
}

KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "convocation",
            Meeting,
            label=_("a meeting is convened"),
            subject=_("Extranet: a meeting is convened"),
            sentence=_("A meeting of one of your bodies has been convened."),
            link=_MEETING,
            told=audience.of_meeting,
            due=checks.convened,
            deadline="reply_by",
            by=_("Please reply by %(date)s."),
            declinable=False,
        ),
        Kind(
            "change",
            Meeting,
            label=_("a meeting is changed"),
            subject=_("Extranet: a meeting has been changed"),
            sentence=_("A meeting of one of your bodies has been changed. Please look at it."),
            link=_MEETING,
            told=audience.of_meeting,
            due=checks.convened,
            declinable=False,
            mark=attrgetter("sequence"),
        ),
        Kind(
            "cancellation",
            Meeting,
            label=_("a meeting is cancelled"),
            subject=_("Extranet: a meeting is cancelled"),
            sentence=_("A meeting of one of your bodies has been cancelled."),
            link=_MEETING,
            told=audience.of_meeting,
            due=checks.cancelled,
            declinable=False,
        ),
        Kind(
            "reply_reminder",
            Meeting,
            label=_("a reminder to reply to a convocation"),
            subject=_("Extranet: your reply is awaited"),
            sentence=_("You have not said yet whether you take part in a meeting."),
            link=_MEETING,
            told=audience.of_reply_reminder,
            due=checks.reply_missing,
            deadline="reply_by",
            by=_("Please reply by %(date)s."),
            ahead=True,
            mark=attrgetter("reply_by"),
        ),
        Kind(
            "paper",
            Paper,
            label=_("papers are tabled for a meeting"),
            subject=_("Extranet: papers for a meeting"),
            sentence=ngettext_lazy(
                "A paper has been tabled for a meeting of one of your bodies.",
                "%(count)s papers have been tabled for a meeting of one of your bodies.",
                "count",
            ),
            link=_MEETING,
            together=True,
            told=audience.of_paper,
            due=checks.tabled,
            gathers=QUIET,
            related=("item__meeting__body", "version__document__folder"),
        ),
        Kind(
            "minutes_circulated",
            Minutes,
            label=_("minutes are sent round for corrections"),
            subject=_("Extranet: minutes to look through"),
            sentence=_("The minutes of a meeting are open for corrections."),
            link=_MINUTES,
            told=audience.of_minutes,
            due=checks.circulated,
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
            told=audience.of_minutes,
            due=checks.approved,
            related=("meeting__body",),
        ),
        Kind(
            "decision",
            Decision,
            label=_("a decision is recorded"),
            subject=_("Extranet: a decision is recorded"),
            sentence=_("A decision of one of your bodies has been recorded."),
            link=_DECISION,
            told=audience.of_decision,
            due=checks.decided,
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
        Kind(
            "document_shared",
            Share,
            label=_("a document is shared with me"),
            subject=_("Extranet: a document for you"),
            sentence=_("A document has been shared with you or with one of your bodies."),
            link=_("Open the document"),
            told=audience.of_share,
            due=checks.shared,
            gathers=QUIET,
            related=("body", "person"),
        ),
        Kind(
            "demand_opened",
            Demand,
            label=_("an extraordinary meeting is demanded"),
            subject=_("Extranet: a demand for a meeting"),
            sentence=_("An extraordinary meeting of one of your bodies is being demanded."),
            link=_DEMAND,
            told=audience.of_demand,
            due=checks.demanded,
            related=("body",),
        ),
        Kind(
            "demand_reached",
            Demand,
            label=_("a meeting must be convened"),
            subject=_("Extranet: a meeting must be convened"),
            sentence=_("Enough members demand an extraordinary meeting: it must be convened."),
            link=_DEMAND,
            keepers=True,
            told=audience.keepers_of_demand,
            due=checks.to_convene,
            deadline="convene_by",
            by=_("The last day for convening it is %(date)s."),
            declinable=False,
            related=("body",),
        ),
        Kind(
            "demand_overdue",
            Demand,
            label=_("a meeting should have been convened"),
            subject=_("Extranet: a meeting should have been convened"),
            sentence=_("An extraordinary meeting that was demanded has not been convened in time."),
            link=_DEMAND,
            keepers=True,
            told=audience.keepers_of_demand,
            due=checks.overdue,
            deadline="convene_by",
            by=_("The last day for convening it was %(date)s."),
            declinable=False,
            related=("body",),
            ahead=True,
            mark=attrgetter("convene_by"),
        ),
        Kind(
            "own_term_ends",
            label=_("a mandate of mine ends soon"),
            subject=_("Extranet: a mandate of yours ends soon"),
            sentence=_("A mandate of yours ends soon, and with it what it lets you read."),
            told=audience.of_mandate,
            due=checks.own_term,
            by=_("Its last day is %(date)s."),
            **_TERM,
        ),
        Kind(
            "term_ends",
            label=_("mandates end soon on a body that I keep"),
            subject=_("Extranet: mandates end soon"),
            sentence=ngettext_lazy(
                "A mandate on a body that you keep ends soon.",
                "%(count)s mandates on bodies that you keep end soon.",
                "count",
            ),
            together=True,
            keepers=True,
            told=audience.keepers_of_mandate,
            due=checks.kept_term,
            by=_("The first last day is %(date)s."),
            **_TERM,
        ),
        Kind(
            "vacancy",
            Body,
            label=_("a seat is vacant on a body that I keep"),
            subject=_("Extranet: a seat is vacant"),
            sentence=ngettext_lazy(
                "A body that you keep has vacant seats.",
                "%(count)s bodies that you keep have vacant seats.",
                "count",
            ),
            link=_EXTRANET,
            together=True,
            keepers=True,
            told=audience.keepers,
            due=checks.vacant,
            ahead=True,
        ),
    )
}


def kinds_for(standing: Standing) -> list[Kind]:
    """Return the kinds that somebody may ever be told of."""
    keeps = standing.secretariat or bool(standing.manages)
    return [kind for kind in KINDS.values() if keeps or not kind.keepers]


DECLINABLE = tuple(code for code, kind in KINDS.items() if kind.declinable)
GATHERING = tuple(code for code, kind in KINDS.items() if kind.gathers)
