"""What the templates of the desk need besides Django's own."""

from django import template

register = template.Library()


@register.filter
def get(mapping: dict, key):
    """Return what stands in `mapping` under `key`, nothing where there is none."""
    return mapping.get(key, "")
