"""Notes what a participant wants to stand on the certificate."""

from django.db import transaction
from django.utils.translation import gettext as _

from academy.certificates.models import Certificate, CertificateDetails
from academy.core.models import Enrolment, HistoryEntry
from cms.core.errors import Refused

# Who may complete, or has completed.
ASKED = (Enrolment.State.ACTIVE, Enrolment.State.COMPLETED)


@transaction.atomic
def say(
    *, enrolment: Enrolment, by, name: str, language: str, shows_organisation: bool
) -> CertificateDetails:
    """Note the name as its bearer writes it, the language, and whether the party is named.

    Raise Refused once a certificate was issued: the staff replaces that; and for who cannot get
    one any more.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if enrolment.state not in ASKED:
        raise Refused(_("No certificate is issued for this."))
    if Certificate.objects.filter(enrolment=enrolment).exists():
        raise Refused(_("The certificate is issued. Ask the academy’s staff for a new one."))
    return write(
        enrolment=enrolment,
        by=by,
        name=name,
        language=language,
        shows_organisation=shows_organisation,
    )


def write(
    *, enrolment: Enrolment, by, name: str, language: str, shows_organisation: bool
) -> CertificateDetails:
    """Write the details of an enrolment that is held already, and whether the party is named.

    Raise Refused without a name.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Write the name."), field="name")
    shows_organisation = shows_organisation and enrolment.organisation_id is not None
    if enrolment.shows_organisation != shows_organisation:
        enrolment.shows_organisation = shows_organisation
        enrolment.save(update_fields=["shows_organisation"])
        HistoryEntry.objects.create(
            enrolment=enrolment,
            action="shown_organisation",
            actor=by,
            details={"shown": shows_organisation},
        )
    details, _created = CertificateDetails.objects.update_or_create(
        enrolment=enrolment, defaults={"name": name, "language": language}
    )
    return details
