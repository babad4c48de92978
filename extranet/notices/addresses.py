"""Where in the extranet one reads of a thing."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse

# The page of a thing by its model's name, and which field of it is the key of that page.
PAGES = {
    "meeting": ("extranet:meeting", "pk"),
    "paper": ("extranet:meeting", "item.meeting_id"),
    "minutes": ("extranet:minutes", "meeting_id"),
    "decision": ("extranet:decision", "pk"),
    "followup": ("extranet:decision", "decision_id"),
    "share": ("extranet:document", "document_id"),
    "demand": ("extranet:demand", "pk"),
}
HOME = "extranet:overview"


def path_of(thing) -> str:
    """Return the path of a thing's page in the active language; the overview where it has none."""
    name, field = PAGES.get(thing._meta.model_name, (HOME, ""))
    key = thing
    for part in field.split(".") if field else ():
        key = getattr(key, part)
    try:
        return reverse(name, args=[key] if field else [])
    except NoReverseMatch:
        return reverse(HOME)


def address_of(thing) -> str:
    """Return the whole address of a thing's page, as an e-mail or a calendar carries it."""
    return absolute(path_of(thing))


def absolute(path: str) -> str:
    """Return a path of this site with its scheme and host."""
    return settings.BASE_URL.rstrip("/") + path
