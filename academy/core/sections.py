"""What the front page shows of the academy."""

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from wagtail.models import Locale

from academy.core.models import Cohort, CoursePage
from academy.core.page_facts import cohort_card
from home.sections import register_section

SHOWN = 3
OF_PAGE = ("pk", "title", "url_path", "locale__language_code")


@register_section("cohorts")
def nominating_cohorts(home_page):
    """Return the cards of the cohorts that take nominations now and whose course has a page in the
    home page's language; those whose time ends first. One query, pages included."""
    now = timezone.now()
    below = CoursePage.objects.published().filter(
        path__startswith=home_page.path, translation_key=OuterRef("course__page_key")
    )
    cohorts = (
        Cohort.objects.nominating(now)
        .annotate(**{f"page_{name}": Subquery(below.values(name)[:1]) for name in OF_PAGE})
        .exclude(page_pk=None)
        .select_related("course")
        .order_by("nominations_until", "pk")[:SHOWN]
    )
    return [cohort_card(cohort, now, _course_page(cohort, home_page)) for cohort in cohorts]


def _course_page(cohort, home_page) -> CoursePage:
    """Return the page of a cohort's course, with no more than what a link to it needs."""
    locale = Locale(pk=home_page.locale_id, language_code=cohort.page_locale__language_code)
    return CoursePage(
        pk=cohort.page_pk, title=cohort.page_title, url_path=cohort.page_url_path, locale=locale
    )
