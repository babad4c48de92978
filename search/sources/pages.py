"""Pages: an entry per published language, known by the key that translations share."""

import uuid
from collections.abc import Iterable, Iterator

from wagtail.models import Page

from cms.core.models import BasePage
from cms.core.querysets import PublicPageQuerySet
from cms.translation.models import PublishedText
from home.models import StandardPage
from search.projection import PUBLIC, Projection, tidy
from search.registry import Key, Source, register
from search.sources.texts import body_text


class PageSource(Source):
    """What all types of page share; a subclass names its model and adds its own facets."""

    model: type[BasePage]

    def queryset(self):
        """Return the pages with what a projection reads."""
        return self.model.objects.select_related("locale")

    def iter_ids(self) -> Iterator[str]:
        keys = self.model.objects.order_by("translation_key").values_list(
            "translation_key", flat=True
        )
        for key in keys.distinct().iterator(chunk_size=2000):
            yield str(key)

    def project(self, object_id: str) -> list[Projection]:
        pages = list(self.published(object_id))
        languages = tuple(page.locale.language_code for page in pages)
        outdated = PublishedText.objects.outdated().filter(page__in=[page.pk for page in pages])
        behind = set(outdated.values_list("pk", flat=True)) if len(pages) > 1 else set()
        return [self.project_page(page, languages, page.pk in behind) for page in pages]

    def published(self, object_id: str):
        """Return the published pages of one translation key, in all languages."""
        return self.queryset().published(few=True).filter(translation_key=object_id).order_by("pk")

    def project_page(self, page, languages: tuple[str, ...], outdated: bool) -> Projection:
        """Return the projection of one published page."""
        return Projection(
            language=page.locale.language_code,
            title=page.title,
            summary=tidy(page.summary),
            text=self.text(page),
            url=page.get_url() or "",
            facets=self.facets(page),
            date=self.date(page),
            state=getattr(page, "state", "current"),
            languages=languages,
            outdated=outdated,
            extra=self.shown(page),
        )

    def text(self, page) -> str:
        """Return the page's plain text."""
        return body_text(page.body)

    def facets(self, page) -> dict[str, list]:
        """Return the codes it is filed under, by facet."""
        return {"kind": [getattr(page, "kind", self.kind)]}

    def date(self, page):
        """Return the day that its results show, or None."""
        return None

    def shown(self, page) -> dict:
        """Return what its results show besides."""
        return {}

    @property
    def checked_with(self):
        return PUBLISHED

    def visible_keys(self, keys: Iterable[Key], audiences: frozenset[str]) -> set[Key]:
        return PUBLISHED.visible_keys(keys, audiences)


class PublishedPages:
    """Asks for pages of all types at once whether anybody may read them."""

    def visible_keys(self, keys: Iterable[Key], audiences: frozenset[str]) -> set[Key]:
        """Return those (translation key, language) that are published."""
        keys = set(keys)
        ids = {object_id for object_id, _language in keys if _is_uuid(object_id)}
        if PUBLIC not in audiences or not ids:
            return set()
        rows = (
            PublicPageQuerySet(Page)
            .published(few=True)
            .filter(translation_key__in=ids)
            .values_list("translation_key", "locale__language_code")
        )
        return keys & {(str(key), language) for key, language in rows}


PUBLISHED = PublishedPages()


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


@register
class StandardSource(PageSource):
    """Pages of text."""

    kind = "page"
    model = StandardPage
