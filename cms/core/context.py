"""Template context for every page."""

from django.utils.functional import SimpleLazyObject

from cms.core.shell import Shell

# Read from the data base, so only when a template asks for it.
LAZY = ("identity", "main_menu", "breadcrumbs", "languages", "alternates", "feeds")


def shell(request) -> dict:
    """Return the shell's parts by name."""
    surroundings = Shell(request)
    return {
        name: SimpleLazyObject(lambda name=name: getattr(surroundings, name)) for name in LAZY
    } | {"canonical_url": surroundings.canonical_url, "search_url": surroundings.search_url}
