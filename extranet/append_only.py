"""Rows that the database itself keeps as they are: minutes, decisions, versions, the logs.

What is written here holds for services, views and plain SQL alike. A person's account may be
erased, so a column that says who wrote something may be emptied, and nothing else.

SQLite makes a table anew when a column of it changes, and its triggers are lost: a migration that
changes one of these tables calls `remove` before and `install` after; the tests of the triggers
run on the migrated database and would tell.
"""

from dataclasses import dataclass

APPROVED = "the minutes are approved: nothing of them can change"


@dataclass(frozen=True)
class Rule:
    """One trigger: `when` (SQL, or always) an `event` on a table's row is refused, saying `why`."""

    name: str
    table: str
    event: str
    why: str
    when: str = ""
    # Reads the state of the minutes that a row belongs to, and holds it against a change.
    of_minutes: bool = False


def _changed(*columns: str) -> str:
    """Return SQL that is true where one of the columns changes."""
    return " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in columns)


def _but_for_the_author(author: str, *columns: str) -> str:
    """Return SQL that is true unless all that happens is that the author is forgotten."""
    return f"{_changed(*columns)} OR (NEW.{author} IS NOT NULL AND {_changed(author)})"


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
# Of a version, what it says is read later, and lets itself be forgotten.
_VERSION = (
    *("id", "document_id", "number", "file", "name", "content_type", "size", "sha256", "scan"),
    *("note", "uploaded_at"),
)
_READING = ("id", "version_id", "name", "action", "copy_id", "at", "hour")
_AUDIT = ("id", "body_id", "name", "action", "kind", "key", "details", "at")

LOCKS = (
    Rule("minutes_locked", "extranet_minutes", "UPDATE", APPROVED, "OLD.state = 'approved'"),
    Rule("minutes_kept", "extranet_minutes", "DELETE", APPROVED, "OLD.state = 'approved'"),
    Rule("revision_in_time", "extranet_minutesrevision", "INSERT", APPROVED, of_minutes=True),
    Rule("correction_in_time", "extranet_correction", "INSERT", APPROVED, of_minutes=True),
    Rule(
        "correction_locked",
        "extranet_correction",
        "UPDATE",
        APPROVED,
        _but_for_the_author("settled_by_id", *_CORRECTION),
        of_minutes=True,
    ),
    Rule("correction_kept", "extranet_correction", "DELETE", APPROVED, of_minutes=True),
    Rule(
        "decision_never_changed",
        "extranet_decision",
        "UPDATE",
        "a decision is never rewritten: a note or a later decision corrects it",
        _changed(*_DECISION),
    ),
    Rule("decision_never_deleted", "extranet_decision", "DELETE", "a decision is never deleted"),
)


def _kept(name: str, table: str, what: str, author: str, columns: tuple[str, ...]) -> list[Rule]:
    """Return the rules of a table that is only ever added to."""
    why = f"{what} never changes"
    condition = _but_for_the_author(author, *columns)
    return [
        Rule(f"{name}_never_changed", f"extranet_{table}", "UPDATE", why, condition),
        Rule(f"{name}_never_deleted", f"extranet_{table}", "DELETE", why),
    ]


RULES = (
    *LOCKS,
    *_kept(
        "revision",
        "minutesrevision",
        "a revision of minutes",
        "written_by_id",
        _REVISION,
    ),
    *_kept("decision_note", "decisionnote", "a note on a decision", "written_by_id", _NOTE),
    *_kept("version", "documentversion", "a version of a document", "uploaded_by_id", _VERSION),
    *_kept("reading", "reading", "the log of readings", "user_id", _READING),
    *_kept("audit", "auditentry", "the log of what was done", "actor_id", _AUDIT),
)


def install(apps, schema_editor) -> None:
    """Make the triggers; to be run by a migration."""
    make = {"sqlite": _for_sqlite, "postgresql": _for_postgresql}[schema_editor.connection.vendor]
    for rule in RULES:
        for statement in make(rule):
            schema_editor.execute(statement, None)


def remove(apps, schema_editor) -> None:
    """Drop the triggers, if they are there."""
    vendor = schema_editor.connection.vendor
    for rule in RULES:
        where = f" ON {rule.table}" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {rule.name}{where}", None)
        if vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {rule.name}()", None)


def _minutes(rule: Rule) -> str:
    """Return SQL that names the minutes a row belongs to, before and after."""
    rows = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}[rule.event]
    return ", ".join(f"{row}.minutes_id" for row in rows)


def _for_sqlite(rule: Rule) -> list[str]:
    conditions = [f"({rule.when})"] if rule.when else []
    if rule.of_minutes:
        conditions.append(
            "EXISTS (SELECT 1 FROM extranet_minutes "  # noqa: S608
            f"WHERE id IN ({_minutes(rule)}) AND state = 'approved')"
        )
    when = f"WHEN {' AND '.join(conditions)} " if conditions else ""
    return [
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} FOR EACH ROW {when}"
        f"BEGIN SELECT RAISE(ABORT, '{rule.why}'); END"
    ]


def _for_postgresql(rule: Rule) -> list[str]:
    refuse = f"RAISE EXCEPTION '{rule.why}' USING ERRCODE = 'integrity_constraint_violation';"
    read = ""
    conditions = [f"({rule.when})"] if rule.when else []
    if rule.of_minutes:
        # Held until the transaction ends: they cannot be approved between asking and writing.
        read = (
            "SELECT bool_or(held.state = 'approved') INTO locked FROM "  # noqa: S608
            f"(SELECT state FROM extranet_minutes WHERE id IN ({_minutes(rule)}) "
            "ORDER BY id FOR SHARE) AS held;"
        )
        conditions.append("locked")
    body = f"IF {' AND '.join(conditions)} THEN {refuse} END IF;" if conditions else refuse
    result = "OLD" if rule.event == "DELETE" else "NEW"
    return [
        f"CREATE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"DECLARE locked boolean; BEGIN {read} {body} RETURN {result}; END $$",
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {rule.name}()",
    ]
