"""Meetings that are over with their minutes and decisions, and bodies that can demand one."""

import datetime

from django.utils import timezone

from cms.directory.models import BodyRule, Mandate
from cms.directory.querysets import site_day
from extranet.records.models import Decision, FollowUp
from extranet.records.services import decisions, minutes
from tests.factories.bulk import seat_delegates
from tests.factories.directory import labels
from tests.factories.extranet import MeetingFactory

DAY = datetime.timedelta(days=1)
# Who reads what a body has sent round.
READERS = {"chair", "coordinator", "member", "co_opted", "substitute", "representative", "auditor"}


def held(body, days=-30, **fields):
    """Return a meeting of `body` that was held so many days ago."""
    return MeetingFactory(body=body, days=days, state="held", **fields)


def written(meeting, by, text="Who was there.\n\nWhat was said.", base=0, **fields):
    """Return the minutes of a meeting with one more revision."""
    revision = minutes.write(meeting=meeting, text=text, language="en", base=base, by=by, **fields)
    return revision.minutes


def circulated(meeting, by, **fields):
    """Return minutes that are sent round for a week."""
    made = written(meeting, by, **fields)
    return minutes.circulate(minutes=made, corrections_until=site_day() + 7 * DAY, by=by)


def approved(meeting, by, **fields):
    """Return minutes that the next meeting approved, which was held since."""
    made = circulated(meeting, by, **fields)
    later = held(meeting.body, days=-2)
    return minutes.approve(minutes=made, at=later, by=by)


def decided(meeting, by=None, title="The budget", **fields) -> Decision:
    """Return a decision of a meeting."""
    fields = {"titles": labels(title), "texts": labels(f"{title}: it is so.")} | fields
    return decisions.record(meeting=meeting, by=by, **fields)


def task(decision, owner, by=None, **fields) -> FollowUp:
    """Return a task that follows from a decision."""
    fields = {"task": "Write the letter"} | fields
    return decisions.give_follow_up(decision=decision, owner=owner, by=by, **fields)


def share(body, percent=30, days=42):
    """Give a body the rules of extraordinary meetings."""
    BodyRule.objects.create(
        body=body,
        kind=BodyRule.Kind.EXTRAORDINARY,
        value=percent,
        articles={"en": "Article 5", "fr": "Article 5 (fr)", "es": "Artículo 5"},
    )
    BodyRule.objects.create(body=body, kind=BodyRule.Kind.CONVENE_WITHIN, value=days)


def members(body, count, **fields) -> list:
    """Return users with a seat each on a body."""
    return seat_delegates(body, count, role=Mandate.Role.MEMBER, **fields)


def ended_yesterday(user) -> None:
    """End the mandates of a user."""
    Mandate.objects.filter(person__user=user).update(ended_at=timezone.now() - DAY)
