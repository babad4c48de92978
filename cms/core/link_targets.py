"""Where the links of a text lead: asked once a text, and only to what its reader may open.

Links to pages and documents are kept by id. One that leads to a draft, to something unpublished,
private or deleted gets no address: its words stay as plain text.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.documents import get_document_model
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import CollectionViewRestriction, Page
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from cms.core.querysets import PublicPageQuerySet

# What stands for the opening tag of a link that leads nowhere, until `without_dead_links`.
_DEAD = "<a data-leads-nowhere>"
_DEAD_LINK = re.compile(rf"{_DEAD}(.*?)</a>", re.DOTALL)


@dataclass(frozen=True)
class Targets:
    """The addresses of pages and documents by id; what has none may not be opened, or is gone."""

    pages: dict[int, str] = field(default_factory=dict)
    documents: dict[int, str] = field(default_factory=dict)

    def of(self, kind: str, key: str) -> str:
        """Return the address of a `kind` of thing ("page", "document"), empty for none."""
        known = self.pages if kind == "page" else self.documents
        return known.get(int(key), "") if str(key).isdecimal() else ""


_targets: ContextVar[Targets | None] = ContextVar("targets", default=None)


def linked_ids(data) -> dict[str, set[int]]:
    """Return what the rich text within `data` (nested lists, dicts, strings) links to by id."""
    found: dict[str, set[int]] = {"page": set(), "document": set()}
    for text in _strings(data):
        for match in FIND_A_TAG.finditer(text) if "linktype=" in text else ():
            attrs = extract_attrs(match.group(1))
            if attrs.get("linktype") in found and attrs.get("id", "").isdecimal():
                found[attrs["linktype"]].add(int(attrs["id"]))
    return found


def find_targets(pages: Iterable[int] = (), documents: Iterable[int] = (), request=None) -> Targets:
    """Return where pages and documents of these ids are for the reader of `request`, by default
    anybody; one query for each kind that is asked for.

    A page is answered with its version in the active language where that may be read.
    """
    pages, documents = set(pages), set(documents)
    return Targets(
        _page_urls(pages, request) if pages else {},
        _document_urls(documents, request) if documents else {},
    )


@contextmanager
def resolved(stream, request=None) -> Iterator[None]:
    """Let all the links of `stream` be answered from one reading while its blocks are rendered."""
    ids = linked_ids(list(getattr(stream, "raw_data", ())))
    token = _targets.set(find_targets(ids["page"], ids["document"], request))
    try:
        yield
    finally:
        _targets.reset(token)


def without_dead_links(html: str) -> str:
    """Return rendered `html` with the words of links that lead nowhere as plain text."""
    return _DEAD_LINK.sub(r"\1", html)


class _OpenTargets:
    """What both kinds of links have in common."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """Return the opening tags of links."""
        keys = [attrs.get("id", "") for attrs in attrs_list]
        ids = [int(key) for key in keys if key.isdecimal()]
        targets = _targets.get() or find_targets(**{f"{cls.identifier}s": ids})
        urls = (targets.of(cls.identifier, key) for key in keys)
        return [f'<a href="{escape(url)}">' if url else _DEAD for url in urls]


class OpenPageLinkHandler(_OpenTargets, PageLinkHandler):
    """Links to pages that the reader may open."""


class OpenDocumentLinkHandler(_OpenTargets, DocumentLinkHandler):
    """Links to documents that the reader may open."""


def _strings(data) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _strings(value)


def _page_urls(ids: set[int], request) -> dict[int, str]:
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    versions = (
        PublicPageQuerySet(Page)
        .filter(translation_key__in=keys)
        .select_related("locale")
        .with_openness()
    )
    readable = {}
    asked = {}
    for page in versions:
        if page.pk in ids:
            asked[page.pk] = page.translation_key
        if page.live and (page.is_open or _admitted(page.get_view_restrictions, request)):
            readable[page.pk] = page
    here = {
        page.translation_key: page
        for page in readable.values()
        if page.locale.language_code == get_language()
    }
    return {
        pk: url
        for pk, key in asked.items()
        if (page := here.get(key) or readable.get(pk)) and (url := page.get_url(request))
    }


def _document_urls(ids: set[int], request) -> dict[int, str]:
    covering = CollectionViewRestriction.objects.annotate(
        path=ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    ).filter(path__startswith=F("collection__path"))
    documents = (
        get_document_model()
        .objects.filter(pk__in=ids)
        .select_related("collection")
        .annotate(is_private=Exists(covering))
    )
    return {
        document.pk: document.url
        for document in documents
        if not document.is_private or _admitted(document.collection.get_view_restrictions, request)
    }


def _admitted(restrictions, request) -> bool:
    """Return whether the restrictions of something private let in who has signed in.

    Nobody else is looked at: that would keep the page from being cached for all.
    """
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return all(restriction.accept_request(request) for restriction in restrictions())
