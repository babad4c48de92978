"""What the database itself keeps: what was decided of whom, and what happened on which day.

Both go with their case. Their words may change, for a name is withdrawn from them too.
"""

from cms.core.append_only import Rule, changed

RULES = (
    Rule(
        "consent_decision_never_changed",
        "solidarity_consentdecision",
        "UPDATE",
        "a decision on what may be published never changes",
        changed(
            *("person_id", "show_name", "show_picture", "show_place", "withdraws"),
            *("agreed_by", "agreed_on", "recorded_at"),
        ),
    ),
    Rule(
        "case_event_never_changed",
        "solidarity_caseevent",
        "UPDATE",
        "what happened in a case never changes",
        f"{changed('case_id', 'date', 'state', 'recorded_at')}"
        f" OR (OLD.taken_back_at IS NOT NULL AND ({changed('taken_back_at')}))",
    ),
)
