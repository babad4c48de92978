"""The log of what was done: every write of the extranet leaves an entry."""

from .audit_entry import AuditEntry

__all__ = ["AuditEntry"]
