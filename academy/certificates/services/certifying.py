"""Issues certificates, replaces them and revokes them; each act is an entry of the history."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Site

from academy.certificates.models import Certificate
from academy.certificates.sealing import seal
from academy.certificates.services import details as details_service
from academy.certificates.tasks import tell_holder
from academy.core.models import Cohort, Enrolment, HistoryEntry
from cms.core.codes import new_code
from cms.core.errors import Refused
from cms.core.models import SiteIdentity
from cms.directory.querysets import site_day


@transaction.atomic
def issue(*, enrolment: Enrolment, by) -> Certificate:
    """Issue the certificate of somebody who completed; return it.

    Raise Refused for who did not complete, has not said their name yet, or has a certificate.
    """
    enrolment = _hold(enrolment.pk)
    if enrolment.state != Enrolment.State.COMPLETED:
        raise Refused(_("Only who has completed the cohort gets a certificate."))
    if Certificate.objects.valid().filter(enrolment=enrolment).exists():
        raise Refused(_("There is a certificate already."))
    certificate = _make(enrolment, by)
    _note(certificate, by, "certified", "issued")
    return certificate


@transaction.atomic
def issue_all(*, cohort: Cohort, by) -> int:
    """Issue the certificates of all who completed, have said their name and got none yet; return
    how many. One that was revoked is not issued again by this."""
    rows = Enrolment.objects.filter(
        cohort=cohort,
        state=Enrolment.State.COMPLETED,
        certificate_details__isnull=False,
        certificates=None,
    )
    rows = list(rows.order_by("pk"))
    for row in rows:
        issue(enrolment=row, by=by)
    return len(rows)


@transaction.atomic
def replace(
    *, certificate: Certificate, by, reason: str, name: str, language: str, shows_organisation: bool
) -> Certificate:
    """Issue another certificate with a new code in the place of a valid one; return the new one.

    The old code says from now on that its certificate was replaced, and not by which. Raise
    Refused where the old one is not valid, or no reason is given.
    """
    enrolment = _hold(certificate.enrolment_id)
    old = _end(certificate, by, Certificate.State.REPLACED, reason)
    details_service.write(
        enrolment=enrolment,
        by=by,
        name=name,
        language=language,
        shows_organisation=shows_organisation,
    )
    new = _make(enrolment, by, replaces=old)
    _note(new, by, "certificate_replaced", "issued")
    return new


@transaction.atomic
def revoke(*, certificate: Certificate, by, reason: str) -> Certificate:
    """Revoke a valid certificate; its holder is told why. Raise Refused where it is not valid, or
    no reason is given."""
    _hold(certificate.enrolment_id)
    certificate = _end(certificate, by, Certificate.State.REVOKED, reason)
    _note(certificate, by, "certificate_revoked", "revoked")
    return certificate


def _hold(enrolment_id: int) -> Enrolment:
    """Return the enrolment, held: nobody issues, replaces or revokes beside us. The cohort's row
    is held first, as everywhere."""
    cohort_id = Enrolment.objects.values_list("cohort_id", flat=True).get(pk=enrolment_id)
    Cohort.objects.select_for_update().get(pk=cohort_id)
    rows = Enrolment.objects.select_for_update(of=("self",))
    return rows.select_related("cohort__course", "organisation", "user").get(pk=enrolment_id)


def _end(certificate: Certificate, by, state: str, reason: str) -> Certificate:
    certificate = Certificate.objects.get(pk=certificate.pk)
    if not certificate.is_valid:
        raise Refused(_("This certificate is not valid any more."))
    if not certificate.code:
        raise Refused(_("Personal data is not kept any more: nobody can tell whose this is."))
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    certificate.state, certificate.reason = state, reason.strip()
    certificate.ended_at, certificate.ended_by = timezone.now(), by
    certificate.save(update_fields=["state", "reason", "ended_at", "ended_by"])
    return certificate


def _make(enrolment: Enrolment, by, replaces: Certificate | None = None) -> Certificate:
    details = getattr(enrolment, "certificate_details", None)
    if details is None:
        raise Refused(_("This person has not said yet how the name is written."))
    code = new_code()
    digest, sealed = seal(code, _said(enrolment, details))
    return Certificate.objects.create(
        enrolment=enrolment,
        code=code,
        digest=digest,
        sealed=sealed,
        language=details.language,
        issued_by=by,
        replaces=replaces,
    )


def _said(enrolment: Enrolment, details) -> dict:
    """Return what the certificate says, in its language: the fields of `verification.Said`."""
    cohort, organisation = enrolment.cohort, enrolment.organisation
    site = Site.objects.filter(is_default_site=True).first()
    with override(details.language):
        shown = organisation.name if organisation and enrolment.shows_organisation else ""
        return {
            "name": details.name,
            "course": cohort.course.title,
            "cohort": cohort.title,
            "hours": cohort.course.hours,
            "starts_on": cohort.starts_on.isoformat(),
            "ends_on": cohort.ends_on.isoformat(),
            "organisation": shown,
            "issuer": SiteIdentity.of(site).name if site else "",
            "issued_on": site_day().isoformat(),
            "language": details.language,
        }


def _note(certificate: Certificate, by, action: str, event: str) -> None:
    """Write the act down, and tell the holder once it is committed."""
    HistoryEntry.objects.create(
        enrolment_id=certificate.enrolment_id,
        action=action,
        actor=by,
        details={"certificate": certificate.pk},
    )
    transaction.on_commit(lambda: tell_holder.enqueue(certificate.pk, event))
