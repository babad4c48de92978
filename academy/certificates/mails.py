"""What is written to participants about their certificates, in their language.

No mail holds a code: who reads along cannot show the certificate as theirs.
"""

from django.utils.translation import gettext as _

from academy.certificates.models import Certificate
from academy.core.models import Enrolment
from cms.accounts.mails import Mail, send
from cms.core.site_addresses import full_address


def send_question(enrolment: Enrolment) -> None:
    """Ask who has completed for the name on the certificate."""
    _send(
        enrolment,
        lambda course: Mail(
            _("You have completed the course"),
            (
                _("You have completed “%(course)s”. Congratulations!") % {"course": course},
                _("Before your certificate is issued, say how your name is to be written on it."),
            ),
            (_("Write my name"), _page(enrolment)),
        ),
    )


def send_issued(certificate: Certificate) -> None:
    """Say that the certificate is there."""
    enrolment = certificate.enrolment
    _send(
        enrolment,
        lambda course: Mail(
            _("Your certificate"),
            (_("Your certificate for “%(course)s” is ready.") % {"course": course},),
            (_("Open my certificate"), _page(enrolment)),
        ),
    )


def send_revoked(certificate: Certificate) -> None:
    """Say that the certificate is not valid any more, and why."""
    enrolment = certificate.enrolment
    _send(
        enrolment,
        lambda course: Mail(
            _("Your certificate was revoked"),
            (
                _("Your certificate for “%(course)s” is not valid any more. The reason:")
                % {"course": course},
                certificate.reason,
            ),
            closing=(_("If you think that this is wrong, write to the academy’s staff."),),
        ),
    )


def _page(enrolment: Enrolment) -> str:
    return full_address("academy:certificate", enrolment.language, enrolment.pk)


def _send(enrolment: Enrolment, write) -> None:
    send(
        lambda: write(enrolment.cohort.course.title),
        to=enrolment.email,
        language=enrolment.language,
        name=enrolment.given_name,
    )
