"""Turns the signals of rooms into notices."""

from collections.abc import Callable

from django.db.models import Model
from django.dispatch import Signal

from extranet.notices.services.notices import announce


def announce_on(
    signal: Signal, kind: str, keyword: str, *, unless: Callable[[Model], bool] | None = None
) -> None:
    """Announce a kind of notice whenever a signal is sent whose `keyword` carries the thing.

    The signal's `by`, who did it, is not told. Nothing is told of a thing for which `unless` says
    so.
    """

    def listener(sender, by=None, **things):
        thing = things[keyword]
        if unless is None or not unless(thing):
            announce(kind, thing, by=by)

    signal.connect(listener, weak=False, dispatch_uid=f"extranet tell {kind}")
