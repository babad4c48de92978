"""A poll in every state, for tests of who sees what."""

from django.utils import timezone
from poll.models import Item, Poll, Vote

from extranet.polls.models import Answer, Choice, Question
from tests.extranet.roles import CHAIR, MEMBER, SECRETARIAT
from tests.extranet.world import CANARY, DAY, World


def add_to(world: World) -> None:
    """Add polls that run and that are over, of the body, of everybody and of an older site."""
    for state, fields in {
        "running": {},
        "anonymous": {"anonymous": True},
        "at the close": {"shown": "at_close", "several": True},
        "over": {"ended": True},
        "over, anonymous": {"anonymous": True, "ended": True},
        "everybody": {"body": None, "asked_by": world.users[SECRETARIAT]},
    }.items():
        world.polls[state] = _poll(world, state, **fields)
    world.polls["older site"] = _old()


def _poll(world: World, state: str, *, ended=False, **fields) -> Question:
    about = {"body": world.body, "asked_by": world.users[MEMBER], "language": "en"} | fields
    poll = Poll.objects.create(title=f"Poll {state} {CANARY}")
    items = [
        Item.objects.create(poll=poll, value=f"Option {place} {CANARY}", pos=place)
        for place in range(3)
    ]
    now = timezone.now()
    question = Question.objects.create(poll=poll, closes_at=now + DAY, **about)
    forgotten = ended and question.anonymous
    for role, item in ((MEMBER, items[0]), (CHAIR, items[1])):
        user = world.users[role]
        answer = Answer.objects.create(question=question, user=user)
        vote = Vote.objects.create(poll=poll, item=item, ip="::", user=None if forgotten else user)
        if not forgotten:
            Choice.objects.create(vote=vote, answer=answer, item=item)
    if ended:
        Question.objects.filter(pk=poll.pk).update(
            asked_at=now - 9 * DAY, closes_at=now - DAY, closed_at=now - DAY
        )
        question.refresh_from_db()
    return question


def _old() -> Poll:
    poll = Poll.objects.create(title=f"Poll of long ago {CANARY}")
    item = Item.objects.create(poll=poll, value=f"Option {CANARY}")
    Vote.objects.create(poll=poll, item=item, ip="192.0.2.7")
    return poll
