"""A poll of dates that runs, and one that is over with its results."""

import datetime
import zoneinfo

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from poll.models import Item, Poll, Vote

from cms.directory.models import Body, Mandate
from extranet.core.standing import ENTITLED, officers_of, secretariat
from extranet.polls.models import Answer, Choice, ItemMoment, Question
from extranet.polls.services.polls import NO_ADDRESS
from home.services.load_sample import add_part

DATES = "Quelles dates pour la réunion préparatoire en ligne ?"
OVER = "Which part of the work programme needs more of our time?"
PARTS = ("The Activist Academy", "Campaigns with trade unions", "The regional networks")
# How many chose each.
VOTES = (6, 9, 4)
ZONE = "Europe/Brussels"


def load(*, files, today) -> int:
    """Add the polls that are missing; return how many."""
    return _running(today) + _over()


def _running(today: datetime.date) -> int:
    """Ask the Steering Committee for dates; some with an account have answered."""
    if Poll.objects.filter(title=DATES).exists():
        return 0
    body = Body.objects.get(code="steering-committee")
    zone = zoneinfo.ZoneInfo(ZONE)
    moments = [
        datetime.datetime.combine(today + datetime.timedelta(days=days), datetime.time(hour), zone)
        for days, hour in ((11, 10), (11, 16), (13, 10), (17, 14))
    ]
    items = _poll(DATES, [f"{moment:%Y-%m-%d %H:%M}" for moment in moments])
    ItemMoment.objects.bulk_create(
        ItemMoment(item=item, moment=moment, time_zone=ZONE)
        for item, moment in zip(items, moments, strict=True)
    )
    question = Question.objects.create(
        poll=items[0].poll,
        body=body,
        language="fr",
        kind=Question.Kind.DATES,
        several=True,
        asked_by=officers_of(body).first(),
        closes_at=timezone.now() + datetime.timedelta(days=10),
    )
    seats = Mandate.objects.in_force_at().filter(body=body, role__in=ENTITLED)
    users = seats.exclude(person__user=None).values_list("person__user", flat=True)
    # The last to have come has an answer to give.
    for place, user in enumerate(sorted(set(users))[:-1]):
        _answer(question, items[place % 2 :: 2] + items[:1] * (place % 2), user=user)
    return 1


def _over() -> int:
    """Leave an anonymous poll of the whole extranet with its results."""
    if Poll.objects.filter(title=OVER).exists():
        return 0
    items = _poll(OVER, PARTS)
    now = timezone.now()
    question = Question.objects.create(
        poll=items[0].poll,
        language="en",
        anonymous=True,
        shown=Question.Shown.AT_CLOSE,
        asked_by=secretariat().first(),
        closes_at=now + datetime.timedelta(days=1),
    )
    ended = now - datetime.timedelta(days=12)
    Question.objects.filter(pk=question.pk).update(
        asked_at=ended - datetime.timedelta(days=7), closes_at=ended, closed_at=ended
    )
    Answer.objects.bulk_create(Answer(question=question) for _number in range(sum(VOTES)))
    Vote.objects.bulk_create(
        Vote(poll=question.poll, item=item, ip=NO_ADDRESS)
        for item, count in zip(items, VOTES, strict=True)
        for _number in range(count)
    )
    return 1


def _poll(title: str, options) -> list[Item]:
    poll = Poll.objects.create(title=title)
    return [
        Item.objects.create(poll=poll, value=option, pos=place)
        for place, option in enumerate(options)
    ]


def _answer(question: Question, items, *, user: int) -> None:
    answer = Answer.objects.create(question=question, user_id=user)
    for item in items:
        vote = Vote(poll=question.poll, item=item, user_id=user, ip=NO_ADDRESS)
        Vote.objects.bulk_create([vote])
        Choice.objects.create(vote=vote, answer=answer, item=item)


add_part(50, _("Polls"), load)
