"""What the pages of the public site say in words, and where their lists are."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from cms.core.templatetags.kit import day, number_text
from cms.core.world_map import marks_of
from cms.directory.models import OrganisationStatus
from home import banners
from home.attachments import attachment_facts
from home.plurals import STATEMENT_NOUNS

register = template.Library()
register.simple_tag(attachment_facts)


@register.simple_tag
def region_figures(regions, directory: str) -> list[dict]:
    """Return regions, each with ``count`` and the address of its members in the directory."""
    return [
        {
            "code": region.code,
            "label": region.label,
            "count": region.members,
            "url": f"{directory}?region={region.code}",
        }
        for region in regions
    ]


@register.simple_tag
def region_marks(regions) -> str:
    """Return the places of members in regions as the map draws them."""
    return marks_of(place for region in regions for place in region.places)


@register.simple_tag
def place_marks(*places) -> str:
    """Return places as the map draws them."""
    return marks_of(places)


@register.simple_tag
def region_choices(group) -> list[dict]:
    """Return the choices of a region filter as the map and the counts read them."""
    return [
        {
            "code": choice.value,
            "label": choice.label,
            "count": choice.count,
            "url": choice.url,
            "current": choice.chosen,
        }
        for choice in group.choices
    ]


def _kinds(kind: str, count: int) -> str:
    """Return the noun for ``count`` statements of a kind, any kind where it is empty."""
    nouns = STATEMENT_NOUNS | {
        "": lambda n: ngettext("%(count)s position", "%(count)s positions", n),
    }
    return nouns[kind](count) % {"count": number_text(count)}


@register.simple_tag
def statements_sentence(filters) -> str:
    """Return what a filtered list of statements shows, as one sentence without a full stop."""
    chosen = {group.name: choice for group, choice in filters.in_force}
    kind = chosen["kind"].value if "kind" in chosen else ""
    words = [_kinds(kind, filters.total)]
    if "topic" in chosen:
        words.append(gettext("on “%(topic)s”") % {"topic": chosen["topic"].label})
    if "year" in chosen:
        words.append(gettext("in %(year)s") % {"year": chosen["year"].label})
    sentence = [" ".join(words)]
    if "place" in chosen:
        sentence.append(gettext("country or region: %(place)s") % {"place": chosen["place"].label})
    if "body" in chosen:
        sentence.append(gettext("adopted by: %(body)s") % {"body": chosen["body"].label})
    return ", ".join(sentence)


@register.simple_tag
def directory_sentence(filters) -> str:
    """Return what a filtered directory shows, as one sentence without a full stop."""
    count = filters.total
    sentence = [
        ngettext("%(count)s organisation", "%(count)s organisations", count)
        % {"count": number_text(count)}
    ]
    for group in filters.groups:
        if group.chosen:
            sentence.append(
                gettext("%(filter)s: %(value)s")
                % {"filter": group.label.lower(), "value": group.chosen.label}
            )
    if filters.words:
        sentence.append(gettext("whose name holds “%(words)s”") % {"words": filters.words})
    return ", ".join(sentence)


@register.simple_tag
def citation(statement, publisher: str, address: str) -> str:
    """Return how to cite a statement: who, what, when, where."""
    by = statement.adopted_by.label if statement.adopted_by else ""
    who = f"{publisher}, {by}" if publisher and by else publisher or by
    kind = " ".join(filter(None, (statement.get_kind_display(), statement.decision_reference)))
    title = gettext("“%(title)s”") % {"title": statement.title}
    return ", ".join(filter(None, (who, title, kind, day(statement.date), address)))


@register.simple_tag(takes_context=True)
def statement_banners(context: template.Context) -> list:
    """Return what must be known before the statement of the page is read, as banners."""
    return banners.statement_banners(
        context["page"], context["request"], context["languages"], context["translation_outdated"]
    )


@register.simple_tag
def json_ld(page, address: str, publisher: str) -> SafeString:
    """Return what a statement is, for machines, as a JSON-LD data block."""
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "description": page.meta_description,
        "datePublished": page.date.isoformat(),
        "inLanguage": get_language(),
        "url": str(address),
        "publisher": {"@type": "Organization", "name": str(publisher)},
    }
    if page.state != page.State.CURRENT:
        data["creativeWorkStatus"] = page.state
    if page.image:
        data["image"] = page.image.get_rendition("fill-1200x630|format-jpeg").full_url
    text = json.dumps(data, ensure_ascii=False)
    # Nothing in it may end the element that holds it.
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.simple_tag
def organisation_address(base: str, organisation) -> str:
    """Return where the directory shows an organisation; empty for none, or without a directory."""
    return f"{base}{organisation.code}/" if base and organisation else ""


@register.simple_tag
def status_label(status: str) -> str:
    """Return the words for a status code; empty for an empty one."""
    return str(OrganisationStatus.Status(status).label) if status else ""
