from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision


class Approval(models.Model):
    """Somebody who may publish has read a revision and stands behind its wording.

    Rows are added and never changed. Saving a draft while it is being written may rewrite a
    revision in place: `wording` says which content was approved.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="approvals")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="approvals")
    wording = models.CharField(max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "wording", "user"], name="approved_once_by_each"
            )
        ]

    def __str__(self):
        return f"{self.page_id}: {self.revision_id}"
