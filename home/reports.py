"""The admin's report of pages by languages: published, draft, out of date or missing."""

import django_filters
from django.conf import settings
from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import get_content_type_label
from wagtail.models import Page, get_page_content_types
from wagtail.permissions import page_permission_policy

from cms.translation.models import PublishedText

STATES = {
    "published": _("published"),
    "outdated": _("out of date"),
    "draft": _("draft"),
    "missing": _("missing"),
}


def languages() -> list[tuple[str, str]]:
    """Return the languages of the site, each with its code and name."""
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


def with_states(pages):
    """Return `pages`, each with `state_en`, `state_fr`, …: how its versions stand."""
    versions = Page.objects.filter(
        translation_key=OuterRef("translation_key"), alias_of__isnull=True
    )
    outdated = PublishedText.objects.outdated().filter(
        page__translation_key=OuterRef("translation_key")
    )
    states = {}
    for code, _name in languages():
        mine = versions.filter(locale__language_code=code)
        states[f"state_{code}"] = Case(
            When(Exists(outdated.filter(page__locale__language_code=code)), then=Value("outdated")),
            When(Exists(mine.filter(live=True)), then=Value("published")),
            When(Exists(mine), then=Value("draft")),
            default=Value("missing"),
            output_field=CharField(),
        )
    return pages.annotate(**states)


def one_version_each():
    """Return one page of each text, whatever the languages it has: the oldest."""
    older = Page.objects.filter(
        translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"), alias_of__isnull=True
    )
    return Page.objects.filter(~Exists(older), depth__gt=1, alias_of__isnull=True)


class PagesByLanguageFilterSet(WagtailFilterSet):
    """Filters by state in any language or in one, and by type of page."""

    state = django_filters.ChoiceFilter(
        label=_("In any language"), method="in_any", choices=list(STATES.items())
    )
    content_type = ContentTypeFilter(
        label=_("Type"), queryset=lambda request: get_page_content_types(False)
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, name in languages():
            self.filters[code] = django_filters.ChoiceFilter(
                label=name, field_name=f"state_{code}", choices=list(STATES.items())
            )

    def in_any(self, queryset, _name, value):
        """Return the rows that stand so in at least one language."""
        condition = Q()
        for code, _language in languages():
            condition |= Q(**{f"state_{code}": value})
        return queryset.filter(condition)

    class Meta:
        model = Page
        fields = ["content_type"]


class PagesByLanguageView(ReportView):
    """Every text of the site in a row, its languages in the columns."""

    page_title = _("Pages by language")
    header_icon = "wagtail-localize-language"
    results_template_name = "home/admin/pages_by_language_results.html"
    index_url_name = "pages_by_language"
    index_results_url_name = "pages_by_language_results"
    default_export_filename = "pages-by-language"
    context_object_name = "pages"
    filterset_class = PagesByLanguageFilterSet
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    is_searchable = False

    @property
    def list_export(self):
        return ["title", "content_type", *(f"state_{code}" for code, _name in languages())]

    @property
    def export_headings(self):
        return {
            "title": _("Title"),
            "content_type": _("Type"),
            **{f"state_{code}": name for code, name in languages()},
        }

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        preprocess = dict(self.custom_field_preprocess)
        for name, process in {
            "content_type": get_content_type_label,
            **{f"state_{code}": lambda state: str(STATES[state]) for code, _name in languages()},
        }.items():
            preprocess[name] = {self.FORMAT_CSV: process, self.FORMAT_XLSX: process}
        self.custom_field_preprocess = preprocess

    def get_queryset(self):
        visible = page_permission_policy.explorable_instances(self.request.user)
        return (
            with_states(one_version_each())
            .filter(pk__in=visible.values("pk"))
            .select_related("content_type", "locale")
            .order_by("path")
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["languages"] = [name for _code, name in languages()]
        return context

    def decorate_paginated_queryset(self, object_list):
        """Give each row its cells: state, its name, and the page there is in that language."""
        pages = list(object_list)
        versions = {
            (version.translation_key, version.locale.language_code): version
            for version in Page.objects.filter(
                translation_key__in={page.translation_key for page in pages},
                alias_of__isnull=True,
            ).select_related("locale")
        }
        for page in pages:
            page.cells = []
            for code, name in languages():
                state = getattr(page, f"state_{code}")
                version = versions.get((page.translation_key, code))
                page.cells.append(
                    {
                        "code": code,
                        "language": name,
                        "state": state,
                        "label": STATES[state],
                        "page": version,
                    }
                )
        return pages
