"""The kinds of notices: what each says, who is told, whether it can be declined.

Each room registers its own in its `notices.py`. The words name nothing: who opens the mailbox of
a delegate learns of no body, title or text.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.conf import settings
from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from extranet.core.standing import Standing

NONE = datetime.timedelta()
# How long what is told together waits for more of its kind.
QUIET = datetime.timedelta(minutes=10)
HOME = "extranet:overview"


@dataclass(frozen=True)
class Kind:
    """One kind of notice; `told(thing, at)` are users, `due(standing, thing)` asks once more."""

    code: str
    model: type[Model]
    # As a choice among the e-mails that one gets.
    label: str
    subject: str
    # One sentence; with `%(count)s` and two forms where several become one line.
    sentence: str
    # The words of the link.
    link: str
    told: Callable
    due: Callable
    # The name of the page's address, and the path of the thing's field that is its key.
    page: tuple[str, str] = (HOME, "")
    # The field of the thing that is a last day, and the sentence that says so.
    deadline: str = ""
    by: str = ""
    declinable: bool = True
    # Told to those alone who keep a body.
    keepers: bool = False
    # Whether several with one address are one line; else each has its own.
    together: bool = False
    # How long it waits for more of its kind, to be told together.
    gathers: datetime.timedelta = NONE
    # Nobody did it just now: it waits for the reader's morning.
    ahead: bool = False
    # What makes it another happening with the same thing, which is told of again.
    mark: Callable[[Model], object] | None = None
    # Whether, at a moment, it is told at once to those too who want one e-mail a day.
    urgent: Callable[[Model, datetime.datetime], bool] | None = None
    # Which related rows the questions above need.
    related: tuple[str, ...] = ()

    def fingerprint(self, thing) -> str:
        """Return what one happening is known by: it is told to nobody twice."""
        mark = f":{self.mark(thing)}" if self.mark else ""
        return f"{self.code}:{thing._meta.model_name}:{thing.pk}{mark}"

    def last_day(self, thing) -> datetime.date | None:
        """Return the day that the deadline names, if there is one."""
        return getattr(thing, self.deadline) if self.deadline else None

    def is_urgent(self, thing, now: datetime.datetime) -> bool:
        """Return whether it is told at once to those too who want one e-mail a day."""
        return self.urgent is not None and self.urgent(thing, now)

    def address(self, thing) -> str:
        """Return the whole address of the page where one reads of a thing, in the active
        language; the overview's where the thing has no page any more."""
        name, field = self.page
        try:
            return absolute(reverse(name, args=[attrgetter(field)(thing)] if field else []))
        except NoReverseMatch:
            return absolute(reverse(HOME))


# By code, in the order in which people choose among them.
KINDS: dict[str, Kind] = {}
_orders: dict[str, int] = {}


def register(order: int, *kinds: Kind) -> None:
    """Add the kinds of a room, which stands at `order` among the rooms."""
    for kind in kinds:
        KINDS[kind.code] = kind
        _orders[kind.code] = order
    by_order = sorted(KINDS.items(), key=lambda item: _orders[item[0]])
    KINDS.clear()
    KINDS.update(by_order)


def kinds_for(standing: Standing) -> list[Kind]:
    """Return the kinds that somebody may ever be told of."""
    keeps = standing.secretariat or bool(standing.manages)
    return [kind for kind in KINDS.values() if keeps or not kind.keepers]


def declinable() -> list[str]:
    """Return the codes of the kinds that one may decline."""
    return [code for code, kind in KINDS.items() if kind.declinable]


def gathering() -> list[str]:
    """Return the codes of the kinds that wait for more of their kind."""
    return [code for code, kind in KINDS.items() if kind.gathers]


def absolute(path: str) -> str:
    """Return a path of this site with scheme and host, as an e-mail or a calendar carries it."""
    return settings.BASE_URL.rstrip("/") + path
