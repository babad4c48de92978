"""What is known of one kind of notice."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from extranet.models import Meeting

NONE = datetime.timedelta()
# A meeting that begins so soon is told of at once, whatever rhythm somebody has chosen.
SOON = datetime.timedelta(days=2)


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
        if self.model is not Meeting or self.declinable:
            return False
        return thing.starts_at - now < SOON
