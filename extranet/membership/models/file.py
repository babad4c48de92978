import secrets
from pathlib import Path

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cms.media.private import private_storage
from extranet.membership.models.case import Case


def stored_name(row: "CaseFile", filename: str) -> str:
    """Return where the bytes go: nothing of who sent what shows in the storage."""
    return f"membership/{secrets.token_hex(16)}"


class CaseFile(models.Model):
    """A paper of a case, in private storage."""

    class Purpose(models.TextChoices):
        STATUTES = "statutes", _("statutes")
        PROGRAMME = "programme", _("programme")
        RESULTS = "results", _("election results")
        LETTER = "letter", _("letter")
        OTHER = "other", _("other paper")

    # What an applicant may send.
    SENT = (Purpose.STATUTES, Purpose.PROGRAMME, Purpose.RESULTS, Purpose.OTHER)

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    purpose = models.CharField(_("what it is"), max_length=9, choices=Purpose.choices)
    file = models.FileField(storage=private_storage, upload_to=stored_name, max_length=200)
    name = models.CharField(_("file name"), max_length=150)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField("SHA-256", max_length=64)
    scan = models.CharField(_("virus scan"), max_length=11)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("paper of a membership case")
        verbose_name_plural = _("papers of membership cases")
        ordering = ["case", "uploaded_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sha256"], name="same_paper_of_a_case_once")
        ]

    def __str__(self):
        return self.name

    @property
    def format(self) -> str:
        """What sort of file it is, as readers say it: ``PDF``."""
        return Path(self.name).suffix.removeprefix(".").upper()

    def remove(self) -> None:
        """Delete the row, and its bytes once that is certain."""
        storage, name = self.file.storage, self.file.name
        self.delete()
        transaction.on_commit(lambda: storage.delete(name))
