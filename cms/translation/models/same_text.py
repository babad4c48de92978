from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class SameText(models.Model):
    """A text that a person marked as the same in another language: a name, a title."""

    translation_key = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    text = models.TextField(_("text"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("text that stays the same")
        verbose_name_plural = _("texts that stay the same")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale", "digest"], name="one_mark_a_text"
            )
        ]

    def __str__(self):
        return self.text[:60]
