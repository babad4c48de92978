"""Where confidential files lie: never under a public address."""

from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """Return the storage of confidential files; a callable, so that migrations name no place."""
    return storages["private"]
