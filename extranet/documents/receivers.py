"""Receivers of the signals of this room."""

from django.db import transaction
from django.dispatch import receiver

from extranet.documents import signals
from extranet.documents.models import DocumentVersion
from extranet.documents.tasks import read_version_text


@receiver(signals.version_stored)
def read_text_after_commit(sender, version: DocumentVersion, **kwargs) -> None:
    """Have the text of a new version read once it is committed."""
    transaction.on_commit(lambda: read_version_text.enqueue(version.pk), robust=True)
