"""Writes the audit log: services record everything that they change."""

from extranet.core.models import AuditEntry


def record(action: str, thing, *, actor, body=None, **details) -> AuditEntry:
    """Add an entry: `actor` (a user, or None for the site itself) did `action` to `thing`.

    `details` are JSON values; they are read by who may audit the body and by nobody else.
    """
    return AuditEntry.objects.create(
        action=action,
        kind=thing._meta.model_name,
        key=str(thing.pk),
        actor=actor,
        name=getattr(actor, "name", ""),
        body=body,
        details=details,
    )
