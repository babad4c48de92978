"""How long a cohort keeps who was in it, and what becomes of it then."""

import calendar
import datetime

from django.db.models import Q

from academy.core.models import Cohort, Enrolment
from academy.enrolment.models import SelectionNote

# An application whose link nobody used is forgotten after so long.
FORGET_UNCONFIRMED = datetime.timedelta(days=30)


def keep_until(cohort: Cohort) -> datetime.date:
    """Return the last day on which `cohort` knows its people: so many months after its end."""
    end = cohort.ends_on
    years, month = divmod(end.month - 1 + cohort.keep_months, 12)
    year, month = end.year + years, month + 1
    day = min(end.day, calendar.monthrange(year, month)[1])
    return datetime.date(year, month, day)


def renew(cohort: Cohort) -> None:
    """Give the enrolments of `cohort` its last day, after its end or how long was changed."""
    day = keep_until(cohort)
    rows = cohort.enrolments.filter(anonymised_at=None)
    rows.filter(~Q(keep_until=day) | Q(keep_until=None)).update(keep_until=day)


def renew_when_saved(sender, instance, raw=False, **_signal) -> None:
    """Renew what is kept of a cohort that was saved."""
    if not raw:
        renew(instance)


def forget(enrolment: Enrolment) -> None:
    """Make `enrolment` nameless, with all that was written about it."""
    SelectionNote.objects.filter(enrolment=enrolment).delete()
    enrolment.anonymise()


def forget_due(today: datetime.date) -> int:
    """Make nameless who is past the cohort's day, or applied and never confirmed; return how
    many."""
    unconfirmed = Enrolment.objects.filter(
        state=Enrolment.State.APPLIED,
        anonymised_at=None,
        created_at__date__lt=today - FORGET_UNCONFIRMED,
    )
    rows = list(Enrolment.objects.past_keeping(today) | unconfirmed)
    for row in rows:
        forget(row)
    return len(rows)
