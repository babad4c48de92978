from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.core.models import Enrolment
from cms.core.labels import language_choices


class CertificateDetails(models.Model):
    """What a participant wants to stand on the certificate: the name as they write it themselves,
    and the language. Theirs to correct until a certificate is issued."""

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, related_name="certificate_details"
    )
    name = models.CharField(_("name on the certificate"), max_length=120)
    language = models.CharField(
        _("language of the certificate"), max_length=10, choices=language_choices
    )
    updated_at = models.DateTimeField(_("changed on"), auto_now=True)

    class Meta:
        verbose_name = _("details of a certificate")
        verbose_name_plural = _("details of certificates")

    def __str__(self):
        return self.name
