"""Follows what bodies decide: a vote on a case settles it. Has those outside written to."""

from django.db import transaction
from django.dispatch import receiver

from extranet.core import deciding
from extranet.membership import signals, tasks
from extranet.membership.models import Case
from extranet.membership.services import settling


@receiver(deciding.decided)
def case_is_decided(
    sender, subject_kind, subject_key, adopted, taken_on, decision=None, by=None, **kwargs
):
    """A body has voted on a case."""
    if subject_kind == Case._meta.label_lower:
        case = Case.objects.select_related("body").filter(pk=subject_key).first()
        if case:
            case.decision = decision
            settling.on_decided(case=case, adopted=adopted, taken_on=taken_on, by=by)


def _write(task, row) -> None:
    """Have somebody outside written to, once what it is about is certain."""
    if row is not None:
        transaction.on_commit(lambda: task.enqueue(row.pk))


@receiver(signals.case_received)
def confirm_receipt(sender, case, **kwargs):
    """An application was received."""
    _write(tasks.mail_received, getattr(case, "application", None))


@receiver(signals.case_inquired)
def ask_applicant(sender, case, **kwargs):
    """An applicant is asked to add something."""
    _write(tasks.mail_inquiry, case.application)


@receiver(signals.letter_sent)
def announce_letter(sender, case, **kwargs):
    """There is a letter for an applicant, or it is sent again."""
    _write(tasks.mail_letter, case.application)


@receiver(signals.hearing_opened)
def announce_hearing(sender, hearing, **kwargs):
    """An organisation is to be heard."""
    _write(tasks.mail_hearing, hearing)
