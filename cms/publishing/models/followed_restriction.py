from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageViewRestriction


class FollowedRestriction(models.Model):
    """Marks a restriction that a page has only because its text stands private in another language.

    It comes and goes with that: see cms.publishing.privacy.
    """

    restriction = models.OneToOneField(
        PageViewRestriction, on_delete=models.CASCADE, primary_key=True, related_name="followed"
    )

    class Meta:
        verbose_name = _("followed restriction")
        verbose_name_plural = _("followed restrictions")

    def __str__(self):
        return str(self.restriction_id)
