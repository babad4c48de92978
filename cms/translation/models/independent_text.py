from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class IndependentText(models.Model):
    """A page that stopped being a translation: nobody compares it with its source any more."""

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="independent_text"
    )
    reason = models.TextField(_("reason"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("independent text")
        verbose_name_plural = _("independent texts")

    def __str__(self):
        return f"{self.page_id}: {self.reason[:60]}"
