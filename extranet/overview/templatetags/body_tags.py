"""What the page of a body needs."""

from django import template

from cms.directory.models import BodyRule
from extranet.overview.rule_labels import label_of

register = template.Library()


@register.filter
def rule_label(rule: BodyRule) -> str:
    """Return a rule of a body as a sentence."""
    return label_of(rule)
