"""Whose document it is, from the site's identity."""

from django.contrib.staticfiles import finders

from cms.core.models import SiteIdentity

_DEFAULT_EMBLEM = "cms/emblem.svg"


def letterhead(identity: SiteIdentity) -> dict:
    """Return the names of `identity` in the active language, its emblem and its colour."""
    return {
        "name": identity.name,
        "short_name": identity.short_name,
        "accent": identity.accent_colour,
        "emblem": _emblem(identity),
    }


def _emblem(identity: SiteIdentity) -> str:
    """Return the drawing; the house's own where none is set or its file is gone."""
    if identity.emblem:
        try:
            with identity.emblem.open("rb") as file:
                return file.read().decode("utf-8", errors="replace")
        except OSError:
            pass
    path = finders.find(_DEFAULT_EMBLEM)
    if not path:
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()
