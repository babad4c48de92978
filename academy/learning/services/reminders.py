"""What people of a cohort are told by e-mail, each thing once: no mail says what is taught.

A session that is tomorrow, a task that is due, a lesson that is there: the clock's command asks
often, and who has been told is not told again.
"""

import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_tasks import task

from academy.core.models import Enrolment
from academy.learning.models import HandIn, Lesson, LiveSession, Reminder, Task
from cms.accounts.mails import Mail, send

SESSION_BEFORE = datetime.timedelta(hours=24)
TASK_BEFORE = datetime.timedelta(days=3)
# A lesson of which nobody was told for so long is none to tell of any more.
LESSON_SINCE = datetime.timedelta(days=2)


def remind(now: datetime.datetime | None = None) -> int:
    """Have everybody told who is to be told at `now` and has not been; return how many mails."""
    now = now or timezone.now()
    return sum(
        _tell_all(rows, about, cohort)
        for rows, about, cohort in (
            (
                LiveSession.objects.standing().filter(
                    starts_at__gt=now, starts_at__lte=now + SESSION_BEFORE
                ),
                "session",
                "cohort_id",
            ),
            (
                Task.objects.filter(
                    due_at__gt=now,
                    due_at__lte=now + TASK_BEFORE,
                    lesson__release_at__lte=now,
                ).select_related("lesson"),
                "task",
                "lesson.cohort_id",
            ),
            (
                Lesson.objects.filter(release_at__gt=now - LESSON_SINCE, release_at__lte=now),
                "lesson",
                "cohort_id",
            ),
        )
    )


def _tell_all(rows, kind: str, cohort: str) -> int:
    told = 0
    for row in rows:
        cohort_id = row.lesson.cohort_id if "." in cohort else row.cohort_id
        about = f"{kind}-{row.pk}"
        people = Enrolment.objects.filter(
            cohort=cohort_id, state=Enrolment.State.ACTIVE, user__is_active=True, reminded=True
        ).exclude(reminders__about=about)
        if kind == "task":
            done = row.hand_ins.exclude(state=HandIn.State.AGAIN)
            people = people.exclude(pk__in=done.values("enrolment"))
        told += sum(_tell(enrolment, about) for enrolment in people.distinct())
    return told


@transaction.atomic
def _tell(enrolment: Enrolment, about: str) -> int:
    """Write down that somebody is told, and have it done; of two who come at once, one does."""
    _row, made = Reminder.objects.get_or_create(enrolment=enrolment, about=about)
    if made:
        transaction.on_commit(lambda: mail_reminder.enqueue(enrolment.pk, about))
    return int(made)


def tell_answered(hand_in: HandIn) -> None:
    """Tell somebody that a trainer has answered, once this is certain."""
    if hand_in.enrolment.reminded:
        _tell(hand_in.enrolment, f"answer-{hand_in.pk}")


@task()
def mail_reminder(enrolment_id: int, about: str) -> bool:
    """Send the mail, if the person still learns there; return whether it was sent."""
    rows = Enrolment.objects.learning().filter(pk=enrolment_id, user__is_active=True)
    enrolment = rows.select_related("user", "cohort__course").first()
    if enrolment is None:
        return False
    kind, _dash, pk = about.partition("-")
    thing = {"session": LiveSession, "task": Task, "lesson": Lesson, "answer": HandIn}[kind]
    row = thing.objects.filter(pk=pk).first()
    if row is None:
        return False
    language = enrolment.user.language or enrolment.language
    send(
        lambda: _mail(kind, row, enrolment),
        to=enrolment.user.email,
        language=language,
        name=enrolment.user.first_name,
    )
    return True


def _mail(kind: str, row, enrolment: Enrolment) -> Mail:
    words = {"cohort": str(enrolment.cohort)}
    zone = enrolment.user.time_zone or enrolment.cohort.time_zone
    with timezone.override(zone):
        if kind == "session":
            subject = _("A live session is coming")
            said = _("“%(cohort)s” meets on %(moment)s.")
            words["moment"] = _moment(row.starts_at, zone)
        elif kind == "task":
            subject = _("A task is due soon")
            said = _("A task of “%(cohort)s” is due on %(moment)s.")
            words["moment"] = _moment(row.due_at, zone)
        elif kind == "lesson":
            subject, said = _("A new lesson"), _("A new lesson of “%(cohort)s” is there.")
        else:
            subject = _("A trainer has answered")
            said = _("What you handed in in “%(cohort)s” has been answered.")
    address = row.task.get_absolute_url() if kind == "answer" else row.get_absolute_url()
    return Mail(
        subject,
        (said % words,),
        (_("Open it"), settings.BASE_URL + address),
        more_links=(
            (
                _("Do not remind me of this cohort"),
                settings.BASE_URL + reverse("academy:reminders", args=[enrolment.cohort.code]),
            ),
        ),
    )


def _moment(moment: datetime.datetime, zone: str) -> str:
    shown = date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    return f"{shown} ({zone.replace('_', ' ')})"
