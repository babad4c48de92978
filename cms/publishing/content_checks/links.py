"""Links: to pages and files that readers may open, and to addresses that can be one."""

import re
from collections.abc import Iterable, Iterator

from django.db.models import ForeignKey
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.core.link_targets import find_targets
from cms.core.text import shorten
from cms.publishing.content_checks.reading import Reading
from cms.publishing.content_checks.registry import Check, Level

EXCERPT = 60
_WEB = re.compile(r"https?://[^\s/:@]+\.[^\s/:@.]{2,}(:\d+)?([/?#]\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
_PHONE = re.compile(r"\+?[\d\s().-]{4,}")


def check(reading: Reading) -> Iterator[Check]:
    """Yield the links that lead nowhere; those to something deleted are errors."""
    links = [
        (tag, piece.anchor)
        for piece in reading.pieces
        if "<a" in piece.html
        for tag in piece.soup.find_all("a")
    ]
    yield from _internal(reading, links)
    yield from _missing_files(reading)
    yield from _references(reading)
    for tag, anchor in links:
        if not tag.get("linktype") and not _can_lead(tag.get("href", "")):
            yield Check(
                Level.WARNING,
                _("The address of the link “%(words)s” cannot be right: %(address)s")
                % {"words": _words(tag), "address": shorten(tag.get("href", ""), EXCERPT)},
                anchor,
            )


def _internal(reading: Reading, links: list) -> Iterator[Check]:
    pages, documents = _ids(links, "page"), _ids(links, "document")
    with override(reading.language):
        targets = find_targets(pages, documents)
    lost_pages = Page.objects.in_bulk(pages - targets.pages.keys())
    lost_documents = get_document_model().objects.in_bulk(documents - targets.documents.keys())
    for tag, anchor in links:
        kind, key = tag.get("linktype"), tag.get("id", "")
        if kind not in ("page", "document") or targets.of(kind, key):
            continue
        lost = lost_pages if kind == "page" else lost_documents
        thing = lost.get(int(key)) if key.isdecimal() else None
        level = Level.WARNING if thing else Level.ERROR
        yield Check(level, _sentence(kind, thing) % _names(tag, thing), anchor)


def _sentence(kind: str, thing) -> str:
    if thing is None:
        if kind == "page":
            return _("“%(words)s” links to a page that has been deleted.")
        return _("“%(words)s” links to a file that has been deleted.")
    if kind == "document":
        return _("“%(words)s” links to the file “%(title)s”, which is private.")
    if thing.live:
        return _("“%(words)s” links to the page “%(title)s”, which is private.")
    if thing.first_published_at:
        return _("“%(words)s” links to the page “%(title)s”, which is not published any more.")
    return _("“%(words)s” links to the page “%(title)s”, which is a draft.")


def _names(tag, thing) -> dict:
    return {"words": _words(tag), "title": getattr(thing, "title", "")}


def _words(tag) -> str:
    return shorten(tag.get_text(" "), EXCERPT)


def _ids(links: Iterable, kind: str) -> set[int]:
    keys = (tag.get("id", "") for tag, _anchor in links if tag.get("linktype") == kind)
    return {int(key) for key in keys if key.isdecimal()}


def _missing_files(reading: Reading) -> Iterator[Check]:
    for thing, anchor in reading.files:
        if thing is None:
            yield Check(
                Level.ERROR,
                _("A picture or file is missing: it was deleted, or never chosen."),
                anchor,
            )


def _references(reading: Reading) -> Iterator[Check]:
    """Yield the pages named in fields of their own that readers may not open."""
    inherited = {field.name for field in Page._meta.concrete_fields}
    for field in reading.page._meta.concrete_fields:
        own = isinstance(field, ForeignKey) and field.editable and field.name not in inherited
        if not own or field.remote_field.parent_link or not issubclass(field.related_model, Page):
            continue
        target = getattr(reading.page, field.name)
        if target is not None and not target.live:
            yield Check(
                Level.WARNING,
                _("“%(field)s”: “%(title)s” is not published, readers see no link to it.")
                % {"field": field.verbose_name, "title": target.get_admin_display_title()},
                field.name,
            )


def _can_lead(address: str) -> bool:
    """Return whether `address` has the form of one; nobody is asked."""
    address = address.strip()
    scheme, _colon, rest = address.partition(":")
    if address.startswith(("#", "/")):
        return len(address) > 1
    if scheme in ("http", "https"):
        return bool(_WEB.fullmatch(address))
    if scheme == "mailto":
        return bool(_MAIL.fullmatch(rest.split("?")[0]))
    return scheme == "tel" and bool(_PHONE.fullmatch(rest))
