"""What an import of statements did: the outcome of every row, and what was refused."""

from dataclasses import dataclass, field

from home.importing.manifest import Problem

CREATED, CHANGED, PUBLISHED, UNCHANGED = "created", "changed", "published", "unchanged"


@dataclass(frozen=True)
class Outcome:
    """What became of one row: `action` is created, changed, published or unchanged.

    `notes` say what was left out of the document or could not be told for sure.
    """

    line: int
    file: str
    language: str
    action: str
    title: str
    page_id: int | None = None
    notes: tuple[str, ...] = ()


@dataclass
class Report:
    """What became of every row, and what is wrong with those that were refused."""

    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def count(self, action: str) -> int:
        """Return how many rows ended in an action."""
        return sum(outcome.action == action for outcome in self.outcomes)


class ImportRefused(Exception):
    """Raised when rows are wrong and nothing was kept; `report` says which and why."""

    def __init__(self, report: Report):
        super().__init__("\n".join(map(str, report.problems)))
        self.report = report
