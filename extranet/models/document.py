import secrets
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsField, language_choices, pick
from cms.directory.models import Body, Person
from cms.media.private import private_storage
from extranet.querysets import DocumentQuerySet


class Folder(models.Model):
    """Where a body keeps its documents; folders may have folders below them."""

    body = models.ForeignKey(
        Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="folders"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("in the folder"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    labels = LabelsField(_("name"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("folder")
        verbose_name_plural = _("folders")
        ordering = ["body", "position", "pk"]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """The name in the active language."""
        return pick(self.labels)


class Document(models.Model):
    """A confidential document in one language; its bytes are its versions'."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        PUBLISHED = "published", _("posted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    folder = models.ForeignKey(
        Folder, verbose_name=_("folder"), on_delete=models.PROTECT, related_name="documents"
    )
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    translation_of = models.ForeignKey(
        "self",
        verbose_name=_("translation of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="translations",
    )
    superseded_by = models.ForeignKey(
        "self",
        verbose_name=_("superseded by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supersedes",
    )
    # The newest version; empty only between making the document and storing its first bytes.
    current = models.OneToOneField(
        "DocumentVersion",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    open_to_guests = models.BooleanField(_("open to guests"), default=False)
    keep_until = models.DateField(
        _("keep until"), null=True, blank=True, help_text=_("Empty: kept for good.")
    )
    # A PDF that cannot be stamped is handed out as it is only where the secretariat says so.
    unstamped_allowed = models.BooleanField(
        _("may be handed out without a mark"),
        default=False,
        help_text=_(
            "A PDF on which no name can be printed, such as one with a password, is handed out "
            "to nobody but who keeps the documents unless this is set."
        ),
    )
    disposed_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["folder", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(current__isnull=False, published_at__isnull=False),
                name="document_posted_has_a_version",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the document's page, which shows the newest version."""
        return reverse("extranet:document", args=[self.pk])

    @property
    def original_id(self) -> int:
        """The key that a document and all its translations share."""
        return self.translation_of_id or self.pk


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

    class Scan(models.TextChoices):
        NOT_SCANNED = "not_scanned", _("not scanned")
        CLEAN = "clean", _("no virus found")

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


def copy_name(copy: "StampedCopy", filename: str) -> str:
    """Return where a stamped copy is kept."""
    return f"copies/{copy.copy_id[:2]}/{copy.copy_id}-{secrets.token_hex(6)}"


class StampedCopy(models.Model):
    """A PDF with its reader's name on every page, kept some hours for that reader alone."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="copies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Printed on every page, and in the access log for good.
    copy_id = models.CharField(max_length=16, unique=True)
    file = models.FileField(storage=private_storage, upload_to=copy_name, max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("stamped copy")
        verbose_name_plural = _("stamped copies")
        constraints = [
            models.UniqueConstraint(fields=["version", "user"], name="one_stamped_copy_a_reader")
        ]

    def __str__(self):
        return self.copy_id


class Share(models.Model):
    """Lets another body, or one person by name, read a document until a moment."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="shares")
    body = models.ForeignKey(
        Body,
        verbose_name=_("body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="shares",
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="shares",
    )
    until = models.DateTimeField(_("until"))
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    shared_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("share")
        verbose_name_plural = _("shares")
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False, person__isnull=True)
                | Q(body__isnull=True, person__isnull=False),
                name="shared_with_a_body_or_a_person",
            )
        ]

    def __str__(self):
        return f"{self.document_id}: {self.body_id or self.person_id}"
