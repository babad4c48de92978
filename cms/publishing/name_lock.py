"""A publication and the withdrawal of a name wait for one another, until the other's end.

Otherwise a text that was judged while the name was free could go out once it is taken back. On
SQLite whoever writes is alone, and a judgment that others have overtaken cannot be written.
"""

from django.db import connection

# Of locks that the database knows by a number alone.
_NUMBER = 0x6E616D65


def publish_before_or_after() -> None:
    """Let no name be withdrawn until this transaction ends; wait for a withdrawal under way."""
    _lock("pg_advisory_xact_lock_shared")


def withdraw_before_or_after() -> None:
    """Let nothing be published until this transaction ends; wait for publications under way."""
    _lock("pg_advisory_xact_lock")


def _lock(function: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_NUMBER])
