"""How things are said on the account pages."""

import re

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

register = template.Library()

# In this order: most browsers claim to be others too.
_BROWSERS = (
    ("Firefox", r"Firefox/"),
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Opera", r"OPR/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Chrome", r"(Chrome|CriOS|HeadlessChrome)/"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh|Mac OS"),
    ("Linux", r"Linux|X11"),
)


def _first(rules, agent: str) -> str:
    return next((name for name, pattern in rules if re.search(pattern, agent)), "")


@register.filter
def browser(agent: str) -> str:
    """Return what people call the browser and the device of a user agent."""
    name, system = _first(_BROWSERS, agent), _first(_SYSTEMS, agent)
    if name and system:
        return _("%(browser)s on %(system)s") % {"browser": name, "system": system}
    return name or system or _("An unknown browser")


@register.filter
def zone_label(zone: str) -> str:
    """Return the name of a time zone as people read it; the site's own where none is chosen."""
    if zone:
        return zone.replace("_", " ")
    return _("As the site (%(zone)s)") % {"zone": settings.TIME_ZONE.replace("_", " ")}
