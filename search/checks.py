"""The search's own rules as system checks."""

from django.core.checks import Error, Tags, register
from django.db import connections

from search.engines.database.sqlite import has_fts5


@register(Tags.database)
def check_full_text(app_configs, databases=None, **kwargs) -> list[Error]:
    """Return an error for each database that cannot search texts."""
    errors = []
    for alias in databases or ():
        vendor = connections[alias].vendor
        if vendor not in ("sqlite", "postgresql"):
            errors.append(
                Error(
                    f"The search cannot use a database of the kind “{vendor}”.",
                    hint="Use SQLite or PostgreSQL.",
                    id="search.E001",
                )
            )
        elif vendor == "sqlite" and not has_fts5(alias):
            errors.append(
                Error(
                    "This Python's SQLite was built without FTS5, which the search needs.",
                    hint="Install a SQLite with FTS5, or set DATABASE_URL to a PostgreSQL.",
                    id="search.E002",
                )
            )
    return errors
