"""What the database itself keeps as it is: the history, and what completes an open cohort."""

from cms.core.append_only import Rule, changed, never_emptied, only_added

_HISTORY = "academy_historyentry"

RULES = (
    *only_added(
        "academy_history",
        _HISTORY,
        "the history of an enrolment",
        "actor_id",
        ("enrolment_id", "action", "state", "details", "at"),
    ),
    never_emptied("academy_history", _HISTORY, "the history of an enrolment"),
    Rule(
        "academy_rules_frozen",
        "academy_cohort",
        "UPDATE",
        "what completes a cohort is frozen when it opens",
        f"OLD.opened_at IS NOT NULL AND "
        f"({changed('attendance_needed', 'tests_needed', 'tasks_needed', 'opened_at')})",
    ),
)
