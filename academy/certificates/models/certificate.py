from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.certificates.querysets import CertificateQuerySet
from academy.core.models import Enrolment
from cms.core.codes import LENGTH, grouped
from cms.core.labels import language_choices


class Certificate(models.Model):
    """A certificate that was issued; what it says is sealed, and its code alone opens it.

    The code stays as long as personal data is kept, so that its holder can print it again. After
    that the paper is verified by the digest of the code that stands on it, and nothing here says
    whose it is. See docs/academy-certificates.md.
    """

    class State(models.TextChoices):
        ISSUED = "issued", pgettext_lazy("certificate", "issued")
        REPLACED = "replaced", pgettext_lazy("certificate", "replaced")
        REVOKED = "revoked", pgettext_lazy("certificate", "revoked")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="certificates")
    # None once it is forgotten.
    code = models.CharField(_("code"), max_length=LENGTH, unique=True, null=True, editable=False)  # noqa: DJ001
    digest = models.CharField(max_length=64, unique=True, editable=False)
    sealed = models.BinaryField()
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.ISSUED, editable=False
    )
    issued_at = models.DateTimeField(_("issued on"), auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The one in whose place it was issued.
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replacement"
    )
    # When, by whom and why it was replaced or revoked.
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=600, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(state="issued"),
                name="one_valid_certificate_an_enrolment",
            ),
            models.CheckConstraint(
                condition=Q(state="issued", ended_at__isnull=True)
                | ~Q(state="issued") & Q(ended_at__isnull=False),
                name="a_certificate_ends_once",
            ),
        ]

    def __str__(self):
        return self.shown_code or self.digest[:12]

    @property
    def shown_code(self) -> str:
        """The code as people read it; empty once it is forgotten."""
        return grouped(self.code or "")

    @property
    def is_valid(self) -> bool:
        """Whether it stands: neither replaced nor revoked."""
        return self.state == self.State.ISSUED

    def forget(self) -> None:
        """Take out of the row what leads to its holder, and save it: the paper stays verifiable."""
        self.code, self.reason = None, ""
        self.save(update_fields=["code", "reason"])
