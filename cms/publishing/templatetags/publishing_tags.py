"""What the admin's screens about publishing show."""

from django import template
from django.db.models import Model

from cms.publishing.links_here import pages_linking_to

register = template.Library()

SHOWN = 20
# By which names Wagtail's screens know what is about to go.
_NAMES = ("object", "page", "image", "document", "snippet", "user")


@register.inclusion_tag("publishing/includes/links_here.html", takes_context=True)
def links_here(context: template.Context, thing=None, named: bool = False) -> dict:
    """Name the pages that link to `thing`, or to what the screen is about.

    With `named` its own title is said too, for screens about several.
    """
    thing = thing or _subject(context)
    if thing is None or thing.pk is None:
        return {"pages": [], "more": 0}
    pages = pages_linking_to(thing)
    shown = list(pages[: SHOWN + 1])
    more = pages.count() - SHOWN if len(shown) > SHOWN else 0
    return {"pages": shown[:SHOWN], "more": more, "thing": thing if named else None}


def _subject(context: template.Context) -> Model | None:
    for name in _NAMES:
        found = context.get(name)
        # Lists of what goes wrap each thing, with what is said about it.
        found = found.get("item") if isinstance(found, dict) else found
        if isinstance(found, Model):
            return found
    return None
