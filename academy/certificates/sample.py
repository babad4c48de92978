"""The certificates of the cohort of the sample that has ended."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.certificates.models import CertificateDetails
from academy.certificates.services.certifying import issue_all
from academy.core.models import Cohort, Enrolment
from cms.directory.querysets import site_day
from home.sample.accounts import account_for
from home.services.load_sample import add_part

COHORT = "organising-last"


def load(*, files, today) -> int:
    """Certify who completed the ended cohort, and close it; return how many certificates."""
    staff = account_for("academy")
    cohort = Cohort.objects.filter(code=COHORT, closed_at=None, ends_on__lt=site_day()).first()
    if cohort is None:
        return 0
    completed = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.COMPLETED)
    CertificateDetails.objects.bulk_create(
        CertificateDetails(enrolment=row, name=row.name, language=row.language)
        for row in completed.filter(certificate_details=None)
    )
    issued = issue_all(cohort=cohort, by=staff)
    cohort.closed_at = timezone.now()
    cohort.save(update_fields=["closed_at"])
    return issued


add_part(74, _("The academy: certificates"), load)
