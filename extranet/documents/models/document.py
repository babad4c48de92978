from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.core.labels import language_choices
from extranet.documents.querysets import DocumentQuerySet

from .folder import Folder


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
