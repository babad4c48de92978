"""What the public site shows of this room: the way to apply, below the list of members."""

from django.urls import reverse
from django.utils.translation import gettext as _

from home.sections import register_directory_link


@register_directory_link
def way_to_apply() -> tuple[str, str]:
    """Return the link to apply for membership."""
    return _("Apply for membership"), reverse("membership:begin")
