"""The kinds of columns: each turns a cell into a value and a value into a cell."""

from django.db import models
from django.utils.translation import gettext as _
from import_export.fields import Field

from cms.core.labels import LabelsField, site_languages
from cms.core.models import Term
from cms.core.tabular.cells import normal
from cms.core.text import fold
from cms.core.written_dates import read_date

_YES = {"true", "1", "yes", "y", "oui", "vrai", "sí", "si", "verdadero"}
_NO = {"false", "0", "no", "n", "non", "faux", "falso"}


def names_of(row: models.Model) -> set[str]:
    """Return what a row of a vocabulary is called, folded: its code, and its labels or names."""
    if isinstance(row, Term):
        words = row.folded_source()
    else:
        fields = (field for field in row._meta.fields if isinstance(field, LabelsField))
        labels = (getattr(row, field.name) or {} for field in fields)
        words = {row.code, *(word for texts in labels for word in texts.values())}
    return {fold(word) for word in words if word}


class Column(Field):
    """A text. `clean` raises ValueError with the reason in the active language."""

    # Whether it is read into rows that are there already and say nothing in it, even where these
    # are to stay as they are.
    fills_gaps = False

    def __init__(self, name: str, attribute: str | None = None):
        super().__init__(attribute=attribute or name, column_name=name)

    def parse(self, text: str):
        """Return the value that the cell `text` stands for; ValueError where it stands for none."""
        return text

    def render(self, value) -> str:
        """Return the cell of `value`."""
        return "" if value is None else normal(str(value))

    def clean(self, row, **kwargs):
        return self.parse(row[self.column_name])

    def get_value(self, instance):
        value = getattr(instance, self.attribute)
        return normal(value) if isinstance(value, str) else value

    def save(self, instance, row, is_m2m=False, **kwargs):
        setattr(instance, self.attribute, self.clean(row))

    def export(self, instance, **kwargs):
        return self.render(self.get_value(instance))


class LabelColumn(Column):
    """The text of one language among the labels of a field."""

    fills_gaps = True

    def __init__(self, name: str, attribute: str, language: str):
        super().__init__(f"{name}_{language}", attribute)
        self.language = language

    def get_value(self, instance):
        return normal((getattr(instance, self.attribute) or {}).get(self.language, ""))

    def save(self, instance, row, is_m2m=False, **kwargs):
        labels = dict(getattr(instance, self.attribute) or {})
        text = self.clean(row)
        if text:
            labels[self.language] = text
        else:
            labels.pop(self.language, None)
        setattr(instance, self.attribute, labels)


def label_columns(name: str, attribute: str) -> list[LabelColumn]:
    """Return a column for each of the site's languages: `label_en`, `label_fr` and so on."""
    return [LabelColumn(name, attribute, language) for language in site_languages()]


class ChoiceColumn(Column):
    """A code among the choices of the model's field."""

    def __init__(self, name: str, choices: type[models.TextChoices], blank: bool = False):
        super().__init__(name)
        self.codes = [*choices.values, *([""] if blank else [])]

    def parse(self, text):
        if text not in self.codes:
            raise ValueError(
                _("“%(value)s” is none of: %(choices)s.")
                % {"value": text, "choices": ", ".join(filter(None, self.codes))}
            )
        return text


class DateColumn(Column):
    """A day, best written as 2026-03-31; an empty cell is no day.

    Other ways of writing are read too, but not numbers that may be two days.
    """

    def parse(self, text):
        if not text:
            return None
        try:
            found = read_date(text)
        except ValueError:
            raise ValueError(
                _("“%(value)s” is not a date written like 2026-03-31.") % {"value": text}
            ) from None
        if found.other:
            raise ValueError(
                _("“%(value)s” may be %(date)s or %(other)s: write it like 2026-03-31.")
                % {
                    "value": text,
                    "date": found.day.isoformat(),
                    "other": found.other.isoformat(),
                }
            )
        return found.day

    def render(self, value):
        return value.isoformat() if value else ""


class NumberColumn(Column):
    """A whole number; an empty cell is `empty`."""

    def __init__(self, name: str, empty: int | None = None):
        super().__init__(name)
        self.empty = empty

    def parse(self, text):
        if not text:
            return self.empty
        try:
            return int(text)
        except ValueError:
            raise ValueError(_("“%(value)s” is not a whole number.") % {"value": text}) from None


class YesNoColumn(Column):
    """true or false."""

    def parse(self, text):
        if text.casefold() in _YES:
            return True
        if text.casefold() in _NO:
            return False
        raise ValueError(_("“%(value)s” is neither true nor false.") % {"value": text})

    def render(self, value):
        return "true" if value else "false"


class ReferenceColumn(Column):
    """Another row, by its code or its name in any language, in capitals or not.

    The resource fills `known` before it reads the rows. A name that several rows have is none.
    """

    def __init__(self, name: str, model: type[models.Model]):
        super().__init__(name)
        self.model = model
        self.known: dict[str, models.Model] = {}

    def load(self, codes: set[str]) -> None:
        """Fetch the rows of these codes or names, with two queries at most."""
        self.known = {row.code: row for row in self.model.objects.filter(code__in=codes)}
        if others := codes - set(self.known):
            called: dict[str, set] = {}
            for row in self.model.objects.all():
                for word in names_of(row):
                    called.setdefault(word, set()).add(row)
            for text in others:
                if len(found := called.get(fold(text), ())) == 1:
                    (self.known[text],) = found

    def parse(self, text):
        if not text:
            return None
        if text not in self.known:
            raise ValueError(
                _("There is no %(model)s with the code “%(code)s”.")
                % {"model": self.model._meta.verbose_name, "code": text}
            )
        return self.known[text]

    def get_value(self, instance):
        related = getattr(instance, self.attribute, None)
        return related.code if related else None
