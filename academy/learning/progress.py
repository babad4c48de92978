"""How far everybody in a cohort has come, for completion and reports.

Each kind of teaching contributes its own columns:

    @contribute
    def sessions(cohort) -> dict[int, dict[str, int]]: ...

whose name is that of the kind, and which returns, by enrolment, values of `Progress`'s fields, in a
constant number of queries; under the key None it says what holds for everybody, such as how much
there is.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count

from academy.core.models import Cohort, Enrolment
from academy.learning.models import Attempt, LessonProgress


@dataclass(frozen=True)
class Progress:
    """What somebody has done of what there is to do."""

    lessons_done: int = 0
    lessons_total: int = 0
    sessions_attended: int = 0
    sessions_required: int = 0
    tests_passed: int = 0
    tests_required: int = 0
    tasks_accepted: int = 0
    tasks_required: int = 0


Contribution = Callable[[Cohort], dict[int | None, dict[str, int]]]
_contributions: list[Contribution] = []


def contribute(function: Contribution) -> Contribution:
    """Have `progress_of` ask `function` too; usable as a decorator."""
    if function not in _contributions:
        _contributions.append(function)
    return function


def progress_of(
    cohort: Cohort,
    among: Iterable[int] | None = None,
    kinds: Collection[str] | None = None,
) -> dict[int, Progress]:
    """Return the progress of everybody who learns in the cohort, by enrolment; of `among` alone
    where the caller knows whom it shows, and in `kinds` of teaching alone where it asks for no
    other: "lessons", "tests", "sessions", "tasks"."""
    values = defaultdict(dict)
    everybody: dict[str, int] = {}
    for function in _contributions:
        if kinds is not None and function.__name__ not in kinds:
            continue
        for key, said in function(cohort).items():
            (everybody if key is None else values[key]).update(said)
    if among is None:
        rows = Enrolment.objects.learning().filter(cohort=cohort)
        among = rows.values_list("pk", flat=True)
    return {pk: Progress(**(everybody | values[pk])) for pk in among}


@contribute
def lessons(cohort: Cohort) -> dict[int | None, dict[str, int]]:
    """Return the required lessons done, two queries."""
    total = cohort.lessons.filter(required=True).count()
    done = (
        LessonProgress.objects.filter(
            lesson__cohort=cohort, lesson__required=True, done_at__isnull=False
        )
        .values_list("enrolment")
        .annotate(Count("pk"))
        .order_by()
    )
    return {None: {"lessons_total": total}} | {pk: {"lessons_done": n} for pk, n in done}


@contribute
def tests(cohort: Cohort) -> dict[int | None, dict[str, int]]:
    """Return the required tests passed, each counted once, two queries."""
    total = cohort.quizzes.filter(required=True).count()
    passed = (
        Attempt.objects.filter(passed=True, quiz__cohort=cohort, quiz__required=True)
        .values_list("enrolment")
        .annotate(Count("quiz", distinct=True))
        .order_by()
    )
    return {None: {"tests_required": total}} | {pk: {"tests_passed": n} for pk, n in passed}
