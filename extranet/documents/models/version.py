import secrets
from pathlib import Path

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.media.files.scanning import Scan
from cms.media.private import private_storage

from .document import Document


def stored_name(version: "DocumentVersion", filename: str) -> str:
    """Return where the bytes go: nothing of title, name or body shows in the storage.

    Known before the row is, so that bytes are written without holding a lock.
    """
    return f"versions/{version.sha256[:2]}/{version.sha256}-{secrets.token_hex(6)}"


class DocumentVersion(models.Model):
    """Bytes that never change, with what is known of them."""

    class TextStatus(models.TextChoices):
        PENDING = "pending", _("waiting")
        DONE = "done", _("read")
        FAILED = "failed", _("could not be read")
        NONE = "none", _("has no text")

    Scan = Scan

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    file = models.FileField(storage=private_storage, upload_to=stored_name, max_length=200)
    # As it was called where it came from, for the download.
    name = models.CharField(_("file name"), max_length=150)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField("SHA-256", max_length=64)
    scan = models.CharField(
        _("virus scan"), max_length=11, choices=Scan.choices, default=Scan.NOT_SCANNED
    )
    note = models.CharField(_("what changed"), max_length=200, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    # What it says, for search; filled by a task.
    text_status = models.CharField(
        max_length=7, choices=TextStatus.choices, default=TextStatus.PENDING
    )
    text = models.TextField(blank=True)
    text_error = models.CharField(max_length=300, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)

    class Meta:
        verbose_name = _("version of a document")
        verbose_name_plural = _("versions of documents")
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_version_a_number"),
            models.UniqueConstraint(fields=["document", "sha256"], name="same_bytes_once"),
        ]

    def __str__(self):
        return f"{self.document_id}: {self.number}"

    def get_absolute_url(self) -> str:
        """Return the address of this version's page."""
        return reverse("extranet:document-version", args=[self.document_id, self.number])

    @property
    def kind(self) -> str:
        """What sort of file it is, as readers say it: ``PDF``."""
        return Path(self.name).suffix.removeprefix(".").upper()
