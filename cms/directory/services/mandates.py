"""Gives mandates and ends them, under the rules of their body."""

import datetime
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.directory.models import Body, Mandate
from cms.directory.querysets import site_day
from cms.directory.services.compliance import FROZEN, SEAT_TAKEN, Breach, RuleBroken, check


def lock_bodies(bodies: Iterable[int]) -> None:
    """Let nobody else seat anybody on the bodies of these ids until the transaction is over."""
    rows = Body.objects.select_for_update(no_key=True).filter(pk__in=set(bodies))
    # Always in the same order, so that two who want the same bodies never wait for each other.
    list(rows.order_by("pk").values_list("pk"))


def refuse(breaches: list[Breach]) -> None:
    """Raise RuleBroken with those of the `breaches` that are refused, if there are any."""
    refused = [breach for breach in breaches if breach.is_refused]
    if refused:
        raise RuleBroken(refused)


@transaction.atomic
def give_mandate(
    *,
    body: Body,
    person,
    organisation=None,
    role: str,
    seat: str = "",
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    by=None,
) -> Mandate:
    """Seat `person` on `body` and return the mandate; both days count.

    Raise RuleBroken where a rule refuses it, ValidationError where the values make no mandate.
    What is only flagged is saved; `broken_rules` tells of it.
    """
    lock_bodies([body.pk])
    mandate = Mandate(
        body=body,
        person=person,
        organisation=organisation,
        role=role,
        seat=seat.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    mandate.clean_fields(exclude=["body", "person", "organisation"])
    mandate.clean()
    refuse(check([mandate]))
    try:
        with transaction.atomic():
            mandate.save()
    except IntegrityError as error:
        # Only who writes past this service gets here first.
        message = _("Somebody changed these rows meanwhile. Try again.")
        raise RuleBroken([Breach(SEAT_TAKEN, "seat", message, mandate)]) from error
    log(mandate, "wagtail.create", user=by)
    return mandate


@transaction.atomic
def end_mandate(*, mandate: Mandate, at: datetime.datetime | None = None, by=None) -> Mandate:
    """End `mandate` at the moment `at`, by default now, and return it.

    Its rights end with that moment, its seat is free from the next day on. Raise RuleBroken where
    it has not begun by then, or had ended already.
    """
    lock_bodies([mandate.body_id])
    # After the lock: who waited for it acts later than who held it.
    now = timezone.now()
    at = at or now
    mandate.refresh_from_db()
    day = site_day(at)
    if not mandate.has_begun(day):
        message = _("It has not begun by then: delete it instead.")
        raise RuleBroken([Breach(FROZEN, "starts_on", message, mandate)])
    if not (mandate.gives_right_at(at) and mandate.is_lasting(now)):
        message = _("It had ended already.")
        raise RuleBroken([Breach(FROZEN, "ends_on", message, mandate)])
    mandate.ended_at, mandate.ends_on = at, day
    mandate.save(update_fields=["ended_at", "ends_on"])
    log(mandate, "directory.end_mandate", user=by, data={"at": at.isoformat()})
    return mandate
