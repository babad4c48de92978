"""Named reads of lessons, tests and attempts; each starts from what somebody may see now."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class ReleasedQuerySet(models.QuerySet):
    """Rows of a cohort that participants see from a moment on, and who teaches before it."""

    def released(self, moment=None):
        """Return those that participants see at `moment`, by default now."""
        return self.filter(release_at__lte=moment or timezone.now())

    def in_cohorts_of(self, standing):
        """Return those of the cohorts whose inside somebody may see, released or to come."""
        if standing.staff:
            return self.all()
        return self.filter(cohort__in=standing.learns | standing.teaches)

    def visible_to(self, standing):
        """Return those that somebody may read at the moment of their standing."""
        if standing.staff:
            return self.all()
        return self.filter(
            Q(cohort__in=standing.teaches)
            | Q(cohort__in=standing.learns, release_at__lte=standing.moment)
        )


class LessonQuerySet(ReleasedQuerySet):
    """Lessons."""


class QuizQuerySet(ReleasedQuerySet):
    """Tests."""

    def with_questions(self):
        """Return them with all that is asked in them: two queries more."""
        return self.prefetch_related("questions__choices")


class AttemptQuerySet(models.QuerySet):
    """Attempts at tests."""

    def visible_to(self, standing):
        """Return those that somebody may see: their own, and those of the cohorts they teach."""
        if standing.staff:
            return self.all()
        mine = Q(quiz__cohort__in=standing.teaches, submitted_at__isnull=False)
        if standing.user is not None:
            mine |= Q(enrolment__user=standing.user, quiz__cohort__in=standing.learns)
        return self.filter(mine)

    def to_be_read(self):
        """Return those handed in whose words a trainer has still to read, the oldest first."""
        return self.filter(submitted_at__isnull=False, passed=None).order_by("submitted_at", "pk")


class SessionQuerySet(models.QuerySet):
    """Live sessions."""

    def visible_to(self, standing):
        """Return those of the cohorts whose inside somebody may see."""
        if standing.staff:
            return self.all()
        return self.filter(cohort__in=standing.learns | standing.teaches)

    def standing(self):
        """Return those that take place."""
        return self.filter(cancelled_at=None)


class TaskQuerySet(models.QuerySet):
    """Tasks; a task is seen when its lesson is."""

    def visible_to(self, standing):
        """Return those that somebody may read at the moment of their standing."""
        if standing.staff:
            return self.all()
        return self.filter(
            Q(lesson__cohort__in=standing.teaches)
            | Q(lesson__cohort__in=standing.learns, lesson__release_at__lte=standing.moment)
        )


class HandInQuerySet(models.QuerySet):
    """What participants handed in."""

    def visible_to(self, standing):
        """Return one's own, and those of the cohorts that one teaches."""
        if standing.staff:
            return self.all()
        mine = Q(task__lesson__cohort__in=standing.teaches)
        if standing.user is not None:
            mine |= Q(enrolment__user=standing.user, task__lesson__cohort__in=standing.learns)
        return self.filter(mine)

    def to_be_answered(self):
        """Return those that nobody has answered, the oldest first."""
        return self.filter(state="handed_in").order_by("handed_in_at", "pk")


class PostQuerySet(models.QuerySet):
    """What people write within a cohort; `cohort_path` leads to the cohort."""

    cohort_path = "cohort"

    def visible_to(self, standing):
        """Return what is shown in one's cohorts, one's own, and all in those that one teaches."""
        if standing.staff:
            return self.all()
        inside = Q(**{f"{self.cohort_path}__in": standing.learns})
        shown = Q(state="shown")
        if standing.user is not None:
            shown |= Q(state="held", author=standing.user)
        return self.filter(Q(**{f"{self.cohort_path}__in": standing.teaches}) | inside & shown)

    def to_be_read(self):
        """Return what waits for a trainer: held back, or reported by somebody."""
        return self.filter(Q(state="held") | Q(state="shown", reported_at__isnull=False))


class QuestionQuerySet(PostQuerySet):
    """Questions."""

    def with_replies(self):
        """Return them with `shown_replies`: how many replies are shown of each."""
        shown = models.Count("replies", filter=Q(replies__state="shown"))
        return self.annotate(shown_replies=shown)


class ReplyQuerySet(PostQuerySet):
    """Replies."""

    cohort_path = "question__cohort"
