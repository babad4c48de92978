from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=1)


class TableImport(models.Model):
    """An import of a long table that somebody has confirmed, carried out beside the request."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        DONE = "done", _("done")
        REFUSED = "refused", _("nothing was imported")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Where its resource is, as Python names it, and what the screens call the table.
    resource = models.CharField(max_length=150)
    table = models.CharField(max_length=40)
    name = models.CharField(_("file"), max_length=200)
    # Emptied once it is over.
    content = models.BinaryField()
    # What it would do as it was shown: if it would do anything else by now, nothing is done.
    fingerprint = models.CharField(max_length=32)
    rows = models.PositiveIntegerField()
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    errors = models.JSONField(default=list)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    # Where it is watched.
    address = models.CharField(max_length=200)
    made_at = models.DateTimeField(_("sent on"), db_default=Now(), db_index=True)

    class Meta:
        verbose_name = _("import of a table")
        verbose_name_plural = _("imports of tables")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return self.name

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to do."""
        return self.state != self.State.WAITING
