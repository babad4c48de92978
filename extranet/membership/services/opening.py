"""Cases about organisations that belong already: opened, heard, and ended by their own word."""

import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core import links
from cms.core.errors import Refused
from cms.directory.models import Organisation, OrganisationStatus
from cms.directory.querysets import site_day
from extranet.core.services import audit
from extranet.membership import signals
from extranet.membership.models import Case, CaseFile, Hearing
from extranet.membership.services import effects, files
from extranet.membership.services.applications import deciding_body
from extranet.membership.services.holding import RUNNING, hold, require_text

Kind, State, Status = Case.Kind, Case.State, OrganisationStatus.Status


@transaction.atomic
def open_case(
    *,
    kind: str,
    organisation: Organisation,
    reasons: str,
    language: str,
    by,
    until: datetime.date | None = None,
    email: str = "",
) -> Case:
    """Open a suspension, its lifting or an exclusion, with reasons, and return the case.

    Against an organisation it is heard until the day `until`: in the extranet, and by a link where
    an address is given. Raise Refused where its status makes no such case.
    """
    reasons = require_text(reasons, "reasons", _("Give the reasons."))
    _check_status(kind, organisation)
    body = _deciding()
    if Case.objects.filter(organisation=organisation, kind=kind, state__in=RUNNING).exists():
        raise Refused(_("Such a case is under way already."), field="organisation")
    heard = kind != Kind.LIFTING
    if heard and (until is None or until <= site_day()):
        raise Refused(_("The organisation must be heard: give it some days."), field="until")
    now = timezone.now()
    case = Case.objects.create(
        kind=kind,
        state=State.EXAMINED,
        body=body,
        organisation=organisation,
        grants=effects.GRANTED.get(kind) or status_before(organisation),
        reasons=reasons,
        language=language,
        opened_by=by,
        received_at=now,
        examined_at=now,
    )
    if heard:
        hearing = Hearing.objects.create(case=case, until=until, email=email, language=language)
        signals.hearing_opened.send(sender=Hearing, hearing=hearing, by=by)
    audit.record("case.opened", case, actor=by, body=body, about=kind)
    signals.case_received.send(sender=Case, case=case, by=by)
    return case


def status_before(organisation: Organisation) -> str:
    """Return what a suspended organisation was before; a member where nothing says so."""
    rows = organisation.statuses.exclude(status=Status.SUSPENDED).filter(
        status__in=(Status.MEMBER, Status.ASSOCIATED)
    )
    last = rows.order_by("starts_on").last()
    return last.status if last else Status.MEMBER


def renew(hearing: Hearing) -> str:
    """Return the token of a new link to the statement, good until its day is over."""
    days = max((hearing.until - site_day()).days, 0) + 1
    return links.renew(hearing, datetime.timedelta(days=days))


@transaction.atomic
def state(*, hearing: Hearing, text: str, by=None) -> Hearing:
    """Give the statement of the organisation concerned, once, and return it."""
    case = hold(hearing.case, Case.PREPARED)
    hearing = Hearing.objects.select_for_update(of=("self",)).get(pk=hearing.pk)
    hearing.case = case
    if not hearing.is_open:
        raise Refused(_("A statement was given already, or its day has passed."))
    hearing.statement = require_text(text, "statement", _("Write your statement."))
    hearing.given_at, hearing.given_by = timezone.now(), by
    hearing.save(update_fields=["statement", "given_at", "given_by"])
    audit.record("case.statement_given", case, actor=by, body=case.body)
    signals.statement_given.send(sender=Case, case=case, by=by)
    return hearing


def resign(
    *,
    organisation: Organisation,
    effective_on: datetime.date,
    by,
    text: str = "",
    received_on: datetime.date | None = None,
    letter: File | None = None,
) -> Case:
    """Register that an organisation leaves on a day, in writing, and return the case.

    `text` is what its representative writes here, `letter` what the secretariat received, on the
    day `received_on` (by default today). No body decides (guiding principles, IV: at any time).
    It cannot take effect before it was received.
    """
    received_on = received_on or site_day()
    if not text.strip() and letter is None:
        raise Refused(_("A resignation is given in writing: write it, or add the letter."))
    if received_on > site_day():
        raise Refused(_("It cannot have been received later than today."), field="received_on")
    if effective_on < received_on:
        raise Refused(
            _("It takes effect on the day it is received at the earliest."), field="effective_on"
        )
    with transaction.atomic():
        # Two who register it at once: the second sees that it has left.
        Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
        _check_status(Kind.RESIGNATION, organisation)
        body = _deciding()
        case = Case.objects.create(
            kind=Kind.RESIGNATION,
            state=State.REGISTERED,
            body=body,
            organisation=organisation,
            grants=Status.LEFT,
            reasons=text.strip(),
            opened_by=by,
            received_at=timezone.now(),
            closed_on=received_on,
            effective_on=effective_on,
        )
        effects.apply(case, by=by)
        if letter is not None:
            files.add(case=case, upload=letter, purpose=CaseFile.Purpose.LETTER, by=by)
        audit.record(
            "case.resigned", case, actor=by, body=body, effective_on=effective_on.isoformat()
        )
        signals.case_settled.send(sender=Case, case=case, by=by)
    return case


def _deciding():
    body = deciding_body()
    if body is None:
        raise Refused(_("There is no body of the kind “board” that could decide."))
    return body


def _check_status(kind: str, organisation: Organisation) -> None:
    """Raise Refused unless the organisation's status makes such a case possible."""
    if organisation.status_on(site_day()) not in effects.PRESUPPOSED[kind]:
        raise Refused(_("Its status makes no such case possible."), field="organisation")
    if organisation.statuses.filter(status=Status.LEFT, starts_on__gt=site_day()).exists():
        raise Refused(_("It has said already that it leaves."), field="organisation")
