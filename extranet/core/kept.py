"""The rows of this room that the database refuses to change."""

from cms.core.append_only import only_added

RULES = only_added(
    "audit",
    "extranet_auditentry",
    "the log of what was done",
    "actor_id",
    ("id", "body_id", "name", "action", "kind", "key", "details", "at"),
)
