"""What results say of themselves."""

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from search.engines.base import Hit
from search.facet_labels import ValueLabels

register = template.Library()


@register.filter
def name_of(labels: ValueLabels, hit: Hit) -> str:
    """Return what kind of thing a result is, in a word."""
    return labels.of("kind", hit.result_type)


@register.filter
def body_of(labels: ValueLabels, hit: Hit) -> str:
    """Return the name of the body that adopted a position; nothing for other things."""
    if hit.kind == "body":
        return ""
    return ", ".join(labels.of("body", code) for code in hit.facets.get("body", ()))


@register.simple_tag
def did_you_mean(words: str, url: str) -> SafeString:
    """Return the question whether other words were meant, as HTML, the words linked."""
    before, _gap, after = gettext("Did you mean %(words)s?").partition("%(words)s")
    link = format_html('<a href="{}">{}</a>', url, words)
    return mark_safe(escape(before) + link + escape(after))
