"""Which languages a page can be read in, for many pages in one query."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Aggregate, CharField, OuterRef, Subquery
from wagtail.models import Page

from cms.core.querysets import PublicPageQuerySet


class _Joined(Aggregate):
    """The values of a column with commas between them."""

    function = "GROUP_CONCAT"
    output_field = CharField()

    def as_postgresql(self, compiler, connection, **context):
        template = "%(function)s(%(expressions)s, ',')"
        return self.as_sql(compiler, connection, function="STRING_AGG", template=template)


def joined_languages() -> Subquery:
    """Return the expression for the codes of the languages that the page of a row can be read in,
    with commas between them; `language_codes` makes a list of it."""
    rows = PublicPageQuerySet(Page).published().filter(translation_key=OuterRef("translation_key"))
    rows = rows.order_by().values("translation_key")
    return Subquery(rows.values(codes=_Joined("locale__language_code")))


def language_codes(joined: str) -> list[str]:
    """Return the codes that `joined_languages` found, sorted."""
    return sorted(set(joined.split(",")))


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
