"""Changes to what wagtail-localize's editor offers."""

import json

from django import template

register = template.Library()


@register.filter
def without_alias(props: str) -> str:
    """Return the editor's settings without the way to replace a translation by its source."""
    settings = json.loads(props)
    settings["links"]["convertToAliasUrl"] = None
    return json.dumps(settings)
