"""A circuit breaker: while the remote engine is slow or gone, the database engine answers.

A closed breaker asks the remote engine. After FAILURES failures in a row it opens: nobody waits
any more. After PAUSE seconds one request, and no other, tries again; if that succeeds, the breaker
closes. What it knows lies in the cache, so that all processes know it.

A node that answers, but has no usable index of one language, is left out for that language alone.
"""

import datetime
import logging
import math
from collections.abc import Callable, Iterable
from dataclasses import replace

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from search.engines import deadline
from search.engines.base import (
    Engine,
    EngineUnavailable,
    IndexDiff,
    IndexUnavailable,
    Progress,
    Query,
    Refused,
    Results,
    Suggestion,
)
from search.models import Entry

logger = logging.getLogger(__name__)

FAILURES = 3
# Seconds: how long an open breaker lets nobody through, how long failures are remembered beyond
# the time that they take themselves, and how much longer than the slowest failure a trial may take
# before another may try.
PAUSE = 15
MEMORY = 60
SLACK = 5


class CircuitBreaker:
    """Counts the failures of one engine, for all processes."""

    def __init__(
        self,
        name: str,
        failures: int = FAILURES,
        pause: int = PAUSE,
        slowest: float = deadline.WRITER_PATIENCE,
    ):
        """`slowest` is how many seconds a failure takes at most: it is remembered for longer."""
        self.name = name
        self.failures = failures
        self.pause = pause
        self.slowest = slowest
        self.memory = math.ceil(MEMORY + failures * slowest)
        self.trial = math.ceil(slowest + SLACK)
        self._failed = f"search-breaker-{name}-failed"
        self._open = f"search-breaker-{name}-open"
        self._paused = f"search-breaker-{name}-paused"
        self._trial = f"search-breaker-{name}-trial"

    @property
    def is_open(self) -> bool:
        """Whether the engine is held for gone."""
        return self.open_since is not None

    @property
    def open_since(self) -> datetime.datetime | None:
        """Since when the engine is held for gone; None while it is not."""
        return cache.get(self._open)

    def allows(self) -> bool:
        """Return whether to ask the engine now; of an open breaker, one asker in a while may."""
        state = cache.get_many([self._open, self._paused])
        if not state.get(self._open):
            return True
        return not state.get(self._paused) and bool(cache.add(self._trial, 1, self.trial))

    def release(self) -> None:
        """Let another try: whoever was allowed to has not asked."""
        cache.delete(self._trial)

    def succeeded(self) -> None:
        """Remember an answer: the breaker closes."""
        state = cache.get_many([self._open, self._failed])
        if state:
            cache.delete_many([self._failed, self._open, self._paused, self._trial])
        if self._open in state:
            logger.info("Search engine is back.")

    def failed(self) -> None:
        """Remember a failure: the breaker may open, an open one stays so for another while."""
        if cache.add(self._failed, 1, self.memory):
            count = 1
        else:
            try:
                count = cache.incr(self._failed)
            except ValueError:
                # It was forgotten in between.
                count = 1
        if count >= self.failures or self.is_open:
            if cache.add(self._open, timezone.now(), None):
                logger.warning("Search engine is left out after %d failures.", count)
            cache.set(self._paused, 1, self.pause)
            cache.delete(self._trial)


class GuardedEngine:
    """A remote engine behind a breaker; searches always have an answer.

    `patience` is how many seconds a search waits for it, in a web request all searches together.
    """

    def __init__(
        self,
        remote: Engine,
        fallback: Engine,
        breaker: CircuitBreaker | None = None,
        patience: float = 1.0,
    ):
        self.remote = remote
        self.fallback = fallback
        self.patience = patience
        slowest = max(patience, deadline.WRITER_PATIENCE)
        self.breaker = breaker or CircuitBreaker(remote.name, slowest=slowest)
        self.name = remote.name

    def breaker_of(self, language: str) -> CircuitBreaker:
        """Return what counts the failures of one language's index."""
        node = self.breaker
        return CircuitBreaker(f"{node.name}-{language}", node.failures, node.pause, node.slowest)

    # --- Finding ----------------------------------------------------------------------

    def search(self, query: Query) -> Results:
        """Return the remote engine's results, or the simpler ones, `degraded`."""
        found = self._asked(query.language, lambda: self.remote.search(query))
        if found is None:
            return replace(self.fallback.search(query), degraded=True)
        return found[0]

    def suggest(
        self, text: str, language: str, audiences: frozenset[str], size: int = 8
    ) -> list[Suggestion]:
        """Return things whose titles go on like `text`."""
        found = self._asked(language, lambda: self.remote.suggest(text, language, audiences, size))
        return self.fallback.suggest(text, language, audiences, size) if found is None else found[0]

    def did_you_mean(self, text: str, language: str, audiences: frozenset[str]) -> str | None:
        """Return `text` as it was probably meant, or None."""
        found = self._asked(language, lambda: self.remote.did_you_mean(text, language, audiences))
        return self.fallback.did_you_mean(text, language, audiences) if found is None else found[0]

    def _asked(self, language: str, question: Callable):
        """Return the answer in a tuple, or None where there is none."""
        index = self.breaker_of(language)
        try:
            with deadline.sharing("reading", self.patience):
                if not self.breaker.allows():
                    return None
                if not index.allows():
                    self.breaker.release()
                    return None
                answer = self._counted(question)
        except deadline.Spent:
            return None
        except IndexUnavailable as error:
            logger.warning("%s has no index of %s: %s", self.name, language, error)
            index.failed()
            return None
        except EngineUnavailable as error:
            logger.warning("%s does not answer: %s", self.name, error)
            return None
        index.succeeded()
        return (answer,)

    def _counted(self, question: Callable):
        """Return the answer to a question; count for the node whether it has answered at all."""
        try:
            answer = question()
        except (IndexUnavailable, Refused):
            self.breaker.succeeded()
            raise
        except EngineUnavailable:
            self.breaker.failed()
            raise
        self.breaker.succeeded()
        return answer

    # --- Keeping ----------------------------------------------------------------------

    def write(self, entries: Iterable[Entry]) -> None:
        """Take over the entries. Raises EngineUnavailable at once while the engine is left out."""
        with deadline.sharing("writing", deadline.WRITER_PATIENCE):
            if not self.breaker.allows():
                raise EngineUnavailable(f"{self.name} is left out for a while.")
            self._counted(lambda: self.remote.write(entries))

    def delete(self, entry_ids: Iterable[int]) -> None:
        """Forget these ids, whatever their version."""
        self.remote.delete(entry_ids)

    def check(self) -> IndexDiff:
        """Compare with the entries."""
        return self.remote.check()

    def repair(self, diff: IndexDiff) -> None:
        """Write what is missing or stale, delete orphans."""
        self.remote.repair(diff)
        self._mended()

    def rebuild(self, progress: Progress | None = None) -> int:
        """Build everything anew from the entries, without a gap for readers; return how many."""
        done = self.remote.rebuild(progress)
        self._mended()
        return done

    def _mended(self) -> None:
        self.breaker.succeeded()
        for language, _name in settings.LANGUAGES:
            self.breaker_of(language).succeeded()
