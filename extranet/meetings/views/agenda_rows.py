"""The agenda as the meeting's page shows it: points with their numbers, papers at their points."""

from collections import defaultdict
from dataclasses import dataclass, field

from extranet.core.standing import Standing
from extranet.meetings.models import Meeting, Paper
from extranet.meetings.outline import Node, Outline
from extranet.meetings.views.papers_by_item import rows_by_item


@dataclass
class Point:
    """A point of the agenda for one reader."""

    node: Node
    papers: list = field(default_factory=list)
    children: list["Point"] = field(default_factory=list)

    @property
    def item(self):
        """The point's row."""
        return self.node.item

    @property
    def number(self) -> str:
        """Its number, the same for every reader."""
        return self.node.number

    @property
    def level(self) -> int:
        """The level of its heading: points stand under the second."""
        return self.node.depth + 2


def agenda_points(meeting: Meeting, standing: Standing, *, inside: bool) -> list[Point]:
    """Return the points that the reader may see, each with the papers that they may read.

    `inside` says whether the reader sits on the body or manages it; others do not see what is
    closed to guests, and numbers are the same for all. A fixed number of queries.
    """
    outline = Outline(meeting.items.select_related("rapporteur"))
    papers = Paper.objects.filter(item__meeting=meeting).select_related("version__document")
    if not inside:
        papers = papers.filter(item__closed_to_guests=False)
    rows = rows_by_item(papers, standing)
    return _points(outline.roots, defaultdict(list, rows), inside)


def _points(nodes: list[Node], rows, inside: bool) -> list[Point]:
    return [
        Point(node, rows[node.item.pk], _points(node.children, rows, inside))
        for node in nodes
        if inside or not node.item.closed_to_guests
    ]
