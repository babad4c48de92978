from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticePreference(models.Model):
    """How somebody wants to hear of what happens; without a row, at once."""

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("at once")
        DAILY = "daily", _("once a day, together")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preference"
    )
    rhythm = models.CharField(
        _("e-mails"), max_length=7, choices=Rhythm.choices, default=Rhythm.AT_ONCE
    )
    # Kinds of notices that the person does not want; convocations cannot be declined.
    declined = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("preference about notices")
        verbose_name_plural = _("preferences about notices")

    def __str__(self):
        return f"{self.user_id}: {self.rhythm}"
