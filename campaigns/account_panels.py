"""What an account shows of appeals: those that its organisations can sign, or have signed."""

from django.urls import reverse
from django.utils.text import capfirst

from campaigns.appeal_pages import on_standing_pages, types_of
from campaigns.appeal_words import AppealWords
from campaigns.models import Appeal, OrganisationSignature
from campaigns.signers import organisations_of
from cms.accounts import panels


def appeals_to_sign(request) -> dict | None:
    """Return the open appeals by kind of page and organisation; None for who signs for nobody, or
    where none is."""
    appeals = list(Appeal.objects.open_to_organisations().filter(on_standing_pages()))
    organisations = list(organisations_of(request.user)) if appeals else []
    if not organisations:
        return None
    standing = OrganisationSignature.objects.standing().filter(
        appeal__in=appeals, organisation__in=organisations
    )
    states = {(row.appeal_id, row.organisation_id): row for row in standing}
    types = types_of(appeals)
    groups: dict[int, tuple[AppealWords, list[dict]]] = {}
    for appeal in appeals:
        page_type = types[appeal.pk]
        words, rows = groups.setdefault(page_type.order, (page_type.words, []))
        rows += [
            {
                "appeal": appeal,
                "organisation": organisation,
                "state": _state(words, states.get((appeal.pk, organisation.pk))),
                "url": reverse("campaigns:sign_for", args=[appeal.code, organisation.code]),
            }
            for organisation in organisations
        ]
    return {"groups": [group for _order, group in sorted(groups.items())]}


def _state(words: AppealWords, signature: OrganisationSignature | None) -> str:
    if signature is None or signature.state == signature.State.INVITED:
        return str(words.not_yet)
    if signature.state == signature.State.SIGNED:
        return str(words.done)
    return capfirst(signature.get_state_display()) + "."


panels.register(panels.Panel("appeals", 60, "campaigns/account_panel.html", appeals_to_sign))
