"""What results say of themselves."""

from django import template

from search.engines.base import Hit
from search.names import Names

register = template.Library()


@register.filter
def name_of(names: Names, hit: Hit) -> str:
    """Return what kind of thing a result is, in a word."""
    return names.of("kind", hit.result_type)


@register.filter
def body_of(names: Names, hit: Hit) -> str:
    """Return the name of the body that adopted a position; nothing for other things."""
    if hit.kind == "body":
        return ""
    return ", ".join(names.of("body", code) for code in hit.facets.get("body", ()))
