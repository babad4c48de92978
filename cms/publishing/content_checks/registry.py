"""The checks, and who asks them: floors above may register theirs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from wagtail.models import Page

from cms.publishing.content_checks.reading import Reading


class Level(StrEnum):
    """How much a finding weighs: an error keeps a text from being published."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Check:
    """A finding: one sentence in the active language, and the place in the editor it is about.

    `anchor` is the id of an element of the page's editor, empty where it is about the whole.
    """

    level: Level
    text: str
    anchor: str = ""


Checker = Callable[[Reading], Iterable[Check]]
_checkers: list[tuple[Checker, bool]] = []


def register(checker: Checker, *, refuses: bool = False) -> None:
    """Let `checker` be asked about every text; one that finds errors says so with `refuses`."""
    if (checker, refuses) not in _checkers:
        _checkers.append((checker, refuses))


def checks(page: Page, user=None) -> list[Check]:
    """Return what there is to see to in `page`, a page of its own type with the content to check;
    errors first.

    What only some may know is told to `user` alone where they may.
    """
    reading = Reading(page, user)
    found = [check for checker, _refuses in _checkers for check in checker(reading)]
    return sorted(found, key=lambda check: check.level != Level.ERROR)


def errors(page: Page, user=None) -> list[Check]:
    """Return the findings that keep `page` from being published; cheaper than all of them."""
    reading = Reading(page, user)
    found = (check for checker, refuses in _checkers if refuses for check in checker(reading))
    return [check for check in found if check.level == Level.ERROR]
