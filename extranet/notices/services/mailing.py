"""Sends the notices that are due: every e-mail once, or recorded as failed.

An e-mail is claimed before it is written, in one UPDATE that only finds what still waits; so two
workers never send the same one. What was claimed and never settled is known to nobody.
"""

import datetime
import logging
import uuid
from collections import Counter

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from extranet.notices.delivery import Outcome, Post, Result
from extranet.notices.kinds import QUIET, gathering
from extranet.notices.messages import still_due, write
from extranet.notices.models import Notice, NoticePreference

logger = logging.getLogger(__name__)

State = Notice.State
ATTEMPTS = 10
FIRST_PAUSE = datetime.timedelta(minutes=5)
LONGEST_PAUSE = datetime.timedelta(hours=6)
# After so long nobody is at work on it any more.
LOST_AFTER = datetime.timedelta(minutes=30)


def send_due(*, fingerprint: str = "") -> Counter:
    """Send what is due, one e-mail a person; return how many e-mails came to which state.

    With a fingerprint only to the people who are told of that. Stops for now where the mail
    server is out of reach.
    """
    due = Notice.objects.filter(state=State.WAITING, send_after__lte=timezone.now())
    if fingerprint:
        due = due.filter(fingerprint=fingerprint)
    people = list(dict.fromkeys(due.order_by("send_after", "pk").values_list("user", flat=True)))
    counts = Counter()
    with Post() as post:
        for user_id in people:
            state, away = send_to(user_id, post)
            counts[state] += state is not None
            if away:
                break
    return +counts


def send_to(user_id: int, post: Post) -> tuple[str | None, bool]:
    """Send one person what is due; return the state it came to, and whether the server is away.

    None as a state: there was nothing left to claim.
    """
    mail = claim(user_id)
    if mail is None:
        return None, False
    try:
        message = _put_together(user_id, mail)
    except Exception as error:
        logger.exception("An e-mail could not be written.")
        return settle(mail, Result(Outcome.LATER, type(error).__name__)), False
    if message is None:
        return State.DROPPED, False
    result = post.hand_over(message)
    if result.outcome is not Outcome.SENT:
        logger.warning("An e-mail was not sent (%s): %s", result.outcome.value, result.error)
    return settle(mail, result), result.away


@transaction.atomic
def claim(user_id: int) -> uuid.UUID | None:
    """Take what is due for a person into one e-mail and return its name; None where nothing is.

    What gathers is taken along although it could wait a little longer for more of its kind.
    """
    now = timezone.now()
    waiting = Notice.objects.filter(user=user_id, state=State.WAITING)
    due = Q(send_after__lte=now)
    gathered = waiting.filter(due, kind__in=gathering()).values_list("kind", flat=True)
    along = Q(kind__in=list(gathered), attempts=0, send_after__lte=now + QUIET)
    # Locked in one order, so that two workers wait for each other instead of both being stuck.
    keys = list(
        waiting.filter(due | along).select_for_update().order_by("pk").values_list("pk", flat=True)
    )
    mail = uuid.uuid4()
    taken = Notice.objects.filter(pk__in=keys, state=State.WAITING).update(
        state=State.SENDING, mail=mail, claimed_at=now
    )
    return mail if taken else None


def _put_together(user_id: int, mail: uuid.UUID):
    """Return the e-mail for what was claimed, and drop what is not to be told any more."""
    claimed = list(Notice.objects.filter(mail=mail, state=State.SENDING))
    user = get_user_model().objects.select_related("notice_preference").get(pk=user_id)
    due = still_due(user, claimed)
    kept = {notice.pk for notice, _kind, _thing in due}
    Notice.objects.filter(mail=mail, state=State.SENDING).exclude(pk__in=kept).update(
        state=State.DROPPED
    )
    if not due:
        return None
    preference = getattr(user, "notice_preference", None)
    daily = preference is not None and preference.rhythm == NoticePreference.Rhythm.DAILY
    return write(user, due, daily=daily)


@transaction.atomic
def settle(mail: uuid.UUID, result: Result) -> str:
    """Write down what became of an e-mail; return the state that its notices are in now.

    Also of one that was taken for lost meanwhile: now it is known.
    """
    now = timezone.now()
    rows = Notice.objects.filter(mail=mail, state__in=[State.SENDING, State.UNKNOWN])
    match result.outcome:
        case Outcome.SENT:
            rows.update(state=State.SENT, sent_at=now, error="")
            return State.SENT
        case Outcome.REFUSED:
            rows.update(state=State.FAILED, error=result.error)
            return State.FAILED
        case Outcome.UNKNOWN:
            rows.update(state=State.UNKNOWN, error=result.error)
            return State.UNKNOWN
    attempts = (rows.aggregate(most=Max("attempts"))["most"] or 0) + 1
    if attempts >= ATTEMPTS:
        rows.update(state=State.FAILED, attempts=attempts, error=result.error)
        return State.FAILED
    rows.update(
        state=State.WAITING,
        attempts=attempts,
        error=result.error,
        send_after=now + pause_after(attempts),
        claimed_at=None,
        mail=None,
    )
    return State.WAITING


def pause_after(attempts: int) -> datetime.timedelta:
    """Return how long to wait after so many attempts: twice as long each time, to six hours."""
    return min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)


def give_up_lost() -> int:
    """Show as perhaps sent what somebody claimed and never settled; return how many notices.

    They are not sent again by themselves: the server may have had them.
    """
    return Notice.objects.filter(
        state=State.SENDING, claimed_at__lt=timezone.now() - LOST_AFTER
    ).update(state=State.UNKNOWN, error="")
