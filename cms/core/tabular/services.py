"""Brings a table into the database, whole or not at all, and writes one out of it."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

import tablib
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.tabular.errors import CellError, TableError
from cms.core.tabular.loading import check_headers
from cms.core.tabular.reading import Table, read_table
from cms.core.tabular.resources import TabularResource
from cms.core.tabular.writing import WRITERS

CREATE, CHANGE, KEEP = "create", "change", "keep"
_ACTIONS = {"new": CREATE, "update": CHANGE, "skip": KEEP}


@dataclass(frozen=True)
class RowOutcome:
    """What becomes of one row: `changes` are columns, each with its text before and after."""

    line: int
    key: str
    action: str
    changes: list[tuple[str, str, str]]


@dataclass
class Outcome:
    """What an import does, or would do."""

    rows: list[RowOutcome] = field(default_factory=list)

    def count(self, action: str) -> int:
        """Return how many rows it creates, changes or keeps."""
        return sum(row.action == action for row in self.rows)

    @property
    def created(self) -> int:
        """How many rows are new."""
        return self.count(CREATE)

    @property
    def changed(self) -> int:
        """How many rows become different."""
        return self.count(CHANGE)

    @property
    def kept(self) -> int:
        """How many rows are as the file says already."""
        return self.count(KEEP)

    @property
    def touched(self) -> list[RowOutcome]:
        """The rows that are new or become different."""
        return [row for row in self.rows if row.action != KEEP]

    @property
    def fingerprint(self) -> str:
        """A short text that is the same for the same effects."""
        effects = [(row.key, row.action, row.changes) for row in self.rows]
        return hashlib.sha256(json.dumps(effects).encode()).hexdigest()[:32]


def import_rows(
    resource: TabularResource | type[TabularResource], source: Path | str, *, user=None
) -> Outcome:
    """Import the file at a path, or a text, and return what it did; `TableError` if it cannot."""
    if isinstance(resource, type):
        resource = resource()
    content = source.read_bytes() if isinstance(source, Path) else source.encode()
    name = source.name if isinstance(source, Path) else ""
    return import_table(resource, read_table(content, name, known=resource.fields), user=user)


@transaction.atomic
def import_table(
    resource: TabularResource, table: Table, *, user=None, dry_run: bool = False
) -> Outcome:
    """Write the rows of `table`, all of them or none, and return what became of each.

    `dry_run` writes and takes it all back. Raises `TableError` with everything that is wrong.
    Each row is announced like a save, and is in the history where a `user` is named.
    """
    check_headers(resource, table.headers)
    dataset = tablib.Dataset(*table.rows, headers=table.headers)
    result = resource.import_data(dataset, dry_run=dry_run, lines=table.lines)
    errors = [*_row_errors(result, table.lines), *resource.problem_errors(table.lines)]
    if result.base_errors and not errors:
        if not isinstance(result.base_errors[0].error, IntegrityError):
            raise result.base_errors[0].error
        errors = [CellError(None, "", _("Somebody changed these rows meanwhile. Try again."))]
    if errors:
        # The atomic block takes back whatever was written before the fault showed.
        raise TableError(sorted(errors, key=lambda error: error.line or 0))
    outcome = Outcome(
        [
            RowOutcome(line, resource.key_of(row.instance), _ACTIONS[row.import_type], row.changes)
            for line, row in zip(table.lines, result.rows, strict=True)
        ]
    )
    if not dry_run:
        _announce(resource, user)
    return outcome


def _row_errors(result, lines: list[int]) -> list[CellError]:
    """Return what was wrong with single cells."""
    errors = []
    for line, row in zip(lines, result.rows, strict=True):
        if row.errors:
            # Not a fault of the file: let it be seen and reported.
            raise row.errors[0].error
        if row.validation_error:
            for column, messages in row.validation_error.message_dict.items():
                name = "" if column == "__all__" else column
                errors += [CellError(line, name, message) for message in messages]
    return errors


def _announce(resource: TabularResource, user) -> None:
    """Tell the listeners of saves, for writing in bulk tells nobody; keep the history."""
    logged = {}
    for instance, created in resource.written:
        post_save.send(
            type(instance),
            instance=instance,
            created=created,
            raw=False,
            using=instance._state.db,
            update_fields=None,
        )
        target = resource.log_target(instance)
        is_new = created and target is instance
        logged[type(target), target.pk] = (target, "wagtail.create" if is_new else "wagtail.edit")
    if user is not None:
        for target, action in logged.values():
            log(target, action, user=user)


def export_file(resource: TabularResource, rows: QuerySet, file_format: str) -> bytes:
    """Return `rows` as a file in "csv" or "xlsx"."""
    related = [column.attribute for column in resource.references]
    dataset = resource.export(rows.select_related(*related))
    return WRITERS[file_format](dataset.headers, [list(row) for row in dataset])
