"""Consent texts that are in force stay as they are: the database itself refuses to change them.

A migration installs the triggers. SQLite makes a table anew when a column of it changes, and its
triggers are lost: a migration that changes the table calls `remove` before and `install` after.
"""

TABLE = "core_consenttext"
WHY = "a consent text that is in force never changes"
_NAMES = {"UPDATE": "consent_text_never_changed", "DELETE": "consent_text_never_deleted"}


def install(apps, schema_editor) -> None:
    """Make the triggers."""
    make = {"sqlite": _for_sqlite, "postgresql": _for_postgresql}[schema_editor.connection.vendor]
    for event, name in _NAMES.items():
        for statement in make(event, name):
            schema_editor.execute(statement, None)


def remove(apps, schema_editor) -> None:
    """Drop the triggers, if they are there."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name in _NAMES.values():
        where = f" ON {TABLE}" if postgresql else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{where}", None)
        if postgresql:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()", None)


def _for_sqlite(event: str, name: str) -> list[str]:
    return [
        # SQLite's clock knows milliseconds, its text holds microseconds.
        f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} FOR EACH ROW "
        "WHEN substr(OLD.valid_from, 1, 23) <= strftime('%Y-%m-%d %H:%M:%f', 'now') "
        f"BEGIN SELECT RAISE(ABORT, '{WHY}'); END"
    ]


def _for_postgresql(event: str, name: str) -> list[str]:
    result = "OLD" if event == "DELETE" else "NEW"
    return [
        # The moment of the statement, not that of its transaction's beginning.
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF OLD.valid_from <= clock_timestamp() THEN RAISE EXCEPTION '{WHY}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {result}; END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
