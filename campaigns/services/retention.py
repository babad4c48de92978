"""How long an appeal keeps who has signed, and what becomes of it then."""

import calendar
import datetime

from django.db.models import Q
from django.utils import timezone

from campaigns.models import Appeal, Invalidation, Signature
from campaigns.services import keys

# A link that nobody used has expired after a week; so long it can be asked for again.
FORGET_PENDING = datetime.timedelta(days=30)


def keep_until(appeal: Appeal) -> datetime.date | None:
    """Return the last day on which `appeal` knows its people; None while it has no end."""
    if appeal.ends_at is None:
        return None
    end = timezone.localdate(appeal.ends_at)
    years, month = divmod(end.month - 1 + appeal.keep_months, 12)
    year, month = end.year + years, month + 1
    return end.replace(
        year=year, month=month, day=min(end.day, calendar.monthrange(year, month)[1])
    )


def renew(appeal: Appeal) -> None:
    """Give the signatures of `appeal` its last day, after its end was set or moved."""
    day = keep_until(appeal)
    rows = Signature.objects.filter(appeal=appeal, anonymised_at=None)
    other = Q(keep_until__isnull=False) if day is None else ~Q(keep_until=day)
    rows.filter(other | Q(keep_until__isnull=day is not None)).update(keep_until=day)


def renew_when_saved(sender, instance, raw=False, **_signal) -> None:
    """Renew what is kept under an appeal that was saved."""
    if not raw:
        renew(instance)


def forget_due(today: datetime.date) -> int:
    """Make nameless what is past its day, delete what was never counted; return how many.

    Number, country and month of what had been counted stay. The key of an appeal goes with the
    last name, so that its digests, wherever a copy of them may be, fit no address any more.
    """
    appeals = list(Appeal.objects.all())
    for appeal in appeals:
        renew(appeal)
    due = Signature.objects.past_keeping(today)
    never_counted = due.filter(number=None) | Signature.objects.filter(
        state=Signature.State.PENDING, sent_at__date__lt=today - FORGET_PENDING
    )
    forgotten = never_counted.delete()[0]
    forgotten += due.update(**Signature.anonymous_values, anonymised_at=timezone.now())
    for appeal in appeals:
        day = keep_until(appeal)
        if day and day < today:
            keys.throw_away(appeal)
            Invalidation.objects.filter(appeal=appeal).exclude(network_key="").update(
                network_key=""
            )
    return forgotten
