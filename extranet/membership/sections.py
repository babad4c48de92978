"""What the public site shows of this room: the way to apply, below the list of members."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core.public_addresses import register_addresses
from home.sections import register_directory_link


@register_directory_link
def way_to_apply() -> tuple[str, str]:
    """Return the link to apply for membership."""
    return _("Apply for membership"), reverse("membership:begin")


@register_addresses
def addresses() -> list[str]:
    """Return the address of the form to apply with."""
    return [reverse("membership:begin")]
