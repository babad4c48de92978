"""The clock of the database: the only one that says whether a vote comes in time."""

import datetime

from django.db import connection

# What asks it, in the SQL of triggers too; on SQLite as Django writes moments there.
NOW = {
    "postgresql": "clock_timestamp()",
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')",
}


def database_now() -> datetime.datetime:
    """Return the moment that it is now by the database's clock, whenever its transaction began."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NOW[connection.vendor]}")
        (moment,) = cursor.fetchone()
    if isinstance(moment, str):
        moment = datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.UTC)
    return moment
