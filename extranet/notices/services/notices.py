"""Notices: who is to be told of what by e-mail, and when."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from extranet.core.services import audit
from extranet.notices.kinds import KINDS, declinable
from extranet.notices.models import Notice, NoticePreference
from extranet.notices.schedule import next_morning
from extranet.notices.tasks import send_notices_of

State = Notice.State
Rhythm = NoticePreference.Rhythm

# What the secretariat may have sent again, and set aside.
STUCK = (State.FAILED, State.UNKNOWN)


@transaction.atomic
def tell(
    users: Iterable,
    kind: str,
    thing,
    *,
    details: dict | None = None,
    fingerprint: str | None = None,
    by=None,
) -> int:
    """Let `users` know of a `thing`, in their rhythm; return how many notices were added.

    Once for each fingerprint, by default the one of the kind and the thing. Who did it (`by`) is
    not told, nor who has declined the kind. What can go out at once does so after the transaction.
    """
    now = timezone.now()
    words = KINDS[kind]
    fingerprint = fingerprint or words.fingerprint(thing)
    urgent = words.is_urgent(thing, now)
    rows = []
    for user in _not_told(users, fingerprint):
        preference = getattr(user, "notice_preference", None) or NoticePreference(user=user)
        if user == by or (words.declinable and kind in preference.declined):
            continue
        row = Notice(
            user=user,
            kind=kind,
            thing=thing._meta.model_name,
            key=str(thing.pk),
            details=details or {},
            fingerprint=fingerprint,
            send_after=now + words.gathers,
        )
        if words.ahead or (preference.rhythm == Rhythm.DAILY and not urgent):
            row.send_after = next_morning(user, now)
        rows.append(row)
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    if any(row.send_after <= now for row in rows):
        transaction.on_commit(lambda: _send_soon(fingerprint), robust=True)
    return len(rows)


def _not_told(users: Iterable, fingerprint: str):
    """Return those of `users` who know nothing of a happening yet, with their preferences."""
    told = Notice.objects.filter(fingerprint=fingerprint).values("user")
    if not isinstance(users, QuerySet):
        keys = [user.pk for user in users]
        users = get_user_model().objects.filter(pk__in=keys, is_active=True)
    return users.exclude(pk__in=told).select_related("notice_preference")


def announce(kind: str, thing, *, fingerprint: str | None = None, by=None) -> int:
    """Tell everybody whom a kind of notice concerns of a `thing`; return how many notices."""
    users = KINDS[kind].told(thing, timezone.now())
    return tell(users, kind, thing, fingerprint=fingerprint, by=by)


def _send_soon(fingerprint: str) -> None:
    send_notices_of.enqueue(fingerprint)


@transaction.atomic
def prefer(*, user, rhythm: str, declined: Iterable[str]) -> NoticePreference:
    """Keep how somebody wants to hear of things; what waits for them follows at once.

    Raise Refused where a kind cannot be declined.
    """
    declined = sorted(set(declined))
    if not set(declined) <= set(declinable()):
        raise Refused(_("These e-mails cannot be declined."), field="wanted")
    row, _made = NoticePreference.objects.update_or_create(
        user=user, defaults={"rhythm": rhythm, "declined": declined}
    )
    reschedule(user=user, rhythm=rhythm)
    return row


def reschedule(*, user, rhythm: str) -> None:
    """Let what waits for somebody, and was not tried yet, go out in the rhythm given."""
    now = timezone.now()
    waiting = Notice.objects.filter(user=user, state=State.WAITING, attempts=0)
    if rhythm == Rhythm.DAILY:
        waiting.filter(send_after__gt=now).update(send_after=next_morning(user, now))
    else:
        waiting.update(send_after=now)


@transaction.atomic
def send_again(*, notice: Notice, by) -> int:
    """Let the e-mail of a notice that failed, or perhaps arrived, be sent once more.

    Return how many notices it told of. Raise Refused where there is nothing to send again.
    """
    rows = _stuck_together(notice)
    audit.record("notice.sent_again", notice, actor=by, notices=len(rows))
    transaction.on_commit(lambda: _send_soon(notice.fingerprint), robust=True)
    return Notice.objects.filter(pk__in=rows).update(
        state=State.WAITING,
        send_after=timezone.now(),
        attempts=0,
        error="",
        mail=None,
        claimed_at=None,
    )


@transaction.atomic
def set_aside(*, notice: Notice, by) -> int:
    """Leave unsent what failed, or let rest what perhaps arrived; return how many notices."""
    rows = _stuck_together(notice)
    audit.record("notice.set_aside", notice, actor=by, notices=len(rows))
    return Notice.objects.filter(pk__in=rows).update(state=State.DROPPED)


def _stuck_together(notice: Notice) -> list[int]:
    """Return the keys of what went with a notice and is stuck as it is, locked."""
    together = {"mail": notice.mail} if notice.mail else {"pk": notice.pk}
    rows = Notice.objects.select_for_update().filter(state__in=STUCK, **together)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise Refused(_("Nothing is left to be done about this e-mail."))
    return keys
