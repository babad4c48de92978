"""Answering a poll, changing the answer, taking it back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from poll.models import Item, Vote

from cms.core.clock import database_now
from cms.core.errors import Refused
from extranet.core.standing import standing_of
from extranet.polls.models import Answer, Choice, Question
from extranet.polls.services.polls import NO_ADDRESS, hold


def may_answer(standing, question: Question) -> bool:
    """Return whether somebody is asked: who reads the body, or any body where all are asked."""
    if question.body_id:
        return question.body_id in standing.reads
    return bool(standing.reads)


def chosen_by(question: Question, user) -> set[int]:
    """Return the keys of the options that somebody chose, as long as that is known."""
    chosen = Choice.objects.filter(answer__question=question, answer__user=user)
    return set(chosen.values_list("item", flat=True))


@transaction.atomic
def answer(*, question: Question, items: Iterable[int], by) -> Answer:
    """Answer with the options of these keys, in place of what one answered before.

    Raise Refused where the poll is over, for who is not asked, for no option, for several where
    one can be chosen, and for an option of another poll.
    """
    question = _held_open(question, by)
    wanted = set(items)
    if not wanted:
        raise Refused(_("Choose an option."), field="choice")
    if len(wanted) > 1 and not question.several:
        raise Refused(_("Only one option can be chosen."), field="choice")
    known = set(
        Item.objects.filter(poll=question.poll_id, pk__in=wanted).values_list("pk", flat=True)
    )
    if known != wanted:
        raise Refused(_("This option does not belong to the poll."), field="choice")
    given, _made = Answer.objects.get_or_create(question=question, user=by)
    before = chosen_by(question, by)
    Vote.objects.filter(choice__answer=given, item__in=before - wanted).delete()
    # Written in the order of the options: what was clicked first is nobody's business.
    votes = [
        Vote(poll_id=question.poll_id, item_id=item, user=by, ip=NO_ADDRESS)
        for item in sorted(wanted - before)
    ]
    Vote.objects.bulk_create(votes)
    Choice.objects.bulk_create(
        Choice(vote=vote, answer=given, item_id=vote.item_id) for vote in votes
    )
    return given


@transaction.atomic
def take_back(*, question: Question, by) -> None:
    """Take one's answer back, as if it had never been given."""
    question = _held_open(question, by)
    given = Answer.objects.filter(question=question, user=by).first()
    if given is None:
        raise Refused(_("You have not answered this poll."))
    Vote.objects.filter(choice__answer=given).delete()
    given.delete()


def _held_open(question: Question, by) -> Question:
    """Return the poll, locked; the clock is asked once nobody else holds it."""
    question = hold(question)
    if question.closed_at or question.closes_at <= database_now():
        raise Refused(_("This poll is over: it was open until the moment that stands there."))
    if not may_answer(standing_of(by), question):
        raise Refused(_("This poll is not asked of you: who reads the body answers it."))
    return question
