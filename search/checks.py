"""The search's own rules as system checks."""

from importlib.util import find_spec

from django.core.checks import Error, Tags, Warning, register
from django.db import connections

from search.engines.database.sqlite import has_fts5
from search.meaning import is_on
from search.meaning.encoder import MODULE


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


@register()
def check_meaning(app_configs, **kwargs) -> list[Warning]:
    """Return a warning where results are to be ranked by meaning and nothing is there to do it."""
    if not is_on() or find_spec(MODULE):
        return []
    return [
        Warning(
            "SEARCH_MEANING is set, but the encoder is not installed: results stay as they are.",
            hint="Install it with: pip install .[meaning]",
            id="search.W001",
        )
    ]
