"""Template context for every page."""

from django.utils.functional import SimpleLazyObject

from cms.core.shell import Shell

NAMES = (
    "identity",
    "main_menu",
    "breadcrumbs",
    "languages",
    "alternates",
    "canonical_url",
    "feeds",
    "search_url",
)


def shell(request) -> dict:
    """Return the shell's parts by name, each read only when a template asks for it."""
    surroundings = Shell(request)
    return {name: SimpleLazyObject(lambda name=name: getattr(surroundings, name)) for name in NAMES}
