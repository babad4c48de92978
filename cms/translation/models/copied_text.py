from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class CopiedText(models.Model):
    """A page that was copied from a translation: what that one was made from holds for it, too."""

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="copied_text"
    )
    translation_key = models.UUIDField()

    class Meta:
        verbose_name = _("copied text")
        verbose_name_plural = _("copied texts")

    def __str__(self):
        return f"{self.page_id}: {self.translation_key}"
