"""The rows of this room that the database refuses to change."""

from cms.core.append_only import only_added

# Of a version, what it says is read later, and lets itself be forgotten.
_VERSION = (
    *("id", "document_id", "number", "file", "name", "content_type", "size", "sha256", "scan"),
    *("note", "uploaded_at"),
)
_READING = ("id", "version_id", "name", "action", "copy_id", "at", "hour")

RULES = (
    *only_added(
        "version",
        "documents_documentversion",
        "a version of a document",
        "uploaded_by_id",
        _VERSION,
    ),
    *only_added("reading", "documents_reading", "the log of readings", "user_id", _READING),
)
