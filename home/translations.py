"""Which languages a page can be read in, for many pages in one query."""

from collections import defaultdict
from collections.abc import Iterable

from wagtail.models import Page

from cms.core.querysets import PublicPageQuerySet


def attach_languages(pages: Iterable[Page]) -> list:
    """Return `pages` as a list, each with `language_codes`: those it is published in, sorted."""
    pages = list(pages)
    rows = (
        PublicPageQuerySet(Page)
        .published()
        .filter(translation_key__in={page.translation_key for page in pages})
        .values_list("translation_key", "locale__language_code")
    )
    codes = defaultdict(set)
    for key, code in rows if pages else ():
        codes[key].add(code)
    for page in pages:
        page.language_codes = sorted(codes[page.translation_key])
    return pages
