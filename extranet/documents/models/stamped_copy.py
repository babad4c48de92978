import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.media.private import private_storage

from .version import DocumentVersion


def copy_name(copy: "StampedCopy", filename: str) -> str:
    """Return where a stamped copy is kept."""
    return f"copies/{copy.copy_id[:2]}/{copy.copy_id}-{secrets.token_hex(6)}"


class StampedCopy(models.Model):
    """A PDF with its reader's name on every page, kept some hours for that reader alone."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="copies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Printed on every page, and in the access log for good.
    copy_id = models.CharField(max_length=16, unique=True)
    file = models.FileField(storage=private_storage, upload_to=copy_name, max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("stamped copy")
        verbose_name_plural = _("stamped copies")
        constraints = [
            models.UniqueConstraint(fields=["version", "user"], name="one_stamped_copy_a_reader")
        ]

    def __str__(self):
        return self.copy_id
