import secrets
from pathlib import Path

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cms.media.private import private_storage


def stored_name(row: "PrivateFile", filename: str) -> str:
    """Return where the bytes go: nothing of who sent what shows in the storage."""
    return f"{row._meta.app_label}/{secrets.token_hex(16)}"


class PrivateFile(models.Model):
    """A file in private storage, which only views that check a right hand out.

    What is taken in was checked before: `take` is given what `cms.media.files.checking.check`
    returns.
    """

    file = models.FileField(storage=private_storage, upload_to=stored_name, max_length=200)
    name = models.CharField(_("file name"), max_length=150)
    content_type = models.CharField(_("type"), max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    scan = models.CharField(_("virus scan"), max_length=11, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def format(self) -> str:
        """What sort of file it is, as readers say it: ``PDF``."""
        return Path(self.name).suffix.removeprefix(".").upper()

    def take(self, checked) -> None:
        """Store the bytes of a checked upload and note what they are; the row is not saved yet."""
        self.name, self.content_type = checked.name, checked.kind.content_type
        self.size, self.sha256, self.scan = checked.size, checked.sha256, checked.scan
        checked.file.seek(0)
        self.file.save(checked.name, checked.file, save=False)

    def remove(self) -> None:
        """Delete the row, and its bytes once that is certain."""
        storage, name = self.file.storage, self.file.name
        self.delete()
        transaction.on_commit(lambda: storage.delete(name))
