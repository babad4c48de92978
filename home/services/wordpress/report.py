"""What an import from WordPress did: the outcome of every post, and what it left out."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from cms.core.tabular.cells import guard, without_controls

CREATED, CHANGED, UNCHANGED = "created", "changed", "unchanged"
# As an editor left it since; refused for a reason.
KEPT, REFUSED = "kept", "refused"
ACTIONS = (CREATED, CHANGED, UNCHANGED, KEPT, REFUSED)
COLUMNS = (
    *("post", "type", "language", "status", "action", "published", "page", "title", "author"),
    *("address", "notes"),
)


@dataclass
class Outcome:
    """What became of one post; `published` whether readers have it, `notes` what is to be said."""

    post: int
    type: str
    language: str
    status: str
    title: str
    author: str
    address: str
    action: str = ""
    page: int | None = None
    published: bool = False
    notes: list[str] = field(default_factory=list)
    # Files of the old site that it shows or links to and that could not be had.
    missing: list[str] = field(default_factory=list)

    def cells(self) -> list[str]:
        """Return its row in the table of the report."""
        values = {name: getattr(self, name) for name in COLUMNS[:-1]}
        values |= {"page": self.page or "", "published": "yes" if self.published else ""}
        return [guard(without_controls(str(values[name]))) for name in values] + [
            guard(without_controls("\n".join(self.notes)))
        ]


@dataclass
class Report:
    """What became of every post, and what stands for none."""

    outcomes: dict[int, Outcome] = field(default_factory=dict)
    # Posts in languages that the site has not, kinds of post that it does not know: how many.
    languages: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    # Categories and tags that are no topic.
    terms: Counter[str] = field(default_factory=Counter)
    missing_files: Counter[str] = field(default_factory=Counter)
    trashed: int = 0

    def count(self, action: str) -> int:
        """Return how many posts ended in an action."""
        return sum(one.action == action for one in self.outcomes.values())

    @property
    def published(self) -> int:
        """How many posts readers have."""
        return sum(one.published for one in self.outcomes.values())

    def write(self, path: str | Path) -> None:
        """Write the table of all posts as CSV."""
        with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(one.cells() for one in self.outcomes.values())
