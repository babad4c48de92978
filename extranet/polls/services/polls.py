"""Asking a poll, ending it, reminding who has not answered."""

import datetime
import secrets

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from poll.models import Item, Poll, Vote

from cms.core.clock import database_now
from cms.core.errors import Refused
from cms.core.time_zones import is_zone
from cms.directory.models import Body, Mandate
from extranet.core.services import audit
from extranet.core.standing import READERS, Standing, readers_of, standing_of
from extranet.polls import signals
from extranet.polls.lines import FEWEST, LONGEST, MOST, When
from extranet.polls.models import Answer, Choice, ItemMoment, Question

# The address of the package's votes: it may not be empty, and this one is nobody's (RFC 4291).
NO_ADDRESS = "::"
# How many have answered an anonymous poll before anything of it is shown while it runs.
FEW = 5
LONGEST_OPEN = datetime.timedelta(days=366)


def may_ask(standing: Standing, body: Body | None) -> bool:
    """Return whether somebody may ask a body: its officers, and who holds a seat that counts; the
    whole extranet (no body): the secretariat, which may ask every body too."""
    if standing.secretariat:
        return True
    return body is not None and (body.pk in standing.manages or bool(standing.entitled_on(body.pk)))


def keeps(standing: Standing, question: Question) -> bool:
    """Return whether somebody may end a poll and see who has not answered: who asked it, and the
    secretariat."""
    return standing.user is not None and (
        standing.secretariat or question.asked_by_id == standing.user.pk
    )


@transaction.atomic
def ask(
    *,
    body: Body | None,
    title: str,
    options: list[str | When],
    closes_at: datetime.datetime,
    language: str,
    by,
    several: bool = False,
    anonymous: bool = False,
    shown: str = Question.Shown.AT_ONCE,
) -> Question:
    """Ask a poll and let those know who may answer; return it.

    `options` are texts, or all of them days and moments (`lines.When`). Raise Refused for who may
    not ask, for fewer than 2 or more than 30 options, the same twice, and an end in the past or
    more than a year ahead.
    """
    if not may_ask(standing_of(by), body):
        raise Refused(_("Only its officers, and who holds a seat that counts, can ask a body."))
    _check(title, options, closes_at)
    dated = all(isinstance(option, When) for option in options)
    poll = Poll.objects.create(title=title.strip())
    texts = [option.value if dated else option for option in options]
    items = [
        Item.objects.create(poll=poll, value=text, pos=place) for place, text in enumerate(texts)
    ]
    if dated:
        ItemMoment.objects.bulk_create(
            ItemMoment(item=item, day=when.day, moment=when.moment, time_zone=when.zone)
            for item, when in zip(items, options, strict=True)
        )
    question = Question.objects.create(
        poll=poll,
        body=body,
        language=language,
        kind=Question.Kind.DATES if dated else Question.Kind.TEXT,
        several=several,
        anonymous=anonymous,
        shown=shown,
        asked_by=by,
        closes_at=closes_at,
    )
    audit.record("poll.asked", question, actor=by, body=body, anonymous=anonymous)
    signals.poll_asked.send(sender=Question, question=question, by=by)
    return question


def _check(title: str, options: list[str | When], closes_at: datetime.datetime) -> None:
    """Raise Refused for what no form lets through either."""
    if not title.strip() or len(title.strip()) > LONGEST:
        raise Refused(_("Ask something, in one line."), field="title")
    texts = [option.value if isinstance(option, When) else option.strip() for option in options]
    kinds = {isinstance(option, When) for option in options}
    known = all(not isinstance(option, When) or is_zone(option.zone) for option in options)
    fine = all(0 < len(text) <= LONGEST for text in texts) and len(set(texts)) == len(texts)
    if not (FEWEST <= len(texts) <= MOST and len(kinds) == 1 and known and fine):
        raise Refused(_("Give 2 to 30 different options."), field="options")
    now = database_now()
    if closes_at <= now:
        raise Refused(_("That moment has passed."), field="closes_at")
    if closes_at > now + LONGEST_OPEN:
        raise Refused(_("A poll is open for a year at most."), field="closes_at")


def hold(question: Question) -> Question:
    """Return the poll as it stands, nobody else's until the transaction ends."""
    rows = Question.objects.select_related("poll", "body")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=question.pk)


def respondents(question: Question, at: datetime.datetime | None = None):
    """Return the users who are asked: who reads the body, or any body where all are asked."""
    if question.body_id:
        return readers_of(question.body, at)
    holders = Mandate.objects.in_force_at(at).filter(role__in=READERS)
    return get_user_model().objects.filter(Q(pk__in=holders.values("person__user")), is_active=True)


def not_answered(question: Question, at: datetime.datetime | None = None):
    """Return those of the users who are asked that have not answered."""
    answered = Answer.objects.filter(question=question, user__isnull=False).values("user")
    return respondents(question, at).exclude(pk__in=answered)


@transaction.atomic
def remind(*, question: Question, by) -> Question:
    """Let who has not answered know of the poll again, once; return it."""
    question = hold(question)
    _check_keeps(question, by)
    now = database_now()
    if question.closed_at or question.closes_at <= now:
        raise Refused(_("This poll is over."))
    if question.reminded_at:
        raise Refused(_("They have been reminded already: it is done once."))
    question.reminded_at = now
    question.save(update_fields=["reminded_at"])
    audit.record("poll.reminded", question, actor=by, body=question.body)
    signals.poll_reminded.send(sender=Question, question=question, by=by)
    return question


@transaction.atomic
def close(*, question: Question, by) -> Question:
    """End a poll before its time; return it. Raise Refused where it is over, or not one's own."""
    question = hold(question)
    _check_keeps(question, by)
    if question.closed_at or question.closes_at <= database_now():
        raise Refused(_("This poll is over."))
    return _end(question, database_now(), by=by)


@transaction.atomic
def close_overdue(question: Question) -> Question:
    """End a poll whose time has passed, unless it is done already; return it as it stands."""
    question = hold(question)
    if question.closed_at is None and question.closes_at <= database_now():
        _end(question, question.closes_at, by=None)
    return question


def close_due() -> int:
    """End every poll whose time has passed; return how many."""
    due = list(Question.objects.overdue(database_now()).order_by("closes_at", "pk"))
    return sum(close_overdue(question).closed_at is not None for question in due)


def _end(question: Question, moment: datetime.datetime, *, by) -> Question:
    question.closed_at = moment
    question.save(update_fields=["closed_at"])
    if question.anonymous:
        _cut(question, moment)
    audit.record("poll.closed", question, actor=by, body=question.body, early=by is not None)
    signals.poll_closed.send(sender=Question, question=question, by=by)
    return question


def _cut(question: Question, moment: datetime.datetime) -> None:
    """Destroy what links votes with people: the votes are written anew, by nobody, all of one
    moment and in an order that chance made, as their numbers and times told the old one."""
    votes = Vote.objects.filter(poll=question.poll_id)
    items = list(votes.values_list("item", flat=True))
    Choice.objects.filter(answer__question=question).delete()
    votes.delete()
    secrets.SystemRandom().shuffle(items)
    Vote.objects.bulk_create(
        Vote(poll_id=question.poll_id, item_id=item, ip=NO_ADDRESS) for item in items
    )
    # The package's column takes the time of writing, whatever one says.
    votes.update(datetime=moment)


def _check_keeps(question: Question, by) -> None:
    standing = standing_of(by)
    if not keeps(standing, question):
        raise Refused(_("Only who asked the poll can do that."))
