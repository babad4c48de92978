"""What the database keeps of results: counts, settled ties, signatures and records."""

from cms.core.append_only import Rule, changed, never_emptied, only_added

_TIE = ("id", "ballot_id", "how", "choice", "note", "settled_by_name", "settled_at")
_SIGN_OFF = ("id", "ballot_id", "name", "signed_at")
_RECORD = ("id", "ballot_id", "body_id", "number", "content", "digest", "previous", "made_at")

RULES = (
    Rule("count_never_changed", "ballots_count", "UPDATE", "a count never changes"),
    Rule("count_never_deleted", "ballots_count", "DELETE", "a count never changes"),
    *only_added("tie_break", "ballots_tiebreak", "a settled tie", "settled_by_id", _TIE),
    *only_added("sign_off", "ballots_signoff", "a signature", "user_id", _SIGN_OFF),
    Rule(
        "ballot_record_never_changed",
        "ballots_record",
        "UPDATE",
        "a record never changes: only the entry of the register that it became is added",
        # Once it is there, that entry stays.
        f"{changed(*_RECORD)} OR (OLD.decision_id IS NOT NULL AND {changed('decision_id')})",
    ),
    Rule("ballot_record_never_deleted", "ballots_record", "DELETE", "a record is never taken away"),
    never_emptied("count", "ballots_count", "a count"),
    never_emptied("tie_break", "ballots_tiebreak", "a settled tie"),
    never_emptied("sign_off", "ballots_signoff", "a signature"),
    never_emptied("ballot_record", "ballots_record", "a record"),
)
