"""A PDF is read whenever its file is new; the original of a picture goes with it."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from cms.media.models import DocumentText, SiteDocument, SiteImage
from cms.media.pictures import originals
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


def forget_original(instance: SiteImage, **_kwargs) -> None:
    """Delete the kept original of a picture that is deleted, unless another one has that file."""
    file_hash = instance.file_hash
    if file_hash and not SiteImage.objects.filter(file_hash=file_hash).exists():
        transaction.on_commit(partial(originals.forget, file_hash))


def connect() -> None:
    """Listen to documents being saved and pictures deleted."""
    post_save.connect(queue_reading, sender=SiteDocument, dispatch_uid="queue_reading")
    post_delete.connect(forget_original, sender=SiteImage, dispatch_uid="forget_original")
