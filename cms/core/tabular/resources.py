"""What a model's rows look like as a table, and the way from a table back to rows."""

from collections import OrderedDict
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import resources

from cms.core.labels import LabelsField
from cms.core.models import FoldedTextField
from cms.core.tabular.columns import Column, LabelColumn, ReferenceColumn
from cms.core.tabular.errors import CellError
from cms.core.tabular.loading import KnownRows, NoDiff, cycles, levels


class TabularResource(resources.ModelResource):
    """The table of a model; a subclass names its `columns()` and the `key` that tells rows apart.

    `keep_existing` makes a resource that only adds: of a row that is there already it fills in what
    has no text yet in the columns that fill gaps, and touches nothing else.
    """

    key: tuple[str, ...] = ("code",)
    # What its file is called, without the ending.
    name = "rows"

    class Meta:
        fields = ()
        use_bulk = True
        batch_size = None
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True
        store_instance = True
        use_transactions = True
        instance_loader_class = KnownRows

    def __init__(self, *, keep_existing: bool = False, **kwargs):
        super().__init__(**kwargs)
        self.keep_existing = keep_existing
        self.fields = OrderedDict((column.column_name, column) for column in self.columns())
        self.problems: list[tuple[int, str, str]] = []
        self.numbers: dict[int, int] = {}
        self.written: list[tuple[object, bool]] = []
        # Hears the number of each row that was read.
        self.progress: Callable[[int], None] = lambda number: None

    def columns(self) -> list[Column]:
        """Return the columns in the order of the file."""
        raise NotImplementedError

    def check_together(self, instances: list) -> None:
        """Judge the rows of a file as a whole; report with `refuse`."""

    def log_target(self, instance):
        """Return whose history tells of a change of `instance`."""
        return instance

    @property
    def model(self):
        """The model of the rows."""
        return self._meta.model

    @property
    def references(self) -> list[ReferenceColumn]:
        """The columns that name other rows."""
        return [column for column in self.fields.values() if isinstance(column, ReferenceColumn)]

    @classmethod
    def get_diff_class(cls):
        return NoDiff

    def get_import_id_fields(self):
        return self.key

    def get_queryset(self):
        return self.model._default_manager.select_related(
            *[column.attribute for column in self.references]
        )

    def refuse(self, instance, column: str, message: str) -> None:
        """Note that a row of the file cannot be taken, and why."""
        self.problems.append((self.numbers[id(instance)], column, message))

    def key_of(self, instance) -> str:
        """Return what tells the row apart, as a reader would write it."""
        return " · ".join(self.fields[name].export(instance) for name in self.key)

    # --- The steps of an import, in the order in which import-export takes them ----------

    def before_import(self, dataset, **kwargs):
        self.known = KnownRows.prepare(self, dataset)

    def before_import_row(self, row, **kwargs):
        self.number = kwargs["row_number"]

    def get_or_init_instance(self, instance_loader, row):
        instance = self.known.instances[self.number - 1]
        self.numbers[id(instance)] = self.number
        return instance, instance._state.adding

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        kept = self.keep_existing and not instance._state.adding
        if kept and (not field.fills_gaps or field.get_value(instance)):
            return
        super().import_field(field, instance, row, is_m2m, **kwargs)

    def import_instance(self, instance, row, **kwargs):
        errors = {}
        for name, column in self.fields.items():
            try:
                self.import_field(column, instance, row)
            except ValueError as error:
                errors[name] = ValidationError(str(error))
        first = self.known.repeats.get(self.number)
        if first:
            line = {"line": kwargs["lines"][first - 1]}
            message = _("Line %(line)s is about the same row already.") % line
            errors[self.key[0]] = ValidationError(message)
        if errors:
            raise ValidationError(errors)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if instance._state.adding:
            return False
        return super().skip_row(instance, original, row, import_validation_errors)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        errors = dict(import_validation_errors or {})
        excluded = {self.fields[name].attribute for name in errors}
        for column in self.references:
            # Whether the other row is there is known already, without a query for each.
            field = self.model._meta.get_field(column.attribute)
            if column.attribute not in excluded:
                excluded.add(column.attribute)
                if not field.null and getattr(instance, column.attribute, None) is None:
                    errors[column.column_name] = [field.error_messages["blank"]]
        for clean in (lambda: instance.clean_fields(exclude=excluded), instance.clean):
            try:
                clean()
            except ValidationError as error:
                for attribute, messages in error.update_error_dict({}).items():
                    errors.setdefault(self.column_of(attribute), messages)
        for name, column in self.fields.items():
            if name in self.known.headers and self.lacks_text(instance, column):
                errors.setdefault(name, [_("This field is required.")])
        if errors:
            raise ValidationError(errors)

    def column_of(self, attribute: str) -> str:
        """Return the name of the first column that holds `attribute`, or its own."""
        names = [name for name, column in self.fields.items() if column.attribute == attribute]
        return names[0] if names else attribute

    def lacks_text(self, instance, column) -> bool:
        """Return whether `column` is a language that a required label has no text in."""
        if not isinstance(column, LabelColumn):
            return False
        field = self.model._meta.get_field(column.attribute)
        return isinstance(field, LabelsField) and not field.blank and not column.get_value(instance)

    def after_import_row(self, row, row_result, **kwargs):
        self.progress(self.number)
        instance, before = row_result.instance, row_result.original
        cells = {name: column.export(instance) for name, column in self.fields.items()}
        old = {
            name: column.export(before) if before is not None else ""
            for name, column in self.fields.items()
        }
        row_result.changes = [
            (name, old[name], text) for name, text in cells.items() if text != old[name]
        ]

    # --- Writing, all at once and only if nothing is wrong --------------------------------

    def bulk_create(self, using_transactions, dry_run, raise_errors, batch_size=None, result=None):
        if not (result.has_validation_errors() or result.has_errors()):
            self.check_rings()
            self.check_together([*self.create_instances, *self.update_instances])
        if self.problems or result.has_validation_errors() or result.has_errors():
            self.create_instances, self.update_instances = [], []
            return
        self.written = [(instance, True) for instance in self.create_instances]
        self.written += [(instance, False) for instance in self.update_instances]
        if not any(column.model is self.model for column in self.references):
            # What ends must have ended before what follows it begins. Only rows that name each
            # other have to be there first.
            self.bulk_update(using_transactions, dry_run, raise_errors, result=result)
        try:
            for level in levels(self.create_instances):
                self.model._base_manager.bulk_create(level)
        except Exception as error:
            # A race with somebody else's change; the file is refused as a whole.
            self.handle_import_error(result, error, raise_errors)
        self.create_instances = []

    def bulk_update(self, using_transactions, dry_run, raise_errors, batch_size=None, result=None):
        folded = [f for f in self.model._meta.fields if isinstance(f, FoldedTextField)]
        for instance in self.update_instances:
            for field in folded:
                field.pre_save(instance, add=False)
        super().bulk_update(using_transactions, dry_run, raise_errors, 200, result)

    def get_bulk_update_fields(self):
        present = {c.attribute for n, c in self.fields.items() if n in self.known.headers}
        keys = {self.fields[name].attribute for name in self.key}
        folded = {f.name for f in self.model._meta.fields if isinstance(f, FoldedTextField)}
        return sorted((present - keys) | folded)

    def check_rings(self) -> None:
        """Refuse a row that would come to be below itself."""
        for column in self.references:
            if column.model is self.model:
                changed = [*self.create_instances, *self.update_instances]
                for instance in cycles(self.model, column.attribute, changed):
                    self.refuse(instance, column.column_name, _("A row cannot be below itself."))

    def problem_errors(self, lines: list[int]) -> list[CellError]:
        """Return what `refuse` was told, with the lines of the file."""
        return [
            CellError(lines[number - 1], column, message)
            for number, column, message in self.problems
        ]
