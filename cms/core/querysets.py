"""Named reads of pages, used alike by views, feeds, sitemaps and search."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet


def _nothing_private_covers():
    """Return the condition that neither a page itself nor one above it is private."""
    covering = PageViewRestriction.objects.annotate(
        path=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    ).filter(path__startswith=F("page__path"))
    return ~Exists(covering)


class PublicPageQuerySet(PageQuerySet):
    """Pages as the public may read them."""

    def open(self):
        """Return the pages that nothing private covers: neither themselves nor a page above."""
        return self.filter(_nothing_private_covers())

    def with_openness(self):
        """Return the pages with `is_open`: whether nothing private covers them."""
        return self.annotate(is_open=_nothing_private_covers())

    def published(self):
        """Return the pages that anybody may read now, each in its own language.

        This says which languages of a text exist, wherever that is shown: live, not expired (even
        if the clock's command has yet to run), covered by nothing private, and no alias that
        shows another language's text.
        """
        now = timezone.now()
        return (
            self.live()
            .open()
            .filter(Q(expire_at__isnull=True) | Q(expire_at__gt=now))
            .exclude(alias_of__translation_key=F("translation_key"))
        )

    def live_in(self, language: str):
        """Return the published pages of one language."""
        return self.published().filter(locale__language_code=language)

    def beside(self, page):
        """Return the published pages in the language of `page`."""
        return self.published().filter(locale=page.locale_id)


PublicPageManager = PageManager.from_queryset(PublicPageQuerySet)
