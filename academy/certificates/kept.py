"""What the database itself keeps: certificates as they were issued, decisions once it is closed."""

from cms.core.append_only import Lock, Rule, changed, never_emptied

_CERTIFICATE = "academy_certificates_certificate"
_DECISION = "academy_certificates_completiondecision"
_WHY = "a certificate stays as it was issued"
_CLOSED = "the cohort is closed: who completed it stands"
# Of a decision's row, the cohort of its enrolment.
_COHORT = Lock(
    "academy_cohort",
    "enrolment_id",
    "closed_at IS NOT NULL",
    key="(SELECT cohort_id FROM academy_enrolment WHERE id = {row}.enrolment_id)",
)


def _rewritten(*columns: str) -> str:
    """Return SQL that is true where one of the columns becomes anything else but empty."""
    return " OR ".join(f"(NEW.{name} IS NOT NULL AND {changed(name)})" for name in columns)


_OTHER_REASON = "(NEW.reason <> '' AND NEW.reason <> OLD.reason)"

RULES = (
    Rule(
        "certificate_never_changed",
        _CERTIFICATE,
        "UPDATE",
        _WHY,
        f"{changed('id', 'enrolment_id', 'digest', 'sealed', 'language', 'issued_at')}"
        f" OR {changed('replaces_id')} OR {_rewritten('issued_by_id', 'code')}"
        f" OR (OLD.state <> 'issued' AND ({changed('state', 'ended_at')}"
        f" OR {_OTHER_REASON} OR {_rewritten('ended_by_id')}))",
    ),
    Rule("certificate_never_deleted", _CERTIFICATE, "DELETE", "a certificate is never deleted"),
    never_emptied("certificate", _CERTIFICATE, "a certificate"),
    Rule("completion_decided_in_time", _DECISION, "INSERT", _CLOSED, lock=_COHORT),
    Rule(
        "completion_decision_stands",
        _DECISION,
        "UPDATE",
        _CLOSED,
        f"{changed('enrolment_id', 'completed', 'decided_at')}"
        f" OR {_OTHER_REASON} OR {_rewritten('decided_by_id')}",
        _COHORT,
    ),
    Rule("completion_decision_kept", _DECISION, "DELETE", _CLOSED, lock=_COHORT),
)
