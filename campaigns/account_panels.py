"""What an account shows of appeals: those that its organisations can sign, or have signed."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns.models import Appeal, CampaignPage, OrganisationSignature
from campaigns.signers import organisations_of
from cms.accounts import panels


def appeals_to_sign(request) -> dict | None:
    """Return the open appeals by organisation; None for who signs for nobody, or where none is."""
    public = CampaignPage.objects.published().values("translation_key")
    appeals = list(Appeal.objects.open_to_organisations().filter(campaign_key__in=public))
    organisations = list(organisations_of(request.user)) if appeals else []
    if not organisations:
        return None
    standing = OrganisationSignature.objects.standing().filter(
        appeal__in=appeals, organisation__in=organisations
    )
    states = {(row.appeal_id, row.organisation_id): row for row in standing}
    return {
        "rows": [
            {
                "appeal": appeal,
                "organisation": organisation,
                "state": _state(states.get((appeal.pk, organisation.pk))),
                "url": reverse("campaigns:sign_for", args=[appeal.code, organisation.code]),
            }
            for appeal in appeals
            for organisation in organisations
        ]
    }


def _state(signature: OrganisationSignature | None) -> str:
    if signature is None or signature.state == signature.State.INVITED:
        return _("Not signed yet.")
    return capfirst(signature.get_state_display()) + "."


panels.register(panels.Panel("appeals", 60, "campaigns/account_panel.html", appeals_to_sign))
