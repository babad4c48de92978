"""E-mails to applicants and to organisations concerned, sent beside the request.

A task is told of a row and makes the secret of the link itself, so that none is ever stored.
"""

from django_tasks import task

from cms.accounts.mails import send
from cms.core.models import ConsentText
from extranet.membership import mails
from extranet.membership.models import Application, Hearing
from extranet.membership.services import applications, opening


@task()
def mail_begin(email: str, language: str, consent_id: int) -> bool:
    """Send the link to an application, new or under way; return whether it was sent.

    Looks up here whether the address is known, so that the page answers to all alike.
    """
    consent = ConsentText.objects.filter(pk=consent_id).first()
    if consent is None:
        return False
    application, token = applications.begin(email=email, language=language, consent=consent)
    to = {"to": application.email, "language": language}
    send(lambda: mails.begin(token, application.is_draft), **to)
    return True


@task()
def mail_received(application_id: int) -> bool:
    """Confirm that an application was received; return whether there was somebody to write to."""
    return _write(application_id, mails.received)


@task()
def mail_inquiry(application_id: int) -> bool:
    """Tell an applicant that something is missing; return whether it was sent."""
    return _write_with_link(application_id, mails.inquiry)


@task()
def mail_letter(application_id: int) -> bool:
    """Tell an applicant that there is a letter; return whether it was sent."""
    return _write_with_link(application_id, mails.letter)


@task()
def mail_hearing(hearing_id: int) -> bool:
    """Send an organisation the link to its statement; return whether it was sent."""
    hearing = Hearing.objects.select_related("case").filter(pk=hearing_id).first()
    if hearing is None or not hearing.email or not hearing.is_open:
        return False
    token = opening.renew(hearing)
    send(lambda: mails.hearing(token), to=hearing.email, language=hearing.language)
    return True


def _write(application_id: int, write) -> bool:
    row = Application.objects.select_related("case").filter(pk=application_id).first()
    if row is None or not row.email:
        return False
    send(write, to=row.email, language=row.language, name=row.contact_name)
    return True


def _write_with_link(application_id: int, write) -> bool:
    row = Application.objects.select_related("case").filter(pk=application_id).first()
    if row is None or not row.email:
        return False
    token = applications.renew(row)
    return _write(application_id, lambda: write(token))
