"""Codes of vocabulary rows as facet values."""

from collections.abc import Iterable


def with_parents(rows: Iterable) -> list[str]:
    """Return the codes of `rows` and of what they are part of, each once."""
    codes = {}
    for row in rows:
        codes[row.code] = None
        if row.parent_id:
            codes[row.parent.code] = None
    return list(codes)
