"""The registry of what every app holds about people.

An app registers its sources when it is ready:

    sources.register(ReplySource())
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from cms.core.deletion import users_of
from cms.core.labels import LabelsField, pick


@dataclass(frozen=True)
class Subject:
    """Whom one asks about. `key`, an e-mail address or a code, finds the same one again.

    `user` is an account and `person` a row of the directory, where there are any: this floor knows
    no more of them than that rows refer to them.
    """

    key: str
    name: str = ""
    email: str = ""
    user: models.Model | None = None
    person: models.Model | None = None


class PersonalDataSource:
    """What one app holds about people in one place."""

    # Stable and never shown.
    code: str
    label: str
    # Lower ones are erased first; what others hang on comes last.
    order = 50

    def find(self, subject: Subject) -> Iterable:
        """Return the rows about `subject`."""
        raise NotImplementedError

    def describe(self, row) -> dict:
        """Return what a row says, by labels for people, in values that JSON knows.

        Empty where nothing of it may be handed out yet.
        """
        raise NotImplementedError

    def reason_to_keep(self, row) -> str:
        """Return why a row must be kept, for the person that it is about; empty where it may go."""
        return ""

    def erase(self, row) -> None:
        """Erase a row that need not be kept; what is not in the data base, once it is committed.

        An erasure is rehearsed: done, shown and rolled back.
        """
        raise NotImplementedError

    def anonymise_due(self, today: datetime.date) -> int:
        """Make nameless, or erase, what must not be kept on the day `today`; return how many."""
        return 0


class ModelSource(PersonalDataSource):
    """The rows of a model; says by which fields they belong to somebody, and what they say.

    `fields` are names of fields, or pairs of a label and a function of the row. Rows that are a
    `PersonalDataMixin` are made nameless once their day has passed.
    """

    model: type[models.Model]
    user_field = person_field = email_field = ""
    fields: tuple[str | tuple[str, Callable]] = ()
    # Why all rows are kept; empty where they may go.
    kept = ""

    @property
    def code(self) -> str:
        return self.model._meta.label_lower

    @property
    def label(self) -> str:
        return capfirst(str(self.model._meta.verbose_name_plural))

    def find(self, subject):
        query = Q(pk__in=())
        if self.user_field and subject.user:
            query |= Q(**{self.user_field: subject.user.pk})
        if self.person_field and subject.person:
            query |= Q(**{self.person_field: subject.person.pk})
        if self.email_field and subject.email:
            query |= Q(**{f"{self.email_field}__iexact": subject.email})
        return self.model._base_manager.filter(query).order_by("pk")

    def describe(self, row):
        said = (self._said(row, field) for field in self.fields)
        return {capfirst(str(label)): plain(value) for label, value in said}

    def _said(self, row, name) -> tuple:
        if not isinstance(name, str):
            label, read = name
            return label, read(row)
        field = row._meta.get_field(name)
        value = getattr(row, name)
        if isinstance(field, LabelsField):
            value = pick(value)
        elif field.choices:
            value = getattr(row, f"get_{name}_display")()
        return field.verbose_name, value

    def reason_to_keep(self, row):
        if self.kept:
            return str(self.kept)
        users = users_of([row])
        return _("Still in use by: %(users)s.") % {"users": users} if users else ""

    def erase(self, row):
        # The log of the admin says what happened to which row, and calls it by its name.
        log = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(row), object_id=str(row.pk)
        )
        log.update(label=f"#{row.pk}")
        row.delete()

    def anonymise_due(self, today):
        manager = self.model._default_manager
        if not hasattr(manager, "past_keeping"):
            return 0
        rows = list(manager.past_keeping(today))
        for row in rows:
            row.anonymise()
        return len(rows)


def plain(value):
    """Return `value` as JSON can hold it and people can read it."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return str(value)


_sources: dict[str, PersonalDataSource] = {}
# Each returns whom a query means, and each adds to a subject what it knows of them.
_finders: list[Callable[[str], Iterable[Subject]]] = []
_linkers: list[Callable[[Subject], dict]] = []


def register(source: PersonalDataSource) -> None:
    """Count `source` among what is held about people; one of the same code takes its place."""
    _sources[source.code] = source


def find_by(finder: Callable[[str], Iterable[Subject]]) -> None:
    """Let `finder(query)` say whom a query means, by name or code."""
    _finders.append(finder)


def link_by(linker: Callable[[Subject], dict]) -> None:
    """Let `linker(subject)` say more of somebody: fields of the subject that are still empty."""
    _linkers.append(linker)


def all_sources() -> list[PersonalDataSource]:
    """Return all sources, in the order in which they are erased."""
    return sorted(_sources.values(), key=lambda source: source.order)


def find_subjects(query: str) -> list[Subject]:
    """Return whom `query` may mean: an e-mail address is always somebody, known or not."""
    query = query.strip()
    if not query:
        return []
    found = [Subject(key=query.lower(), email=query.lower())] if "@" in query else []
    found += [subject for finder in _finders for subject in finder(query)]
    linked = (_linked(subject) for subject in found)
    return list({subject.key: subject for subject in linked}.values())


def subject_of(key: str) -> Subject | None:
    """Return whom `key` stands for, or None."""
    key = key.strip().lower()
    return next((found for found in find_subjects(key) if found.key.lower() == key), None)


def _linked(subject: Subject) -> Subject:
    # What one adds may be what another one needs.
    before = None
    while subject != before:
        before = subject
        for linker in _linkers:
            known = linker(subject).items()
            new = {name: value for name, value in known if value and not getattr(subject, name)}
            subject = replace(subject, **new)
    return subject
