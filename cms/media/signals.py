"""A PDF is read whenever its file is new."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save

from cms.media.models import DocumentText, SiteDocument
from cms.media.tasks import read_document_text


def queue_reading(instance: SiteDocument, raw: bool = False, **_kwargs) -> None:
    """Have the text of a PDF read in the background unless this file was read already."""
    if raw or instance.file_extension.lower() != "pdf":
        return
    if not instance.file_hash:
        # Saves once more, and that save comes back here.
        instance.get_file_hash()
        return
    known = DocumentText.objects.filter(document=instance, file_hash=instance.file_hash)
    if not known.exists():
        transaction.on_commit(partial(read_document_text.enqueue, instance.pk))


def connect() -> None:
    """Listen to documents being saved."""
    post_save.connect(queue_reading, sender=SiteDocument, dispatch_uid="queue_reading")
