"""What the templates of campaigns ask for."""

from django import template
from django.urls import reverse

from campaigns.models import Appeal
from campaigns.public_appeals import can_be_signed
from cms.core.labels import pick

register = template.Library()

register.filter("own_words", pick)


@register.simple_tag
def said(text, **values) -> str:
    """Return `text`, one of the words of an appeal, with what it leaves open filled in."""
    return str(text) % values


@register.simple_tag
def people_form_url(appeal: Appeal) -> str:
    """Return the address at which people sign `appeal`, nothing while they cannot."""
    return reverse("campaigns:sign_as_person", args=[appeal.code]) if can_be_signed(appeal) else ""


@register.simple_tag
def people_list_url(appeal: Appeal) -> str:
    """Return the address of the people who signed `appeal` and are shown, nothing without any."""
    return reverse("campaigns:people", args=[appeal.code]) if appeal.people else ""
