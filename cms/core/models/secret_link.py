from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SecretLinkModel(models.Model):
    """Something that is done with a link that was sent, works once and for a time.

    Only a digest of the link's secret is kept: who reads the data base cannot use it. What is
    written here is the affair of `cms.core.links`.
    """

    token_digest = models.CharField(max_length=64, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    expires_at = models.DateTimeField(_("good until"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def has_expired(self) -> bool:
        """Whether the link that was sent last is no longer good."""
        return self.expires_at is not None and self.expires_at <= timezone.now()
