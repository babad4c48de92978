"""The rows of this room that the database refuses to change."""

from cms.core.append_only import only_added

RULES = only_added(
    "letter",
    "membership_letter",
    "a letter that was sent",
    "made_by_id",
    ("id", "case_id", "number", "language", "text", "file", "size", "sha256", "made_at"),
)
