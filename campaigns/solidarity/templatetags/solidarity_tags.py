"""What the templates of solidarity ask for."""

from django import template

register = template.Library()


@register.simple_tag
def case_url(declarations: str, case) -> str:
    """Return the address of a case below the list of `declarations`, nothing without that list."""
    return f"{declarations}cases/{case.code}/" if declarations else ""
