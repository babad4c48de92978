"""The form of people, within the page of a campaign."""

from django import template

from campaigns.models import Appeal
from campaigns.public_appeals import can_be_signed
from campaigns.signing_forms import SignForm, source_code

register = template.Library()


@register.inclusion_tag("campaigns/includes/signing-form.html", takes_context=True)
def signing_form(context, appeal: Appeal) -> dict:
    """Show the form by which people sign `appeal`, nothing while they cannot."""
    if not can_be_signed(appeal):
        return {"form": None}
    source = source_code(context["request"].GET.get("from", ""))
    return {"form": SignForm(initial={"source": source}), "appeal": appeal}
