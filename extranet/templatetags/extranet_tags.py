"""What the extranet's shell and pages need."""

from django import template

from extranet import menu

register = template.Library()


@register.simple_tag
def extranet_menu() -> list[dict]:
    """Return the entries of the extranet's menu in the active language."""
    return menu.entries()
