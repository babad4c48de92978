import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.labels import language_choices
from cms.media.private import private_storage
from extranet.membership.models.case import Case


def stored_name(row: "Letter", filename: str) -> str:
    """Return where the bytes go: nothing of who is written to shows in the storage."""
    return f"membership/letters/{secrets.token_hex(16)}.pdf"


class Letter(models.Model):
    """A letter to an applicant as it was sent: its bytes, and their digest. Never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    number = models.PositiveSmallIntegerField(_("number of the letter"))
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    text = models.TextField(_("text"), max_length=8000)
    file = models.FileField(storage=private_storage, upload_to=stored_name, max_length=200)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField("SHA-256", max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("letter to an applicant")
        verbose_name_plural = _("letters to applicants")
        ordering = ["case", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_letter_a_number")
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """What the file is called where it is saved."""
        return f"letter-{self.case_id}-{self.number}.pdf"
