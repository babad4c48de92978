"""Marks what changed: once the change is committed, a task reads it anew for the index."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from search.tasks import project_entry


def mark(kind: str, object_ids: Iterable) -> None:
    """Have things read anew once the transaction is committed; never if it is rolled back."""
    pending = transaction.get_connection().run_on_commit
    known = {entry[1].args for entry in pending if isinstance(entry[1], _Marked)}
    for object_id in {str(one) for one in object_ids}:
        if (kind, object_id) not in known:
            transaction.on_commit(_Marked(_enqueue, kind, object_id), robust=True)


class _Marked(partial):
    """A marked thing among what else waits for the commit."""


def _enqueue(kind: str, object_id: str) -> None:
    project_entry.enqueue(kind, object_id)
