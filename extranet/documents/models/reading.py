import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .version import DocumentVersion


def this_hour() -> datetime.datetime:
    """Return when the present hour began."""
    return timezone.now().replace(minute=0, second=0, microsecond=0)


class Reading(models.Model):
    """Somebody read a version; seen and downloaded are told apart. Only ever added to."""

    class Action(models.TextChoices):
        SEEN = "seen", _("seen")
        DOWNLOADED = "downloaded", _("downloaded")

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="readings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # As the person was called then.
    name = models.CharField(_("who"), max_length=200)
    action = models.CharField(_("how"), max_length=10, choices=Action.choices)
    # Printed on the copy that was handed out.
    copy_id = models.CharField(_("copy"), max_length=16, blank=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    # The hour it falls in, in which further requests of the same kind are the same reading.
    hour = models.DateTimeField(default=this_hour, editable=False)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["version", "-at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "user", "action", "hour", "copy_id"], name="one_reading_an_hour"
            )
        ]

    def __str__(self):
        return f"{self.version_id}: {self.action}"
