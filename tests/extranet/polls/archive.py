"""Years of polls, put into the database in bulk."""

import datetime

from django.utils import timezone
from poll.models import Item, Poll, Vote

from extranet.polls.models import Answer, Choice, ItemMoment, Question

DAY = datetime.timedelta(days=1)
OPTIONS = 3


def add_years(body, count: int, user) -> None:
    """Add `count` polls to a body, half of them over, and a tenth as many of an older site; `user`
    asked all and answered every other one."""
    now = timezone.now()
    polls = Poll.objects.bulk_create(Poll(title=f"Poll {number}") for number in range(count))
    items = Item.objects.bulk_create(
        Item(poll=poll, value=f"2031-05-{place + 1:02}", pos=place)
        for poll in polls
        for place in range(OPTIONS)
    )
    ItemMoment.objects.bulk_create(
        ItemMoment(item=item, moment=now + DAY, time_zone="Africa/Dakar") for item in items
    )
    questions = [
        Question(
            poll=poll,
            body=body,
            language="en",
            kind="dates",
            asked_by=user,
            closes_at=now + (number + 1) * DAY,
        )
        for number, poll in enumerate(polls)
    ]
    Question.objects.bulk_create(questions)
    over = [question.pk for question in questions[::2]]
    Question.objects.filter(pk__in=over).update(
        asked_at=now - 9 * DAY, closes_at=now - DAY, closed_at=now - DAY
    )
    answers = Answer.objects.bulk_create(
        Answer(question=question, user=user) for question in questions[::2]
    )
    votes = Vote.objects.bulk_create(
        Vote(poll_id=answer.question_id, item=item, user=user, ip="::")
        for answer, item in zip(answers, items[:: 2 * OPTIONS], strict=True)
    )
    Choice.objects.bulk_create(
        Choice(vote=vote, answer=answer, item=vote.item)
        for vote, answer in zip(votes, answers, strict=True)
    )
    Poll.objects.bulk_create(Poll(title=f"Old {number}") for number in range(count // 10))
