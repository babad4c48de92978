"""What lessons and tests ask of somebody."""

import datetime
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.core.models import Enrolment
from academy.core.standing import Standing
from academy.core.todo import Todo, register
from academy.learning.models import (
    Attempt,
    HandIn,
    Lesson,
    LiveSession,
    Question,
    Quiz,
    Reply,
    Task,
)
from academy.learning.views.base import titles_only
from academy.learning.views.reading import answers_of


@register
def lessons_to_read(standing: Standing) -> Iterable[Todo]:
    """Yield, for each cohort that somebody takes part in now, the next lesson; three queries."""
    if not standing.learns:
        return
    rows = (
        Lesson.objects.released(standing.moment)
        .filter(
            cohort__enrolments__user=standing.user,
            cohort__enrolments__state=Enrolment.State.ACTIVE,
            required=True,
        )
        .exclude(
            pk__in=Lesson.objects.filter(
                progress__enrolment__user=standing.user, progress__done_at__isnull=False
            )
        )
        .select_related("cohort__course")
        .prefetch_related(titles_only())
    )
    seen = set()
    for lesson in rows:
        if lesson.cohort_id not in seen:
            seen.add(lesson.cohort_id)
            yield Todo(
                str(lesson.cohort),
                _("Next lesson: %(title)s") % {"title": lesson.title},
                lesson.get_absolute_url(),
            )


@register
def tests_to_take(standing: Standing) -> Iterable[Todo]:
    """Yield the tests that count and are neither passed nor waiting to be read; one query."""
    if not standing.learns:
        return
    settled = Attempt.objects.filter(
        Q(passed=True) | Q(passed=None, submitted_at__isnull=False),
        enrolment__user=standing.user,
    )
    rows = (
        Quiz.objects.released(standing.moment)
        .filter(
            Q(due_at=None) | Q(due_at__gte=standing.moment),
            cohort__enrolments__user=standing.user,
            cohort__enrolments__state=Enrolment.State.ACTIVE,
            required=True,
        )
        .exclude(pk__in=settled.values("quiz"))
    )
    for quiz in rows:
        yield Todo(quiz.title, _("Take the test"), quiz.get_absolute_url(), quiz.due_at)


@register
def answers_to_read(standing: Standing) -> Iterable[Todo]:
    """Yield that answers in words wait for who teaches; one query."""
    if not (standing.staff or standing.teaches):
        return
    count = answers_of(standing).filter(right=None).count()
    if count:
        said = ngettext("%(count)s answer waits", "%(count)s answers wait", count)
        yield Todo(
            _("Answers to read"), said % {"count": count}, reverse("academy:answers-to-read")
        )


@register
def sessions_to_come(standing: Standing) -> Iterable[Todo]:
    """Yield the live sessions of the next seven days; one query."""
    rows = LiveSession.objects.standing().filter(
        cohort__in=standing.learns | standing.teaches,
        ends_at__gt=standing.moment,
        starts_at__lte=standing.moment + datetime.timedelta(days=7),
    )
    for session in rows:
        yield Todo(
            session.title,
            _("Live session"),
            session.get_absolute_url(),
            begins=session.starts_at,
        )


@register
def tasks_to_hand_in(standing: Standing) -> Iterable[Todo]:
    """Yield the tasks that count and are neither accepted nor waiting for an answer; one query."""
    if not standing.learns:
        return
    settled = HandIn.objects.filter(enrolment__user=standing.user).exclude(state=HandIn.State.AGAIN)
    rows = Task.objects.filter(
        lesson__release_at__lte=standing.moment,
        lesson__cohort__enrolments__user=standing.user,
        lesson__cohort__enrolments__state=Enrolment.State.ACTIVE,
        required=True,
    ).exclude(pk__in=settled.values("task"))
    for task in rows:
        yield Todo(task.title, _("Hand in the task"), task.get_absolute_url(), task.due_at)


@register
def work_to_answer(standing: Standing) -> Iterable[Todo]:
    """Yield that work handed in waits for who teaches; one query."""
    if not (standing.staff or standing.teaches):
        return
    rows = HandIn.objects.to_be_answered().visible_to(standing)
    if count := rows.count():
        said = ngettext("%(count)s piece waits", "%(count)s pieces wait", count)
        yield Todo(_("Work handed in"), said % {"count": count}, reverse("academy:hand-ins"))


@register
def posts_to_read(standing: Standing) -> Iterable[Todo]:
    """Yield that questions or replies are to be read first, or were reported; two queries."""
    if not (standing.staff or standing.teaches):
        return
    count = 0
    for rows, cohort in (
        (Question.objects.to_be_read(), "cohort__in"),
        (Reply.objects.to_be_read(), "question__cohort__in"),
    ):
        count += (rows if standing.staff else rows.filter(**{cohort: standing.teaches})).count()
    if count:
        said = ngettext("%(count)s contribution waits", "%(count)s contributions wait", count)
        yield Todo(_("To be read"), said % {"count": count}, reverse("academy:moderation"))
