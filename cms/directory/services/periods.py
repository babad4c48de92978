"""The rule that what excludes itself must not hold twice on one day."""

import datetime
from collections.abc import Iterable

from cms.core.models import DatedModel


def overlaps(rows: Iterable[DatedModel]) -> list[tuple[DatedModel, DatedModel]]:
    """Return pairs of `rows`, the earlier first, that hold on a same day; both days count."""
    found, latest = [], None
    for row in sorted(rows, key=lambda row: row.starts_on):
        if latest is not None and row.starts_on <= (latest.ends_on or datetime.date.max):
            found.append((latest, row))
        if latest is None or _end(row) >= _end(latest):
            latest = row
    return found


def _end(row: DatedModel) -> datetime.date:
    return row.ends_on or datetime.date.max
