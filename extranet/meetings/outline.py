"""An agenda as a tree: its numbers (1, 1.1, …) and what moving a point does to the others.

Works on any rows with `pk`, `parent_id` and `position`; nothing here touches the database.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

# A point, one below it, and one below that: deeper agendas cannot be followed in a room.
MAX_DEPTH = 3
DIRECTIONS = ("up", "down", "in", "out")


@dataclass
class Node:
    """A point in its place: `number` as one says it, `depth` from 1, `children` below it."""

    item: Any
    number: str = ""
    depth: int = 1
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    def __iter__(self) -> Iterator["Node"]:
        """Go through the point and all below it, in order."""
        yield self
        for child in self.children:
            yield from child

    @property
    def height(self) -> int:
        """How many levels the point and those below it take."""
        return 1 + max((child.height for child in self.children), default=0)


class Outline:
    """The points of one agenda, in order."""

    def __init__(self, items: Iterable):
        rows = sorted(items, key=lambda item: (item.position, item.pk))
        self.nodes = {item.pk: Node(item) for item in rows}
        self.roots: list[Node] = []
        for item in rows:
            node = self.nodes[item.pk]
            node.parent = self.nodes.get(item.parent_id)
            self.siblings(node).append(node)
        self._number()

    def __iter__(self) -> Iterator[Node]:
        for root in self.roots:
            yield from root

    def __len__(self) -> int:
        return len(self.nodes)

    def siblings(self, node: Node) -> list[Node]:
        """Return the points on the level of `node`, under the same one."""
        return node.parent.children if node.parent else self.roots

    def moves(self, node: Node) -> list[str]:
        """Return the directions in which a point can go."""
        level = self.siblings(node)
        place = level.index(node)
        possible = {
            "up": place > 0,
            "down": place < len(level) - 1,
            "in": place > 0 and node.depth + node.height <= MAX_DEPTH,
            "out": node.parent is not None,
        }
        return [direction for direction in DIRECTIONS if possible[direction]]

    def move(self, pk: int, direction: str) -> bool:
        """Move a point with all below it; return whether it moved.

        `in` makes it the last below the point before it, `out` puts it after the one that it was
        below. What cannot be done is left as it is: a second click does no harm.
        """
        node = self.nodes[pk]
        if direction not in self.moves(node):
            return False
        level = self.siblings(node)
        place = level.index(node)
        level.remove(node)
        if direction == "up":
            level.insert(place - 1, node)
        elif direction == "down":
            level.insert(place + 1, node)
        elif direction == "in":
            node.parent = level[place - 1]
            node.parent.children.append(node)
        else:
            above = node.parent
            node.parent = above.parent
            around = self.siblings(above)
            around.insert(around.index(above) + 1, node)
        self._number()
        return True

    def remove(self, pk: int) -> list[Node]:
        """Take a point out with all below it; return what was taken."""
        node = self.nodes[pk]
        self.siblings(node).remove(node)
        taken = list(node)
        for gone in taken:
            del self.nodes[gone.item.pk]
        self._number()
        return taken

    def write_back(self) -> list:
        """Set `parent_id` and `position` (1, 2, … on each level); return the rows that changed."""
        changed = []
        for node in self:
            parent = node.parent.item.pk if node.parent else None
            position = self.siblings(node).index(node) + 1
            if (node.item.parent_id, node.item.position) != (parent, position):
                node.item.parent_id, node.item.position = parent, position
                changed.append(node.item)
        return changed

    def _number(self) -> None:
        def number(nodes: list[Node], before: str, depth: int) -> None:
            for place, node in enumerate(nodes, 1):
                node.number, node.depth = f"{before}{place}", depth
                number(node.children, f"{node.number}.", depth + 1)

        number(self.roots, "", 1)
