"""Named reads of pages, used alike by views, feeds, sitemaps and search."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet


class PublicPageQuerySet(PageQuerySet):
    """Pages as the public may read them."""

    def open(self):
        """Return the pages that nothing private covers: neither themselves nor a page above."""
        covering = PageViewRestriction.objects.annotate(
            path=ExpressionWrapper(OuterRef("path"), output_field=CharField())
        ).filter(path__startswith=F("page__path"))
        return self.filter(~Exists(covering))

    def published(self):
        """Return the pages that anybody may read now: live, and nothing private covers them."""
        return self.live().open()

    def live_in(self, language: str):
        """Return the published pages of one language."""
        return self.published().filter(locale__language_code=language)

    def beside(self, page):
        """Return the published pages in the language of `page`."""
        return self.published().filter(locale=page.locale_id)


PublicPageManager = PageManager.from_queryset(PublicPageQuerySet)
