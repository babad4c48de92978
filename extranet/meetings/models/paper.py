from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from extranet.documents.models import DocumentVersion

from .agenda_item import AgendaItem


class Paper(models.Model):
    """A document tabled at a point of the agenda, pinned to the version that was tabled."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="papers")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="papers")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    late = models.BooleanField(pgettext_lazy("meeting", "late"), default=False)
    tabled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    tabled_at = models.DateTimeField(_("tabled at"))

    class Meta:
        verbose_name = pgettext_lazy("meeting", "paper")
        verbose_name_plural = _("papers")
        ordering = ["item", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "version"], name="paper_tabled_once")
        ]

    def __str__(self):
        return f"{self.item_id}: {self.version_id}"
