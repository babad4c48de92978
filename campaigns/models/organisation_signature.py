from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.querysets import OrganisationSignatureQuerySet
from cms.core.labels import LabelsField, pick
from cms.core.models import SecretLinkModel
from cms.directory.models import Organisation
from cms.taxonomy.models import Place

from .appeal import Appeal


class OrganisationSignature(SecretLinkModel):
    """An organisation under an appeal, as it was called when it signed; known by its id alone."""

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("organisation", "invited")
        TO_APPROVE = "to_approve", _("waits for a second approval")
        SIGNED = "signed", _("signed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Way(models.TextChoices):
        EXTRANET = "extranet", _("in the extranet")
        LINK = "link", _("by a link that was sent")
        IMPORTED = "imported", _("from an earlier list")
        ADMITTED = "admitted", _("entered by the secretariat")

    appeal = models.ForeignKey(
        Appeal, on_delete=models.PROTECT, related_name="organisation_signatures"
    )
    # Empty for one that is in no directory and was admitted by the secretariat.
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    names = LabelsField(_("name"))
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # One whose file is replaced is kept as it was: see `campaigns.services.logos`.
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.INVITED
    )
    way = models.CharField(_("way"), max_length=8, choices=Way.choices, default=Way.EXTRANET)
    # Whose account the link was sent to: that person signs with it, while they may.
    sent_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    signed_by_name = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)

    objects = OrganisationSignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature of an organisation")
        verbose_name_plural = _("signatures of organisations")
        ordering = ["appeal", "signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["appeal", "organisation"],
                condition=~Q(state="withdrawn"),
                name="organisation_signs_an_appeal_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_at__isnull=False),
                name="organisation_signed_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason=""),
                name="organisation_withdraws_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    @property
    def name(self) -> str:
        """What it was called when it signed, in the active language."""
        return pick(self.names)
