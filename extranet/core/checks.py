"""System checks of the extranet: whether `migrate` can use the database."""

from django.core.checks import Error, Tags, register
from django.db import connections

# The last migration of the extranet as one app, before its rooms became apps of their own.
BEFORE_ROOMS = ("extranet", "0002_kept_by_the_database")


@register(Tags.database)
def check_made_for_rooms(app_configs, databases=None, **kwargs) -> list[Error]:
    """Return an error for a database whose extranet is not sorted into rooms; `migrate` asks."""
    return [_error(alias) for alias in databases or () if _made_before_rooms(alias)]


def _made_before_rooms(alias: str) -> bool:
    connection = connections[alias]
    if "django_migrations" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM django_migrations WHERE app = %s AND name = %s", BEFORE_ROOMS)
        return cursor.fetchone() is not None


def _error(alias: str) -> Error:
    where = connections[alias].settings_dict["NAME"]
    return Error(
        f"The database {where} was made by an earlier version, whose tables this one cannot use.",
        hint=(
            "Start anew: set it aside and let `migrate` make an empty one. For the embedded "
            "default, move the folder var/ away and run `make run` again."
        ),
        id="extranet.E001",
    )
