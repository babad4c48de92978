"""What an organisation is to the alliance: one status on any day, each from a day on."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.directory.models import Mandate, Organisation, OrganisationStatus
from cms.directory.querysets import site_day
from cms.directory.services.mandates import end_mandate, lock_bodies

DAY = datetime.timedelta(days=1)


@transaction.atomic
def change_status(
    *,
    organisation: Organisation,
    status: str,
    from_day: datetime.date,
    note: str = "",
    by=None,
) -> OrganisationStatus:
    """Give an organisation a status from a day on, and return it; the one before ends the day
    before. The new status lasts.

    A status that begins on that very day is replaced: two cannot hold on one day. Raise
    ValidationError where the organisation has that status already, or where another one is
    foreseen from a later day.
    """
    _lock(organisation)
    last = organisation.statuses.order_by("starts_on").last()
    if last and last.starts_on > from_day:
        raise ValidationError(
            _("Another status is foreseen from %(day)s: change that first.")
            % {"day": date_format(last.starts_on)}
        )
    if last and last.status == status and last.is_in_force(from_day) and last.ends_on is None:
        raise ValidationError(
            _("It has this status already, since %(day)s.") % {"day": date_format(last.starts_on)}
        )
    if last and last.starts_on == from_day:
        last.status, last.note, last.ends_on = status, note, None
        last.save()
        row = last
    else:
        if last and last.is_in_force(from_day):
            last.ends_on = from_day - DAY
            last.save()
        row = OrganisationStatus.objects.create(
            organisation=organisation, status=status, starts_on=from_day, note=note
        )
    details = {"status": status, "from": from_day.isoformat()}
    log(organisation, "directory.change_status", user=by, data=details)
    return row


@transaction.atomic
def end_status(
    *, organisation: Organisation, status: str, last_day: datetime.date, by=None
) -> bool:
    """End the status of an organisation with a day, where it is that one; return whether it was.

    A status that would have held for no day at all is taken away.
    """
    _lock(organisation)
    row = organisation.statuses.filter(ends_on__isnull=True, status=status).first()
    if row is None:
        return False
    if row.starts_on > last_day:
        row.delete()
    else:
        row.ends_on = last_day
        row.save()
    details = {"status": status, "until": last_day.isoformat()}
    log(organisation, "directory.end_status", user=by, data=details)
    return True


@transaction.atomic
def end_mandates_of(*, organisation: Organisation, from_day: datetime.date, by=None) -> int:
    """End every mandate that is held for an organisation, from a day on; return how many.

    From today, or a day that has passed, the rights end at this moment. From a later day, the day
    before is their last; a mandate that would begin no earlier is taken away.
    """
    today = site_day()
    mandates = Mandate.objects.filter(organisation=organisation).lasting(max(today, from_day))
    lock_bodies(mandates.values_list("body", flat=True))
    count = 0
    for mandate in mandates.order_by("pk"):
        if mandate.starts_on >= from_day and not mandate.has_begun():
            _never_begin(mandate)
        elif from_day <= today:
            if not mandate.gives_right_at(timezone.now()):
                continue
            end_mandate(mandate=mandate, by=by)
        else:
            mandate.ends_on = from_day - DAY
            mandate.save(update_fields=["ends_on"])
            log(mandate, "wagtail.edit", user=by)
        count += 1
    return count


def _never_begin(mandate: Mandate) -> None:
    """Take a mandate away that has not begun; where rows name it, it stays without a right."""
    try:
        with transaction.atomic():
            mandate.delete()
    except ProtectedError:
        mandate.ended_at = timezone.now()
        mandate.save(update_fields=["ended_at"])


def _lock(organisation: Organisation) -> None:
    """Let nobody else change the statuses of an organisation until the transaction is over."""
    Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=organisation.pk)
