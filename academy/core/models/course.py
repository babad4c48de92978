from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsField, pick


class Course(models.Model):
    """What the academy teaches: one row for all languages, whose pages present it."""

    # The translation key of the course's pages; empty while it has none.
    page_key = models.UUIDField(_("page"), null=True, blank=True, unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=60, unique=True)
    titles = LabelsField(_("title"))
    hours = models.PositiveSmallIntegerField(
        _("hours"), help_text=_("Of work, as the certificate says.")
    )

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["code"]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        """What it is called in the active language."""
        return pick(self.titles) or self.code
