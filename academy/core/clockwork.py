"""What the academy does by the clock: each room registers functions in its `clockwork.py`.

    @register
    def offers_that_ended(now: datetime.datetime) -> int: ...

A function does what is due at `now` and returns how much that was. It can run as often as one
likes: what has been done is not done again. `manage.py run_academy` runs them all.
"""

import datetime
import logging
from collections.abc import Callable

from django.utils import timezone

logger = logging.getLogger(__name__)

Work = Callable[[datetime.datetime], int]
_works: list[Work] = []


def register(work: Work) -> Work:
    """Have `run` do `work` too, after what was registered before; usable as a decorator."""
    if work not in _works:
        _works.append(work)
    return work


def run(now: datetime.datetime | None = None) -> dict[str, int | None]:
    """Do what is due at `now`, by default the present; return how much by the functions' names.

    One that fails is logged, counts as None and keeps no other from being done.
    """
    now = now or timezone.now()
    done: dict[str, int | None] = {}
    for work in _works:
        try:
            done[work.__name__] = work(now)
        except Exception:
            logger.exception("The academy's %s failed.", work.__name__)
            done[work.__name__] = None
    return done
