"""Two mandates never hold one seat of a body on one day: the database itself sees to it.

PostgreSQL has an exclusion constraint for it, SQLite gets triggers that say the same. A migration
installs either; on SQLite, where changing a table makes it anew without its triggers, they are
looked after again once migrations have run.
"""

from django.db import connections

NAME = "one_mandate_a_seat"
TABLE = "directory_mandate"
# Mandate.SEATED_ROLES, as it is when this is written into the database.
_SEATED = "('chair', 'coordinator', 'member', 'co_opted')"

_POSTGRES = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    # Deferrable, so that one statement may exchange seats; checked when it is over.
    f"ALTER TABLE {TABLE} ADD CONSTRAINT {NAME} EXCLUDE USING gist ("
    "body_id WITH =, seat WITH =, daterange(starts_on, ends_on, '[]') WITH &&"
    f") WHERE (seat <> '' AND role IN {_SEATED}) DEFERRABLE INITIALLY IMMEDIATE",
)
_TRIGGER = (
    f"CREATE TRIGGER IF NOT EXISTS {NAME}_%s BEFORE %s ON {TABLE} "  # noqa: S608
    f"WHEN NEW.seat <> '' AND NEW.role IN {_SEATED} BEGIN "
    f"SELECT RAISE(ABORT, '{NAME}') FROM {TABLE} AS other "
    f"WHERE other.body_id = NEW.body_id AND other.seat = NEW.seat AND other.role IN {_SEATED} "
    "AND other.id IS NOT NEW.id "
    "AND other.starts_on <= coalesce(NEW.ends_on, '9999-12-31') "
    "AND NEW.starts_on <= coalesce(other.ends_on, '9999-12-31'); END"
)
_EVENTS = ("insert", "update")


def install(connection) -> None:
    """Put the rule into the database of `connection`."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in _POSTGRES:
                cursor.execute(statement)
        elif connection.vendor == "sqlite":
            for event in _EVENTS:
                cursor.execute(_TRIGGER % (event, event))


def remove(connection) -> None:
    """Take the rule out again."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {TABLE} DROP CONSTRAINT IF EXISTS {NAME}")
        elif connection.vendor == "sqlite":
            for event in _EVENTS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{event}")


def keep_installed(sender, using, **kwargs) -> None:
    """Put the triggers of SQLite back where a migration has made their table anew."""
    connection = connections[using]
    if connection.vendor == "sqlite" and TABLE in connection.introspection.table_names():
        install(connection)
