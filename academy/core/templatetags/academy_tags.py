"""What the academy's shell and pages need."""

from django import template

from academy.core import menu

register = template.Library()


@register.simple_tag(takes_context=True)
def academy_menu(context) -> list[dict]:
    """Return the entries of the academy's menu for the reader, in the active language."""
    return menu.entries(context["standing"]) if "standing" in context else []
