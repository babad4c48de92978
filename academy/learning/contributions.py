"""What live sessions and tasks contribute to progress."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import FilteredRelation, Q
from django.utils import timezone

from academy.core.models import Cohort
from academy.learning.models import Attendance, HandIn, Task
from academy.learning.progress import contribute


@contribute
def sessions(cohort: Cohort) -> dict[int | None, dict[str, int]]:
    """Return the required sessions that took place, and how many were attended; one query.

    Who is excused counts as having been there: completion is to be fair to who was ill.
    """
    there = [Attendance.State.PRESENT, Attendance.State.EXCUSED]
    required = cohort.sessions.standing().filter(required=True, ends_at__lte=timezone.now())
    rows = required.annotate(
        there=FilteredRelation("attendances", condition=Q(attendances__state__in=there))
    )
    return _counted(
        rows.values_list("pk", "there__enrolment"), "sessions_attended", "sessions_required"
    )


@contribute
def tasks(cohort: Cohort) -> dict[int | None, dict[str, int]]:
    """Return the required tasks, and how many of them were accepted; one query."""
    required = Task.objects.filter(lesson__cohort=cohort, required=True)
    rows = required.annotate(
        accepted=FilteredRelation("hand_ins", condition=Q(hand_ins__state=HandIn.State.ACCEPTED))
    )
    return _counted(
        rows.values_list("pk", "accepted__enrolment"), "tasks_accepted", "tasks_required"
    )


def _counted(rows: Iterable[tuple], done: str, total: str) -> dict[int | None, dict[str, int]]:
    """Return how much there is and how much of it everybody did, of pairs of a thing and an
    enrolment, which is None for a thing that nobody did."""
    pairs = set(rows)
    counts = Counter(enrolment for _thing, enrolment in pairs if enrolment)
    everybody = {None: {total: len({thing for thing, _enrolment in pairs})}}
    return everybody | {pk: {done: count} for pk, count in counts.items()}
