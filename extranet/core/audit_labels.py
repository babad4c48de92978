"""The log in words: what each action is called, and the things it was done to.

Each room registers its own in its `audit_labels.py`. An action that nobody has named is shown by
its verb, so that nothing is missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse

from extranet.core.models import AuditEntry
from extranet.core.standing import Standing


@dataclass(frozen=True)
class Thing:
    """What an entry may name: `kind`, its model's name, and its address by primary key.

    Of several that an entry names, beside its own, the one with the lowest `order` is shown.
    """

    kind: str
    order: int
    model: type[Model]
    url_name: str


ACTIONS: dict[str, str] = {}
_things: dict[str, Thing] = {}


def register_actions(labels: Mapping[str, str]) -> None:
    """Add what actions are called, by the verb that the services write."""
    ACTIONS.update(labels)


def register_thing(thing: Thing) -> None:
    """Let entries link a kind of thing, where their reader may see it."""
    things = sorted([*_things.values(), thing], key=lambda row: row.order)
    _things.clear()
    _things.update({row.kind: row for row in things})


@dataclass(frozen=True)
class Line:
    """One line of the log: who did what, to what, when; the thing only where one may see it."""

    entry: AuditEntry
    what: str
    title: str = ""
    url: str = ""


def action_label(action: str) -> str:
    """Return what an action is called: its words, or its verb as the services write it."""
    return str(ACTIONS.get(action) or action.replace(".", ": ").replace("_", " "))


def lines(entries: Iterable[AuditEntry], standing: Standing) -> list[Line]:
    """Return the entries in words; one query a kind of thing, however many entries."""
    named = [(entry, _named(entry)) for entry in entries]
    wanted = defaultdict(set)
    for _entry, thing in named:
        if thing:
            wanted[thing[0]].add(thing[1])
    titles = {
        (kind, row.pk): str(row.title if hasattr(row, "title") else row)
        for kind, keys in wanted.items()
        for row in _things[kind].model.objects.visible_to(standing).filter(pk__in=keys)
    }
    return [_line(entry, thing, titles.get(thing)) for entry, thing in named]


def _named(entry: AuditEntry) -> tuple[str, int] | None:
    """Return what an entry names, as kind and key: its thing, or the meeting that it belongs to."""
    keys = {**{kind: entry.details.get(kind) for kind in _things}, entry.kind: entry.key}
    for kind in (entry.kind, *_things):
        if kind in _things and str(keys.get(kind) or "").isdecimal():
            return kind, int(keys[kind])
    return None


def _line(entry: AuditEntry, thing: tuple[str, int] | None, title: str | None) -> Line:
    what = action_label(entry.action)
    if title is None:
        return Line(entry, what)
    kind, key = thing
    return Line(entry, what, title, reverse(_things[kind].url_name, args=[key]))
