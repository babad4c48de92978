"""What the database keeps of this room: approved minutes, revisions, decisions and their notes."""

from cms.core.append_only import Lock, Rule, changed, changed_but_author, only_added

APPROVED = "the minutes are approved: nothing of them can change"

_REVISION = ("id", "minutes_id", "number", "text", "summary", "written_at")
_CORRECTION = (
    *("id", "minutes_id", "revision_id", "person_id", "passage", "text", "state", "answer"),
    *("asked_at", "settled_at", "worked_in_id"),
)
_DECISION = (
    *("id", "body_id", "meeting_id", "item_id", "year", "number", "titles", "texts", "majority"),
    *("votes_for", "votes_against", "abstentions", "taken_on", "replaces_id", "effect"),
)
_NOTE = ("id", "decision_id", "text", "language", "written_at")
_OF_APPROVED = Lock("records_minutes", "minutes_id", "state = 'approved'")

RULES = (
    Rule("minutes_locked", "records_minutes", "UPDATE", APPROVED, "OLD.state = 'approved'"),
    Rule("minutes_kept", "records_minutes", "DELETE", APPROVED, "OLD.state = 'approved'"),
    Rule("revision_in_time", "records_minutesrevision", "INSERT", APPROVED, lock=_OF_APPROVED),
    Rule("correction_in_time", "records_correction", "INSERT", APPROVED, lock=_OF_APPROVED),
    Rule(
        "correction_locked",
        "records_correction",
        "UPDATE",
        APPROVED,
        changed_but_author("settled_by_id", *_CORRECTION),
        _OF_APPROVED,
    ),
    Rule("correction_kept", "records_correction", "DELETE", APPROVED, lock=_OF_APPROVED),
    Rule(
        "decision_never_changed",
        "records_decision",
        "UPDATE",
        "a decision is never rewritten: a note or a later decision corrects it",
        changed(*_DECISION),
    ),
    Rule("decision_never_deleted", "records_decision", "DELETE", "a decision is never deleted"),
    *only_added(
        "revision",
        "records_minutesrevision",
        "a revision of minutes",
        "written_by_id",
        _REVISION,
    ),
    *only_added(
        "decision_note", "records_decisionnote", "a note on a decision", "written_by_id", _NOTE
    ),
)
