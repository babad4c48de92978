"""What the extranet's shell and pages need."""

import datetime

from django import template
from django.utils import timezone
from django.utils.safestring import mark_safe

from extranet.core import menu
from extranet.core import panels as registry

register = template.Library()


@register.simple_tag(takes_context=True)
def extranet_menu(context) -> list[dict]:
    """Return the entries of the extranet's menu for the reader, in the active language."""
    return menu.entries(context.get("standing"))


@register.simple_tag(takes_context=True)
def panels(context, place: str, thing=None) -> str:
    """Return the panels that rooms add in a place of a page, for the reader's `standing`."""
    return render_panels(context, registry.contents(place, context["standing"], thing))


@register.simple_tag(takes_context=True)
def render_panels(context, contents) -> str:
    """Return panels whose contents a view has asked for already."""
    engine = context.template.engine
    parts = []
    for template_name, data in contents:
        with context.push(**data):
            parts.append(engine.get_template(template_name).render(context))
    return mark_safe("".join(parts))


@register.filter
def is_over(day: datetime.date) -> bool:
    """Return whether a day has passed, where the reader is."""
    return day < timezone.localdate()
