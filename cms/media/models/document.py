from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document

from cms.core.labels import LabelsField, language_choices, own_label


class SiteDocument(AbstractDocument):
    """A public file, with the language it is written in."""

    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=language_choices,
        help_text=_("The language it is written in."),
    )

    titles = LabelsField(
        _("title in other languages"),
        blank=True,
        help_text=_("Pages in a language that is empty here show the title above."),
    )

    admin_form_fields = ("title", "titles", "file", "language", "collection", "tags")

    class Meta(Document.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    @property
    def shown_title(self) -> str:
        """The title in the active language, or the one it was filed under."""
        return own_label(self.titles) or self.title


class DocumentText(models.Model):
    """What a document says, for search and for the importer; the file itself is never altered."""

    class Status(models.TextChoices):
        PENDING = "pending", _("waiting")
        DONE = "done", _("read")
        FAILED = "failed", _("could not be read")

    document = models.OneToOneField(
        SiteDocument, on_delete=models.CASCADE, related_name="text", primary_key=True
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PENDING
    )
    # SHA-1 of the file that was read, so that a replaced file is read again.
    file_hash = models.CharField(max_length=40, blank=True)
    raw_text = models.TextField(_("text as found"), blank=True)
    repaired_text = models.TextField(_("text with damaged ligatures repaired"), blank=True)
    reader = models.CharField(_("reader"), max_length=20, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    truncated = models.BooleanField(_("cut short"), default=False)
    error = models.TextField(_("error"), blank=True)
    extracted_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        verbose_name = _("document text")
        verbose_name_plural = _("document texts")

    def __str__(self):
        return f"{self.document_id}: {self.get_status_display()}"
