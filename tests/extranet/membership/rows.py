"""Who may see what of this room, by state."""

from tests.extranet.rows import Row

MEMBERSHIP: dict[str, Row] = {}
