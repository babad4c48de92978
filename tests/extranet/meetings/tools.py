"""What tests of meetings share."""

import datetime

from django.urls import reverse
from django.utils import timezone, translation

from cms.directory.models import BodyRule, Mandate
from extranet.meetings.models import Meeting
from extranet.meetings.services.replies import reply
from tests.factories.directory import (
    labels,
)
from tests.factories.extranet import (
    AgendaItemFactory,
    MeetingFactory,
    PaperFactory,
)

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)


def address(name: str, *args, language: str = "en") -> str:
    """Return the address of a view of the extranet in a language."""
    with translation.override(language):
        return reverse(f"extranet:{name}", args=args)


def give_rule(body, kind: str, value: int, consequence: str = "refuse") -> BodyRule:
    """Give a body a rule that says where it comes from."""
    return BodyRule.objects.create(
        body=body, kind=kind, value=value, consequence=consequence, articles=labels("Article 12")
    )


def make_meeting(body, state: str = "convened", *, points: int = 2, papers: int = 1, **fields):
    """Return a meeting in a state, with points and papers: over where it is to be held."""
    fields.setdefault("days", -2 if state == "held" else 21)
    convened_at = None if state == "draft" else timezone.now() - 10 * DAY
    meeting = MeetingFactory(
        body=body,
        state=state,
        convened_at=convened_at,
        venue="Casa del Pueblo",
        online_url="https://meet.example.org/secret-room",
        cancellation_reason="Strike" if state == "cancelled" else "",
        **fields,
    )
    for position in range(1, points + 1):
        item = AgendaItemFactory(meeting=meeting, position=position)
        for _number in range(papers):
            PaperFactory(item=item)
    return meeting


def mandate_of(user) -> Mandate:
    """Return the one mandate of a user."""
    return Mandate.objects.get(person__user=user)


def meeting_data(meeting: Meeting, **changes) -> dict:
    """Return what a browser sends for the form of a meeting as it is, with changes."""
    data = {
        "kind": meeting.kind,
        "time_zone": meeting.time_zone,
        "starts": meeting.local_start.strftime("%Y-%m-%dT%H:%M"),
        "ends": meeting.local_end.strftime("%Y-%m-%dT%H:%M"),
        "venue": meeting.venue,
        "online_url": meeting.online_url,
        "reply_by": meeting.reply_by.isoformat() if meeting.reply_by else "",
    }
    for code, text in meeting.titles.items():
        data[f"titles_{code}"] = text
    return data | changes


def say(meeting, user, answer="coming", **more):
    """Return the reply that a user gives to a meeting."""
    return reply(meeting=meeting, mandate=mandate_of(user), answer=answer, by=user, **more)
