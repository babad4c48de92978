"""The access log: who saw, and who downloaded, which version."""

from extranet.documents.models import DocumentVersion, Reading


def record(*, version: DocumentVersion, user, action: str, copy_id: str = "") -> None:
    """Add a reading, once an hour for the same person, version and action.

    A viewer asks for a long file in many pieces; that is one reading.
    """
    Reading.objects.bulk_create(
        [Reading(version=version, user=user, name=user.name, action=action, copy_id=copy_id)],
        ignore_conflicts=True,
    )


def readings_of(*, document=None, body=None):
    """Return the log of a document or of a body, the latest first, with what is shown of it."""
    readings = Reading.objects.select_related("version__document__folder__body")
    readings = readings.defer("version__text")
    if document is not None:
        return readings.filter(version__document=document)
    return readings.filter(version__document__folder__body=body)
