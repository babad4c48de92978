"""Tags and filters that the components of the design system need."""

import re
from collections.abc import Iterable
from urllib.parse import urlencode, urlsplit

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.paginator import Page
from django.utils import formats, timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, gettext
from django.utils.translation import to_locale as django_to_locale

from cms.core.link_targets import resolved, without_dead_links
from cms.core.shown_times import day, event_time, lasts_whole_days, zone_name
from cms.core.structured_data import as_script, breadcrumb_list

register = template.Library()
register.filter(day)
for _tag in (event_time, lasts_whole_days, zone_name):
    register.simple_tag(_tag)

_PARAGRAPH = re.compile(r"<p(?=[\s>])([^>]*)>")
# What French sets before a sign or inside quotation marks, however it was typed.
_FRENCH = (
    (re.compile(r"[ \u00a0](?=[;!?»])"), "\u202f"),
    (re.compile(r" (?=:(?:[\s<]|$))"), "\u00a0"),
    (re.compile(r"(?<=«)[ \u00a0]"), "\u202f"),
)
_MARK = re.compile(r"<sup>\s*([^<\s]{1,6})\s*</sup>")


@register.simple_tag
def safe_static(path: str) -> str:
    """Return the address of a static file, unhashed if the manifest does not know it.

    For the error pages, which must come out whatever else is broken.
    """
    try:
        return staticfiles_storage.url(path)
    except ValueError:
        return "/static/" + path


@register.filter
def to_locale(language: str) -> str:
    """Return a language code as Open Graph writes it: ``pt-br`` becomes ``pt_BR``.

    English alone is that of Great Britain, in which the site is written.
    """
    return {"en": "en_GB", "fr": "fr_FR", "es": "es_ES"}.get(language, django_to_locale(language))


@register.filter
def language_in_sentence(code: str) -> str:
    """Return a language's name in the active language, as it stands inside a sentence."""
    name = gettext(get_language_info(code)["name"])
    # Of the site's languages only English writes it with a capital.
    return name if (get_language() or "").startswith("en") else name.lower()


@register.simple_tag
def breadcrumbs_ld(crumbs, address: str, title: str) -> SafeString:
    """Return the trail of a page for machines, as a JSON-LD data block."""
    return as_script(breadcrumb_list(crumbs, str(address), title))


@register.filter
def elided_pages(page: Page) -> list[int | None]:
    """Return the page numbers to offer around ``page``; ``None`` stands for a gap."""
    paginator = page.paginator
    around = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [None if number == paginator.ELLIPSIS else number for number in around]


@register.filter
def file_type(name: str) -> str:
    """Return the type of a file as readers say it (``PDF``), from its name."""
    stem, dot, extension = str(name).rpartition(".")
    return extension.upper() if dot and stem else ""


@register.filter
def initials(text: str) -> str:
    """Return up to three initials of a name, for an organisation without a logo."""
    words = [word for word in re.split(r"[\s’'-]+", str(text)) if len(word) > 3 or word.isupper()]
    return "".join(word[0].upper() for word in words[:3])


@register.simple_tag
def number_text(value: int) -> str:
    """Return a number grouped as the active language groups it."""
    return formats.number_format(value, use_l10n=True, force_grouping=True)


@register.simple_tag
def figure(value: float, unit: str = "") -> str:
    """Return a figure as the active language writes it, a unit kept beside it."""
    places = None if value == int(value) else 1
    text = formats.number_format(value, places, use_l10n=True, force_grouping=True)
    return f"{text}\u00a0{unit}" if unit else text


@register.simple_tag
def today_in_words() -> str:
    """Return today's date in words."""
    return day(timezone.localdate())


@register.filter
def site_of(address: str) -> str:
    """Return the site that an address leads to, as one would say it: ``example.org``."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


@register.filter(is_safe=True)
def typeset(text) -> str:
    """Return a text, plain or HTML, with the spaces that the active language keeps together."""
    text = text or ""
    if (get_language() or "").startswith("fr"):
        for space, narrow in _FRENCH:
            text = space.sub(narrow, text)
    return text


@register.filter
def kind_label(thing) -> str:
    """Return what a page is, in a word: its own kind, else the name of its type."""
    if hasattr(thing, "get_kind_display"):
        return str(thing.get_kind_display())
    return str(thing._meta.verbose_name) if hasattr(thing, "_meta") else ""


@register.filter
def card_state(thing) -> str:
    """Return ``withdrawn``, ``superseded`` or nothing, from what a card's query already read."""
    if getattr(thing, "withdrawn_day", None) or getattr(thing, "withdrawn_on", None):
        return "withdrawn"
    return "superseded" if vars(thing).get("superseded") else ""


@register.simple_tag(takes_context=True)
def link(context: template.Context, thing) -> str:
    """Return the address of a page, read with the request if there is one, or of a thing."""
    if hasattr(thing, "get_url"):
        return thing.get_url(context.get("request")) or ""
    return getattr(thing, "url", "")


@register.filter
def card_adopter(thing) -> str:
    """Return the name of the body that adopted a text, if the card's query already read it."""
    state = getattr(thing, "_state", None)
    if state is not None and "adopted_by" not in state.fields_cache:
        return ""
    adopter = getattr(thing, "adopted_by", None)
    return adopter.label if adopter else ""


@register.simple_tag
def values(**given) -> dict:
    """Return the values given, by name, for a component that takes several."""
    return given


@register.simple_tag
def query_prefix(**given) -> str:
    """Return the values given as a query string that another value can follow: ``q=peace&``."""
    return urlencode({name: value for name, value in given.items() if value}) + "&"


@register.filter
def page_link(filters, number: int) -> str:
    """Return the address of page ``number`` of a filtered list, from its ``page_url``."""
    return filters.page_url(number)


@register.simple_tag(takes_context=True)
def body(context: template.Context, value: Iterable, numbered: bool = False) -> SafeString:
    """Return a stream body as HTML, its footnote marks linked.

    With ``numbered`` every top paragraph gets a number, an anchor ``p-12`` and a link to itself,
    so that a reader can cite it. Numbers count paragraphs, never headings, quotes or captions.
    """
    blocks = list(value)
    marks = {
        str(note["mark"]).strip()
        for block in blocks
        if block.block_type == "footnotes"
        for note in block.value
    }
    seen: set[str] = set()
    count = 0
    parts = []

    def number(match: re.Match) -> str:
        nonlocal count
        count += 1
        label = escape(gettext("Paragraph %(number)d") % {"number": count})
        return (
            f'<p id="p-{count}" class="para"{match[1]}>'
            f'<a class="para__number" href="#p-{count}" data-number="{count}" aria-label="{label}">'
            "</a>"
        )

    def refer(match: re.Match) -> str:
        mark = match[1]
        if mark not in marks:
            return match[0]
        label = escape(gettext("Note %(mark)s") % {"mark": mark})
        anchor = "" if mark in seen else f' id="fnref-{escape(mark)}"'
        seen.add(mark)
        return (
            f'<sup><a class="footnote-ref" href="#fn-{escape(mark)}"{anchor} '
            f'aria-label="{label}">{escape(mark)}</a></sup>'
        )

    surroundings = {
        "page": context.get("page"),
        "language": get_language(),
        # Files that belong to the text and to nothing else, by code.
        "files": context.get("files", {}),
    }
    with resolved(value, context.get("request")):
        rendered = [block.render(context=surroundings) for block in blocks]
    for block, html in zip(blocks, rendered, strict=True):
        if block.block_type != "footnotes":
            html = _MARK.sub(refer, html)
        if numbered and block.block_type == "paragraph":
            html = _PARAGRAPH.sub(number, html)
        parts.append(html)
    return mark_safe(typeset(without_dead_links("".join(parts))))
