"""Finds the rows that a file is about with a handful of queries, however long the file is."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from import_export.instance_loaders import BaseInstanceLoader

from cms.core.tabular.columns import ReferenceColumn
from cms.core.tabular.errors import CellError, TableError


class NoDiff:
    """Stands in for import-export's differences in HTML: the preview shows its own."""

    def __init__(self, resource, instance, new):
        pass

    def compare_with(self, resource, instance):
        pass


class KnownRows(BaseInstanceLoader):
    """An instance for each row of the file: the one that is there, or a new one.

    They are all made before the first row is read, so that a parent may stand after its children.
    """

    @classmethod
    def prepare(cls, resource, dataset) -> "KnownRows":
        """Return the rows of `dataset`, with every column of `resource` ready to find others."""
        known = cls(resource, dataset)
        known.headers = set(dataset.headers)
        rows = dataset.dict
        for column in resource.references:
            if column.column_name in known.headers:
                column.load({row[column.column_name] for row in rows} - {""})
        known.instances, known.repeats = [], {}
        existing, seen = known.existing(rows), {}
        for number, row in enumerate(rows, start=1):
            key = known.key_of(row)
            if key in seen:
                known.repeats[number] = seen[key]
            elif key:
                seen[key] = number
            instance = existing.get(key)
            if instance is None or number in known.repeats:
                instance = resource.init_instance(row)
            known.instances.append(instance)
        known.offer_to_each_other(rows)
        return known

    def key_of(self, row: dict) -> tuple | None:
        """Return the key of `row`, or None where it cannot be read: its cell says why later."""
        try:
            values = [self.resource.fields[name].clean(row) for name in self.resource.key]
        except ValueError:
            return None
        return tuple(getattr(value, "code", value) for value in values)

    def existing(self, rows: list[dict]) -> dict[tuple, object]:
        """Return the rows of the database that the file may be about, by key."""
        fields = self.resource.fields
        first = fields[self.resource.key[0]]
        lookup = "code__in" if isinstance(first, ReferenceColumn) else "in"
        wanted = {row[first.column_name] for row in rows}
        found = self.resource.get_queryset().filter(**{f"{first.attribute}__{lookup}": wanted})
        return {
            tuple(fields[name].get_value(row) for name in self.resource.key): row for row in found
        }

    def offer_to_each_other(self, rows: list[dict]) -> None:
        """Let rows of the file name each other."""
        for column in self.resource.references:
            if column.model is self.resource.model:
                for row, instance in zip(rows, self.instances, strict=True):
                    column.known[row["code"]] = instance


def check_headers(resource, headers: list[str]) -> None:
    """Raise `TableError` where the header names a column twice, none, or one there is not."""
    errors = []
    unknown = [header for header in headers if header and header not in resource.fields]
    if unknown:
        message = _("There is no column called: %(columns)s. There are: %(known)s.")
        values = {"columns": ", ".join(unknown), "known": ", ".join(resource.fields)}
        errors.append(CellError(None, "", message % values))
    missing = [name for name in resource.key if name not in headers]
    if missing:
        message = _("A column is missing: %(columns)s.") % {"columns": ", ".join(missing)}
        errors.append(CellError(None, "", message))
    repeated = sorted({header for header in headers if headers.count(header) > 1 and header})
    if repeated:
        message = _("A column is there twice: %(columns)s.") % {"columns": ", ".join(repeated)}
        errors.append(CellError(None, "", message))
    if "" in headers:
        errors.append(CellError(None, "", _("A column of the header has no name.")))
    if errors:
        raise TableError(errors)


def levels(instances: list) -> Iterator[list]:
    """Yield `instances` in groups that can be written one after the other, parents first."""
    waiting = list(instances)
    while waiting:
        ready = [
            row
            for row in waiting
            if not (getattr(row, "parent", None) and row.parent._state.adding)
        ]
        yield ready
        waiting = [row for row in waiting if row._state.adding]


def cycles(model, attribute: str, changed: list) -> list:
    """Return those of the `changed` rows that would be above themselves."""
    above = dict(model._default_manager.values_list("code", f"{attribute}__code"))
    for row in changed:
        parent = getattr(row, attribute)
        above[row.code] = parent.code if parent else None
    found = []
    for row in changed:
        seen, code = set(), above[row.code]
        while code and code not in seen:
            if code == row.code:
                found.append(row)
                break
            seen.add(code)
            code = above.get(code)
    return found
