"""Something of this room in every state, for tests of who sees what."""

from tests.extranet.world import World


def add_to(world: World) -> None:
    """Add to the world."""
