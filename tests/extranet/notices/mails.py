"""What the tests of notices share: things of every kind, each with a word nobody may read."""

import datetime
from types import SimpleNamespace

from django.utils import timezone
from poll.models import Poll

from cms.directory.models import BodyRule, Mandate
from extranet.demands.models import Demand
from extranet.documents.models import Share
from extranet.meetings.models import Meeting
from extranet.notices.kinds import KINDS
from extranet.notices.models import Notice
from extranet.notices.services import mailing
from extranet.notices.services.notices import tell
from extranet.polls.models import Question
from extranet.records.models import Decision, FollowUp, Minutes, MinutesRevision
from tests.extranet.notices import decided
from tests.factories.directory import BodyFactory
from tests.factories.extranet import (
    AgendaItemFactory,
    DocumentFactory,
    MeetingFactory,
    PaperFactory,
    delegate,
    secretary,
)

CANARY = "Kanarienvogel"
DAY = datetime.timedelta(days=1)


def labels(text: str = CANARY) -> dict[str, str]:
    """Return a label with the canary's word in every language."""
    return {code: f"{text} {code}" for code in ("en", "fr", "es")}


def today() -> datetime.date:
    return timezone.localdate()


def world(**meeting) -> SimpleNamespace:
    """Return a body with its people and one thing of every kind, canaries in every text."""
    body = BodyFactory(labels=labels(), descriptions=labels())
    BodyRule.objects.create(body=body, kind=BodyRule.Kind.SEATS, value=9)
    chair, member = delegate(body, Mandate.Role.CHAIR), delegate(body, ends_on=today() + 30 * DAY)
    guest, stranger = delegate(body, Mandate.Role.GUEST), delegate(BodyFactory(labels=labels()))
    row = MeetingFactory(
        body=body,
        titles=labels(),
        notes=labels(),
        venue=CANARY,
        online_url=f"https://example.org/{CANARY}",
        reply_by=today() + 2 * DAY,
        **meeting,
    )
    item = AgendaItemFactory(meeting=row, titles=labels(), notes=labels())
    document = DocumentFactory(body=body, title=CANARY, content__name=f"{CANARY}.pdf")
    paper = PaperFactory(item=item, version=document.current, tabled_at=timezone.now())
    minutes = Minutes.objects.create(
        meeting=MeetingFactory(body=body, days=-30, titles=labels(), state=Meeting.State.HELD),
        language="en",
        state=Minutes.State.CIRCULATED,
        corrections_until=today() + 5 * DAY,
    )
    MinutesRevision.objects.create(minutes=minutes, number=1, text=CANARY, summary=CANARY)
    approved = Minutes.objects.create(
        meeting=MeetingFactory(body=body, days=-60, titles=labels(), state=Meeting.State.HELD),
        language="en",
        state=Minutes.State.APPROVED,
        approved_at=minutes.meeting,
        locked_at=timezone.now(),
    )
    decision = Decision.objects.create(
        body=body,
        meeting=minutes.meeting,
        year=2026,
        number=1,
        titles=labels(),
        texts=labels(),
        taken_on=today(),
    )
    follow_up = FollowUp.objects.create(
        decision=decision, owner=member.person, task=CANARY, note=CANARY, due_on=today() + 5 * DAY
    )
    share = Share.objects.create(
        document=document, person=stranger.person, until=timezone.now() + 9 * DAY
    )
    return SimpleNamespace(
        body=body,
        chair=chair,
        member=member,
        guest=guest,
        stranger=stranger,
        secretary=secretary(),
        auditor=delegate(body, Mandate.Role.AUDITOR),
        invited=delegate(),
        meeting=row,
        item=item,
        cancelled=MeetingFactory(body=body, titles=labels(), state=Meeting.State.CANCELLED),
        document=document,
        paper=paper,
        minutes=minutes,
        approved=approved,
        decision=decision,
        follow_up=follow_up,
        share=share,
        demand=demand(body),
        reached=demand(body, state=Demand.State.REACHED, convene_by=today() + 9 * DAY),
        overdue=demand(body, state=Demand.State.REACHED, convene_by=today() - DAY),
        mandate=member.person.mandates.get(),
        poll=poll(body),
        **decided.things(body, chair, member, labels),
    )


def poll(body) -> Question:
    """Return a poll of a body."""
    return Question.objects.create(
        poll=Poll.objects.create(title=CANARY),
        body=body,
        language="en",
        closes_at=timezone.now() + 9 * DAY,
    )


def demand(body, **fields) -> Demand:
    """Return a demand of a body."""
    if fields.get("state") == Demand.State.REACHED:
        fields["reached_at"] = timezone.now()
    return Demand.objects.create(
        body=body,
        subject=CANARY,
        reason=CANARY,
        language="en",
        percent=30,
        roll_size=10,
        closes_at=timezone.now() + 9 * DAY,
        **fields,
    )


# The name in `world` of a thing of each kind.
THINGS = {
    "convocation": "meeting",
    "change": "meeting",
    "cancellation": "cancelled",
    "reply_reminder": "meeting",
    "paper": "paper",
    "minutes_circulated": "minutes",
    "minutes_approved": "approved",
    "decision": "decision",
    "follow_up_given": "follow_up",
    "follow_up_due": "follow_up",
    "document_shared": "share",
    "demand_opened": "demand",
    "demand_reached": "reached",
    "demand_overdue": "overdue",
    "poll_asked": "poll",
    "poll_reminder": "poll",
    "own_term_ends": "mandate",
    "term_ends": "mandate",
    "vacancy": "body",
    **{kind: thing for kind, (thing, _told) in decided.KINDS.items()},
}
assert set(THINGS) == set(KINDS)


# Who is told of each kind, of: chair, member, auditor, guest of the body, guest by name,
# stranger (a delegate of another body, with whom the document is shared), secretary.
READING = {"chair", "member", "auditor"}


TOLD = {
    "convocation": READING | {"invited"},
    "change": READING | {"invited"},
    "cancellation": READING,
    "reply_reminder": {"chair", "member"},
    "paper": READING,
    "minutes_circulated": READING,
    "minutes_approved": READING,
    "decision": READING,
    "follow_up_given": {"member"},
    "follow_up_due": {"member"},
    "document_shared": {"stranger"},
    "demand_opened": READING,
    "demand_reached": {"chair", "secretary"},
    "demand_overdue": {"chair", "secretary"},
    "poll_asked": READING,
    "poll_reminder": READING,
    "own_term_ends": {"member"},
    "term_ends": {"chair", "secretary"},
    "vacancy": {"chair", "secretary"},
    **{kind: who for kind, (_thing, who) in decided.KINDS.items()},
}


def told(kind: str, things) -> set[str]:
    """Return the names of those who are told of the thing of a kind at this moment."""
    thing = getattr(things, THINGS[kind])
    users = set(KINDS[kind].told(thing, timezone.now()))
    names = {name for name, who in vars(things).items() if who in users}
    assert len(names) == len(users)
    return names


def send_all() -> None:
    """Send everything that waits, as if all had come to its time."""
    Notice.objects.filter(state=Notice.State.WAITING).update(send_after=timezone.now())
    mailing.send_due()


def tell_all(things) -> None:
    """Tell of a thing of every kind whoever is to be told."""
    for kind in KINDS:
        thing = getattr(things, THINGS[kind])
        tell(KINDS[kind].told(thing, timezone.now()), kind, thing)
