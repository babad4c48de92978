"""The extranet's menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# Section, its words, the name of its address.
ENTRIES = (
    ("overview", _("Overview"), "extranet:overview"),
    ("meetings", _("Meetings"), "extranet:meetings"),
    ("documents", _("Documents"), "extranet:documents"),
    ("bodies", _("Bodies"), "extranet:bodies"),
    ("decisions", _("Decisions"), "extranet:decisions"),
)


def entries() -> list[dict]:
    """Return the menu's entries in the active language, each with section, text and address."""
    return [
        {"section": section, "text": text, "url": reverse(name)} for section, text, name in ENTRIES
    ]
