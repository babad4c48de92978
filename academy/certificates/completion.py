"""Who completes a cohort, by its frozen rules; worked examples are in docs/academy-certificates.md.

A rule asks for a share in percent of what is required. Whole numbers are compared: 80 % of 7 live
sessions are reached with 6, not with 5. Where nothing is required nothing is missing.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from academy.certificates.models import CompletionDecision
from academy.core.models import Cohort, Enrolment
from academy.learning.progress import Progress, progress_of


@dataclass(frozen=True)
class Requirement:
    """One rule, as `code` and in words: what is `done` of the `total`, and the percent it asks."""

    code: str
    label: str
    done: int
    total: int
    percent: int

    @property
    def is_met(self) -> bool:
        """Whether enough is done."""
        return 100 * self.done >= self.percent * self.total

    @property
    def needed(self) -> int:
        """How many are enough."""
        return -(-self.percent * self.total // 100)


@dataclass(frozen=True)
class Judgement:
    """What somebody has reached; `decision` is the exception that the staff made, if any."""

    enrolment: Enrolment
    requirements: tuple[Requirement, ...]
    decision: CompletionDecision | None = None

    @property
    def by_rules(self) -> bool:
        """Whether the rules say that it is completed."""
        return all(one.is_met for one in self.requirements)

    @property
    def completed(self) -> bool:
        """Whether it is completed: the exception counts where there is one."""
        return self.decision.completed if self.decision else self.by_rules


def requirements(cohort: Cohort, progress: Progress) -> tuple[Requirement, ...]:
    """Return the rules of `cohort` that ask for something, with how far `progress` is."""
    rules = (
        Requirement(
            "sessions",
            _("Live sessions"),
            progress.sessions_attended,
            progress.sessions_required,
            cohort.attendance_needed,
        ),
        Requirement(
            "tests", _("Tests"), progress.tests_passed, progress.tests_required, cohort.tests_needed
        ),
        Requirement(
            "tasks",
            _("Tasks"),
            progress.tasks_accepted,
            progress.tasks_required,
            cohort.tasks_needed,
        ),
    )
    return tuple(rule for rule in rules if rule.percent)


def judge(cohort: Cohort) -> list[Judgement]:
    """Return what everybody who learns in `cohort` has reached, by name; few queries whatever
    their number."""
    rows = cohort.enrolments.learning().select_related(
        "organisation", "completion_decision", "certificate_details"
    )
    rows = list(rows.order_by("family_name", "given_name", "pk"))
    asked = {
        "sessions": cohort.attendance_needed,
        "tests": cohort.tests_needed,
        "tasks": cohort.tasks_needed,
    }
    progress = progress_of(
        cohort,
        among=[row.pk for row in rows],
        kinds={kind for kind, percent in asked.items() if percent},
    )
    return [
        Judgement(
            row,
            requirements(cohort, progress[row.pk]),
            getattr(row, "completion_decision", None),
        )
        for row in rows
    ]
