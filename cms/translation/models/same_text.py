import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


def text_key(text: str) -> str:
    """Return the digest that a text is known by, whatever its length."""
    return hashlib.sha256(text.encode()).hexdigest()


class SameText(models.Model):
    """A text of one page that a person marked “the same in this language”."""

    translation_key = models.UUIDField(_("page in all its languages"))
    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="same_texts"
    )
    text = models.TextField(_("text"))
    digest = models.CharField(max_length=64, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("marked by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("marked at"), auto_now_add=True)

    class Meta:
        verbose_name = _("text that stays the same")
        verbose_name_plural = _("texts that stay the same")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale", "digest"], name="same_text_marked_once"
            )
        ]

    def __str__(self):
        return self.text[:60]

    def save(self, *args, **kwargs):
        self.digest = text_key(self.text)
        super().save(*args, **kwargs)
