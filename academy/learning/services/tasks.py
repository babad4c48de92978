"""Tasks: handed in by participants, answered by trainers."""

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from academy.core.models import Enrolment
from academy.learning.models import HandIn, HandInFile, Task
from academy.learning.services import reminders
from cms.core.errors import Refused
from cms.media.files.checking import check

# How many versions somebody can hand in.
MOST = 10


def hand_in(*, task: Task, enrolment: Enrolment, text: str, upload: File | None = None) -> HandIn:
    """Hand in `text`, a file, or both; return the version. It is late after the task's day.

    Raise Refused where there is nothing, the task is not released or accepted already, or a
    version waits for its answer; or where the file is not to be stored.
    """
    text = text.strip()
    if not text and upload is None:
        raise Refused(_("Write something, or choose a file."), field="text")
    attached = HandInFile()
    if upload is not None:
        attached.take(check(upload))
    try:
        return _hand_in(task, enrolment, text, attached if upload is not None else None)
    except BaseException:
        if upload is not None:
            attached.file.storage.delete(attached.file.name)
        raise


@transaction.atomic
def _hand_in(task, enrolment, text, attached) -> HandIn:
    # One at a time a person: two windows do not make two versions of one number.
    enrolment = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    lesson = task.lesson
    if enrolment.state not in Enrolment.LEARNING or enrolment.cohort_id != lesson.cohort_id:
        raise Refused(_("You do not take part in this cohort."))
    if not lesson.is_released():
        raise Refused(_("This lesson has not been released yet."))
    states = set(task.hand_ins.filter(enrolment=enrolment).values_list("state", flat=True))
    if HandIn.State.ACCEPTED in states:
        raise Refused(_("This task has been accepted already."))
    if HandIn.State.HANDED_IN in states:
        raise Refused(_("What you handed in waits for an answer."))
    last = task.hand_ins.filter(enrolment=enrolment).aggregate(last=Max("number"))["last"] or 0
    if last >= MOST:
        raise Refused(_("You have handed in %(count)s versions. Ask a trainer.") % {"count": MOST})
    row = HandIn.objects.create(task=task, enrolment=enrolment, number=last + 1, text=text)
    if attached is not None:
        attached.hand_in = row
        attached.save()
    return row


@transaction.atomic
def answer(*, hand_in: HandIn, by, accepted: bool, text: str) -> HandIn:
    """Answer what somebody handed in: accepted, or to be done again, for which `text` says why.

    Raise Refused where it has been answered, or is sent back without a word.
    """
    hand_in = HandIn.objects.select_for_update(of=("self",)).get(pk=hand_in.pk)
    if hand_in.state != HandIn.State.HANDED_IN:
        raise Refused(_("This has been answered already."))
    if not accepted and not text.strip():
        raise Refused(_("Say what is to be done again."), field="text")
    hand_in.state = HandIn.State.ACCEPTED if accepted else HandIn.State.AGAIN
    hand_in.answer, hand_in.answered_by = text.strip(), by
    hand_in.answered_at = timezone.now()
    hand_in.save()
    reminders.tell_answered(hand_in)
    return hand_in


@transaction.atomic
def write(*, task: Task, by, **facts) -> Task:
    """Set a new task, or change one, with the `facts` of its fields; return it."""
    for name, value in facts.items():
        setattr(task, name, value)
    task.save()
    log(task, "academy.write_task", user=by)
    return task
