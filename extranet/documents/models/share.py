from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Body, Person

from .document import Document


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
