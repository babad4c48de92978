"""E-mails about certificates, sent beside the request; nothing to who is forgotten meanwhile."""

from django_tasks import task

from academy.certificates import mails
from academy.certificates.models import Certificate
from academy.core.models import Enrolment


@task()
def ask_for_name(enrolment_id: int) -> bool:
    """Ask for the name on the certificate, where it is not said yet; return whether that was."""
    rows = Enrolment.objects.select_related("cohort__course").exclude(email="")
    row = rows.filter(pk=enrolment_id, certificate_details=None).first()
    if row is None:
        return False
    mails.send_question(row)
    return True


@task()
def tell_holder(certificate_id: int, event: str) -> bool:
    """Tell the holder that a certificate was "issued" or "revoked"; return whether that was."""
    rows = Certificate.objects.select_related("enrolment__cohort__course")
    row = rows.exclude(enrolment__email="").filter(pk=certificate_id).first()
    if row is None:
        return False
    {"issued": mails.send_issued, "revoked": mails.send_revoked}[event](row)
    return True
