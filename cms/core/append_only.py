"""Rows that the database itself keeps as they are: versions, minutes, decisions, the logs.

What is written here holds for services, views and plain SQL alike. A person's account may be
erased, so a column that says who wrote something may be emptied, and nothing else. Each room
states its rules beside its models, and a migration installs them.

SQLite makes a table anew when a column of it changes, and its triggers are lost: a migration that
changes one of these tables removes them before and installs them after; the tests of the triggers
run on the migrated database and would tell.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.migrations.operations.base import Operation

from cms.core.clock import NOW


@dataclass(frozen=True)
class Lock:
    """Another row whose state forbids changes: `condition` is true of the row of `table` whose
    key is in `column`, or is what `key` finds: SQL, with {row} for the row before or after.

    {now} in the condition is the moment by the database's clock.
    """

    table: str
    column: str
    condition: str
    key: str = ""


@dataclass(frozen=True)
class Rule:
    """One trigger: `when` (SQL, or always) an `event` on a table's row is refused, saying `why`.

    With a `lock` only where the row that it names is in a state that forbids changes. {now} in
    `when` is the moment by the database's clock. TRUNCATE is refused where there is such a thing.
    """

    name: str
    table: str
    event: str
    why: str
    when: str = ""
    lock: Lock | None = None


def changed(*columns: str) -> str:
    """Return SQL that is true where one of the columns changes."""
    return " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in columns)


def changed_but_author(author: str, *columns: str) -> str:
    """Return SQL that is true unless all that happens is that the author is forgotten."""
    return f"{changed(*columns)} OR (NEW.{author} IS NOT NULL AND {changed(author)})"


def only_added(
    name: str, table: str, what: str, author: str, columns: tuple[str, ...]
) -> tuple[Rule, Rule]:
    """Return the rules of a table that is only ever added to."""
    why = f"{what} never changes"
    return (
        Rule(f"{name}_never_changed", table, "UPDATE", why, changed_but_author(author, *columns)),
        Rule(f"{name}_never_deleted", table, "DELETE", why),
    )


def never_emptied(name: str, table: str, what: str) -> Rule:
    """Return the rule of a table that nobody empties at once."""
    return Rule(f"{name}_never_emptied", table, "TRUNCATE", f"{what} never goes")


class KeptRows(Operation):
    """Makes the triggers of `rules` and drops them backwards; or, to `remove`, the other way.

    Not RunPython, which would build every model there was at that moment to make no use of it.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, rules: Iterable[Rule], remove: bool = False):
        self.rules = tuple(rules)
        self.remove = remove

    def state_forwards(self, app_label, state):
        """Change nothing: triggers are no part of what Django knows of its tables."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Do it."""
        (remove if self.remove else install)(schema_editor, self.rules)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Undo it."""
        (install if self.remove else remove)(schema_editor, self.rules)

    def describe(self):
        """Return what it does, for who migrates."""
        return f"{'Drop' if self.remove else 'Make'} {len(self.rules)} triggers"


def installation(rules: Iterable[Rule]) -> KeptRows:
    """Return the operation of a migration that makes the triggers, and drops them backwards."""
    return KeptRows(rules)


def removal(rules: Iterable[Rule]) -> KeptRows:
    """Return the operation that drops the triggers before a table changes, and makes them
    backwards."""
    return KeptRows(rules, remove=True)


def install(schema_editor, rules: Iterable[Rule]) -> None:
    """Make the triggers of the rules."""
    vendor = schema_editor.connection.vendor
    make = {"sqlite": _for_sqlite, "postgresql": _for_postgresql}[vendor]
    for rule in rules:
        for statement in make(rule):
            schema_editor.execute(statement.replace("{now}", NOW[vendor]), None)


def remove(schema_editor, rules: Iterable[Rule]) -> None:
    """Drop the triggers of the rules, if they are there."""
    vendor = schema_editor.connection.vendor
    for rule in rules:
        where = f" ON {rule.table}" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {rule.name}{where}", None)
        if vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {rule.name}()", None)


def _locking_keys(rule: Rule) -> str:
    """Return SQL that names the rows that lock a row, before and after."""
    rows = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}[rule.event]
    key = rule.lock.key or f"{{row}}.{rule.lock.column}"
    return ", ".join(key.replace("{row}", row) for row in rows)


def _for_sqlite(rule: Rule) -> list[str]:
    if rule.event == "TRUNCATE":
        return []
    conditions = [f"({rule.when})"] if rule.when else []
    if rule.lock:
        conditions.append(
            f"EXISTS (SELECT 1 FROM {rule.lock.table} "  # noqa: S608
            f"WHERE id IN ({_locking_keys(rule)}) AND ({rule.lock.condition}))"
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
    if rule.lock:
        # Held until the transaction ends: its state cannot change between asking and writing.
        read = (
            f"SELECT bool_or({rule.lock.condition}) INTO locked FROM "  # noqa: S608
            f"(SELECT * FROM {rule.lock.table} WHERE id IN ({_locking_keys(rule)}) "
            "ORDER BY id FOR SHARE) AS held;"
        )
        conditions.append("locked")
    body = f"IF {' AND '.join(conditions)} THEN {refuse} END IF;" if conditions else refuse
    result = "OLD" if rule.event == "DELETE" else "NEW"
    each = "STATEMENT" if rule.event == "TRUNCATE" else "ROW"
    return [
        f"CREATE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"DECLARE locked boolean; BEGIN {read} {body} RETURN {result}; END $$",
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} "
        f"FOR EACH {each} EXECUTE FUNCTION {rule.name}()",
    ]
