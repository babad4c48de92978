from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsField, pick
from cms.directory.models import Body


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
