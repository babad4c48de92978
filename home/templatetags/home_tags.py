"""What the pages of the public site say in words, and where their lists are."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from cms.core.caching import kept
from cms.core.structured_data import as_script
from cms.core.templatetags.kit import day, number_text
from cms.core.world_map import marks_of
from cms.directory.models import Organisation, OrganisationStatus
from cms.directory.querysets import SHOWN_STATUSES
from home import banners, structured_data
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
def json_ld(kind: str, thing, address: str, identity) -> SafeString:
    """Return what an `article`, an `event` or an `organisation` is, as a JSON-LD data block."""
    make = {
        "article": structured_data.article,
        "event": structured_data.event,
        "organisation": structured_data.organisation,
    }[kind]
    return as_script(make(thing, str(address), identity))


@register.simple_tag
def organisation_address(base: str, organisation) -> str:
    """Return where the directory shows an organisation; empty for none, for one that is not shown,
    or without a directory."""
    if not base or not organisation or not _is_shown(organisation):
        return ""
    return f"{base}{organisation.code}/"


def _is_shown(organisation) -> bool:
    if hasattr(organisation, "status"):
        return organisation.status in SHOWN_STATUSES
    return organisation.code in kept(("organisations shown",), _shown_codes)


def _shown_codes() -> frozenset[str]:
    return frozenset(Organisation.objects.shown().values_list("code", flat=True))


@register.simple_tag
def status_label(status: str) -> str:
    """Return the words for a status code; empty for an empty one."""
    return str(OrganisationStatus.Status(status).label) if status else ""
