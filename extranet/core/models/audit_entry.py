from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Body


class AuditEntry(models.Model):
    """What was done in the extranet, by whom; only ever added to, and never shown in the admin."""

    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="audit_entries"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("who"), max_length=200, blank=True)
    # A verb of the services, such as "meeting.convened".
    action = models.CharField(_("what"), max_length=60)
    # The thing: its model's name and key.
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    details = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "key"]), models.Index(fields=["body", "-at"])]

    def __str__(self):
        return f"{self.action} {self.kind} {self.key}"
