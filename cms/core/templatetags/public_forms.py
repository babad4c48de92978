"""What stands in every form that anybody may send."""

from django import template

from cms.core.public_forms import guard

register = template.Library()


@register.inclusion_tag("core/includes/form_guard.html")
def form_guard(form_name: str) -> dict:
    """Show the fields that a `PublicFormView` of that name looks for, within its form."""
    return {"opened": guard.made_out(form_name)}
