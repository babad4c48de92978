"""Named reads of pages, used alike by views, feeds, sitemaps and search."""

from functools import reduce
from operator import or_

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Value,
    When,
)
from django.utils import timezone
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.core.caching import kept

# Up to so many private branches are named in a query; of more than that the database looks itself.
_NAMED = 50


def private_branches() -> tuple[str, ...]:
    """Return the paths of the pages that are private with all below them, the topmost of each
    branch; kept while the content stays as it is."""
    return kept(("private branches",), _read_private_branches)


def _read_private_branches() -> tuple[str, ...]:
    topmost: list[str] = []
    private = Page.objects.filter(pk__in=PageViewRestriction.objects.order_by().values("page"))
    for path in private.order_by("path").values_list("path", flat=True):
        if not topmost or not path.startswith(topmost[-1]):
            topmost.append(path)
    return tuple(topmost)


def _something_private_covers() -> Q | Exists | None:
    """Return the condition that a page itself or one above it is private; None where none is."""
    branches = private_branches()
    if len(branches) > _NAMED:
        return _looked_up()
    return reduce(or_, (Q(path__startswith=path) for path in branches), Q()) or None


def _looked_up() -> Exists:
    """Return the same condition, for which the database compares each page with what is private."""
    covering = PageViewRestriction.objects.annotate(
        path=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    ).filter(path__startswith=F("page__path"))
    return Exists(covering)


class PublicPageQuerySet(PageQuerySet):
    """Pages as the public may read them."""

    def open(self, *, few: bool = False):
        """Return the pages that nothing private covers: neither themselves nor a page above.

        Of `few` it is looked up with them, which is one query where nothing else asks for it.
        """
        private = _looked_up() if few else _something_private_covers()
        return self.all() if private is None else self.filter(~private)

    def with_openness(self):
        """Return the pages with `is_open`: whether nothing private covers them."""
        private = _something_private_covers()
        is_open = Value(True) if private is None else Case(When(private, then=False), default=True)
        return self.annotate(is_open=ExpressionWrapper(is_open, output_field=BooleanField()))

    def published(self, *, few: bool = False):
        """Return the pages that anybody may read now, each in its own language.

        This says which languages of a text exist, wherever that is shown: live, not expired (even
        if the clock's command has yet to run), covered by nothing private, and no alias that
        shows another language's text.
        """
        now = timezone.now()
        return (
            self.live()
            .open(few=few)
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
