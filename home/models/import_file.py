import secrets
from datetime import timedelta
from pathlib import PurePath

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cms.media.private import private_storage

KEPT_FOR = timedelta(days=1)


def stored_name(waiting: "ImportFile", name: str) -> str:
    """Return where a file is kept: under a name that nobody can guess, with its ending."""
    return f"imports/{secrets.token_hex(16)}{PurePath(name).suffix.lower()}"


class ImportFileQuerySet(models.QuerySet):
    """Files that wait to become statements."""

    def of(self, user):
        """Return those that `user` has sent and that are still kept."""
        return self.filter(user=user, made_at__gte=Now() - KEPT_FOR)

    def expired(self):
        """Return those whose day is over."""
        return self.filter(made_at__lt=Now() - KEPT_FOR)


class ImportFile(models.Model):
    """A file that somebody sent and that waits to become a statement, for a day at most.

    `cells` are what the table of an import would say of it, as whoever sent it wrote them.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(_("sent on"), db_default=Now(), db_index=True)
    name = models.CharField(_("file"), max_length=120)
    file = models.FileField(storage=private_storage, upload_to=stored_name, max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100)
    cells = models.JSONField(default=dict)
    # What was left out of it or could not be told for sure, a sentence each.
    notes = models.JSONField(default=list)

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file to be imported")
        verbose_name_plural = _("files to be imported")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "sha256", "name"], name="waits_once")
        ]

    def __str__(self):
        return self.name

    @property
    def source_file(self) -> str:
        """What identifies the statement made of it: the same bytes and name are the same text."""
        # A name alone says little: "statement.docx" is sent often, and is another text each time.
        return f"upload-{self.sha256[:24]}/{self.name}"

    def delete(self, *args, **kwargs):
        """Forget the file too, once the row is gone for good."""
        stored, name = self.file.storage, self.file.name
        transaction.on_commit(lambda: stored.delete(name))
        return super().delete(*args, **kwargs)
