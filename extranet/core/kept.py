"""What the database keeps of this room."""

from extranet.core.append_only import only_added

RULES = only_added(
    "audit",
    "extranet_auditentry",
    "the log of what was done",
    "actor_id",
    ("id", "body_id", "name", "action", "kind", "key", "details", "at"),
)
