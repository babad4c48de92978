"""Template context for every page."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from cms.core.middleware import ADMIN_PREFIX
from cms.core.shell import Shell

# Read from the data base, so only when a template asks for it.
LAZY = (
    "identity",
    "main_menu",
    "list_urls",
    "breadcrumbs",
    "languages",
    "alternates",
    "feeds",
)


def shell(request) -> dict:
    """Return the shell's parts by name."""
    surroundings = Shell(request)
    parts = {name: SimpleLazyObject(lambda name=name: getattr(surroundings, name)) for name in LAZY}
    if request.path_info.startswith(ADMIN_PREFIX):
        # Wagtail's own templates mean other things by the plain names.
        return parts
    return parts | {
        "canonical_url": surroundings.canonical_url,
        "search_url": surroundings.search_url,
        "members_url": reverse(settings.MEMBERS_HOME),
    }
