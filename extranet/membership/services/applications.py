"""What an applicant does with the link: writes, sends, answers, withdraws."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core import links
from cms.core.errors import Refused
from cms.core.models import ConsentText
from cms.directory.models import Body, Organisation, OrganisationStatus
from cms.directory.querysets import site_day
from extranet.core.services import audit
from extranet.membership import signals
from extranet.membership.models import Application, Case, CaseFile, Inquiry
from extranet.membership.services import effects
from extranet.membership.services.holding import RUNNING, hold, require_text
from extranet.membership.terms import DRAFT, KEPT

State = Case.State


@dataclass(frozen=True)
class Missing:
    """What an application still needs: the step of the form, the name of the field, in words."""

    step: str
    field: str
    text: str


@transaction.atomic
def begin(*, email: str, language: str, consent: ConsentText) -> tuple[Application, str]:
    """Return the application that goes on under an address, else a new one, and its new link.

    Links sent before are void. One application goes on under one address.
    """
    application = (
        Application.objects.select_related("case")
        .filter(email__iexact=email, case__state__in=(State.DRAFT, *RUNNING))
        .order_by("pk")
        .last()
    )
    if application is None:
        case = Case.objects.create(kind=Case.Kind.ADMISSION, state=State.DRAFT, language=language)
        application = Application(case=case, email=email, language=language)
        application.give_consent(consent, language)
        application.save()
    return application, renew(application)


def renew(application: Application) -> str:
    """Return the token of a new link; those sent before are void."""
    return links.renew(application, DRAFT if application.is_draft else KEPT)


@transaction.atomic
def save(*, application: Application, values: dict) -> Application:
    """Write fields into a draft and return it; from now on its link is good for the whole time."""
    hold(application.case, (State.DRAFT,))
    for name, value in values.items():
        setattr(application, name, value)
    if application.reference_one_id and (
        application.reference_one_id == application.reference_two_id
    ):
        raise Refused(_("Name two different members."), field="reference_two")
    application.saved_at = timezone.now()
    application.expires_at = application.saved_at + DRAFT
    application.save()
    return application


def missing(application: Application) -> list[Missing]:
    """Return what is missing before it can be sent, in the order of the form."""
    wanted = (
        ("organisation", "kind", _("What kind of organisation you are")),
        ("organisation", "sought", _("What you apply for")),
        ("organisation", "names", _("Your name")),
        ("aims", "aims", _("Your aims")),
        ("contacts", "leader_name", _("Who leads your organisation")),
        ("contacts", "contact_name", _("Whom we can write to")),
        ("references", "reference_one", _("A first member as a reference")),
        ("references", "reference_two", _("A second member as a reference")),
    )
    found = [
        Missing(step, field, text)
        for step, field, text in wanted
        if not getattr(application, field)
    ]
    # Only a network may be at home in no country.
    if application.kind != Organisation.Kind.NETWORK and not application.place_id:
        found.append(Missing("organisation", "place", _("Your country")))
    if (
        application.kind
        and application.kind not in Application.FOR_MEMBERS
        and application.sought == OrganisationStatus.Status.MEMBER
    ):
        text = _("Only parties and their networks become members; others are associated partners")
        found.append(Missing("organisation", "sought", text))
    if not application.case.files.filter(purpose=CaseFile.Purpose.STATUTES).exists():
        found.append(Missing("files", "files", _("Your statutes as a file")))
    order = ("organisation", "aims", "contacts", "references", "files")
    return sorted(found, key=lambda row: order.index(row.step))


def deciding_body() -> Body | None:
    """Return the body that decides on memberships, the first board; None where there is none."""
    return Body.objects.filter(kind=Body.Kind.BOARD).order_by("sort_order", "code").first()


@transaction.atomic
def send(*, application: Application) -> Case:
    """Hand a whole application in and return its case; raise Refused where something is missing."""
    case = hold(application.case, (State.DRAFT,))
    application.refresh_from_db()
    application.case = case
    if lacks := missing(application):
        raise Refused(
            _("Something is still missing: %(what)s.")
            % {"what": "; ".join(row.text for row in lacks)}
        )
    case.body = deciding_body()
    if case.body is None:
        raise Refused(_("Applications cannot be received at the moment. Please write to us."))
    case.state, case.received_at = State.RECEIVED, timezone.now()
    case.grants, case.language = application.sought, application.language
    case.save()
    application.expires_at = case.received_at + KEPT
    application.save(update_fields=["expires_at"])
    audit.record("case.received", case, actor=None, body=case.body)
    signals.case_received.send(sender=Case, case=case, by=None)
    return case


def open_inquiry(case: Case) -> Inquiry | None:
    """Return what the applicant is asked to add now, None where that is nothing."""
    return case.inquiries.filter(answered_at__isnull=True).first() if case.is_prepared else None


def may_add_files(application: Application) -> bool:
    """Return whether the applicant may send files: while writing, and where asked to add some."""
    return application.is_draft or open_inquiry(application.case) is not None


@transaction.atomic
def answer(*, application: Application, text: str) -> Inquiry:
    """Answer what was asked and return it; raise Refused where nothing is asked (any more)."""
    case = hold(application.case, Case.PREPARED)
    inquiry = open_inquiry(case)
    if inquiry is None:
        raise Refused(_("Nothing is asked of you at the moment."))
    inquiry.answer = require_text(text, "answer", _("Write your answer."))
    inquiry.answered_at = timezone.now()
    inquiry.save(update_fields=["answer", "answered_at"])
    audit.record("case.answered", case, actor=None, body=case.body)
    signals.case_answered.send(sender=Case, case=case, by=None)
    return inquiry


@transaction.atomic
def withdraw(*, case: Case, by=None) -> Case:
    """Close an application without a decision and return its case: the applicant wants it, or the
    secretariat on the applicant's word. A draft is erased."""
    case = hold(case, (State.DRAFT, *RUNNING))
    if case.kind == Case.Kind.RESIGNATION:
        raise Refused(_("A resignation is not withdrawn here."))
    if case.state == State.DRAFT:
        erase(case)
        return case
    case.state, case.closed_on = State.WITHDRAWN, site_day()
    case.save(update_fields=["state", "closed_on"])
    effects.close_application(case, by=by)
    audit.record("case.withdrawn", case, actor=by, body=case.body)
    signals.case_settled.send(sender=Case, case=case, by=by)
    return case


def erase(case: Case) -> None:
    """Delete a draft with its files."""
    for row in case.files.all():
        row.remove()
    case.delete()


def erase_expired(moment: datetime.datetime | None = None) -> int:
    """Erase the drafts whose link has expired; return how many."""
    expired = Case.objects.filter(
        state=State.DRAFT, application__expires_at__lt=moment or timezone.now()
    )
    count = 0
    for case in expired:
        with transaction.atomic():
            # Somebody may have saved it meanwhile.
            row = expired.select_for_update(of=("self",)).filter(pk=case.pk).first()
            if row:
                erase(row)
                count += 1
    return count
