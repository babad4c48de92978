from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.core.models import Enrolment
from cms.core.models import PersonalDataMixin


class AlumniEntry(PersonalDataMixin, models.Model):
    """Somebody who completed a cohort and wants to be found by the others who did.

    It belongs to the account, which outlives the enrolment's personal data, and goes with it.
    """

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, related_name="alumni_entry"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alumni_entries"
    )
    name = models.CharField(_("name"), max_length=120)
    shows_organisation = models.BooleanField(_("names the organisation"), default=False)
    joined_at = models.DateTimeField(_("on the list since"), auto_now_add=True)

    class Meta(PersonalDataMixin.Meta):
        verbose_name = _("entry in the list of alumni")
        verbose_name_plural = _("entries in the list of alumni")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name
