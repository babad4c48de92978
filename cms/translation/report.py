"""The admin's report of pages by languages: how each stands, who owes it and by when."""

import django_filters
from django import forms
from django.conf import settings
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import get_content_type_label
from wagtail.models import Page, WorkflowState, get_page_content_types
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation

from cms.translation.models import Assignment, PromisedLanguage, PublishedText

STATES = {
    "published": _("published"),
    "outdated": _("out of date"),
    "review": _("under review"),
    "draft": _("draft"),
    "missing": _("missing"),
}


def languages() -> list[tuple[str, str]]:
    """Return the languages of the site, each with its code and name."""
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


def under_review():
    """Return the ids of the pages that wait for somebody's approval."""
    return (
        WorkflowState.objects.filter(
            base_content_type__app_label="wagtailcore",
            base_content_type__model="page",
            status=WorkflowState.STATUS_IN_PROGRESS,
        )
        .order_by()
        .values_list(Cast("object_id", BigIntegerField()))
    )


def _owed(code: str):
    """Return the assignment of a text in a language that is still owed."""
    return Assignment.objects.owed().filter(
        translation__source__object_id=OuterRef("translation_key"),
        translation__target_locale__language_code=code,
    )


def _promised(code: str):
    """Return the promise of a text in a language that readers wait for."""
    return PromisedLanguage.objects.owed().filter(
        release__translation_key=OuterRef("translation_key"), locale__language_code=code
    )


def with_states(pages):
    """Return `pages`, each with what is known of it in every language.

    `state_fr` says how it stands, `owed_by_fr` who is to translate it, `due_fr` by when,
    `promised_fr` for which day readers were promised it.
    """
    versions = Page.objects.filter(
        translation_key=OuterRef("translation_key"), alias_of__isnull=True
    )
    outdated = PublishedText.objects.outdated().filter(
        page__translation_key=OuterRef("translation_key")
    )
    name = Coalesce(
        NullIf(Trim(Concat("assignee__first_name", Value(" "), "assignee__last_name")), Value("")),
        "assignee__email",
        output_field=CharField(),
    )
    columns = {}
    for code, _name in languages():
        mine = versions.filter(locale__language_code=code)
        columns[f"state_{code}"] = Case(
            When(Exists(mine.filter(live=False, pk__in=under_review())), then=Value("review")),
            When(Exists(outdated.filter(page__locale__language_code=code)), then=Value("outdated")),
            When(Exists(mine.filter(live=True)), then=Value("published")),
            When(Exists(mine), then=Value("draft")),
            default=Value("missing"),
            output_field=CharField(),
        )
        columns[f"owed_by_{code}"] = Subquery(_owed(code).values(owner=name)[:1])
        columns[f"due_{code}"] = Subquery(_owed(code).values("due_on")[:1])
        columns[f"promised_{code}"] = Subquery(_promised(code).values("due_on")[:1])
    return pages.annotate(**columns)


def one_version_each():
    """Return one page of each text, whatever the languages it has: the oldest."""
    older = Page.objects.filter(
        translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"), alias_of__isnull=True
    )
    return Page.objects.filter(~Exists(older), depth__gt=1, alias_of__isnull=True)


class PagesByLanguageFilterSet(WagtailFilterSet):
    """Filters by state in any language or in one, by what is owed, and by type of page."""

    state = django_filters.ChoiceFilter(
        label=_("In any language"), method="in_any", choices=list(STATES.items())
    )
    owed = django_filters.ChoiceFilter(
        label=_("Translations owed"),
        method="owed_by",
        choices=[
            ("mine", _("by me")),
            ("anybody", _("by anybody")),
            ("overdue", _("overdue")),
            ("promised", _("promised to readers")),
        ],
        widget=forms.RadioSelect,
        empty_label=_("All"),
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

    def owed_by(self, queryset, _name, value):
        """Return the rows that somebody still has to translate, in at least one language."""
        if value == "promised":
            promised = PromisedLanguage.objects.owed().values("release__translation_key")
            return queryset.filter(translation_key__in=promised)
        owed = Assignment.objects.owed()
        if value == "mine":
            owed = owed.of(self.request.user)
        elif value == "overdue":
            owed = owed.overdue()
        keys = owed.values("translation__source__object_id")
        return queryset.filter(translation_key__in=keys)

    class Meta:
        model = Page
        fields = ["content_type"]


class PagesByLanguageView(ReportView):
    """Every text of the site in a row, its languages in the columns."""

    page_title = _("Pages by language")
    header_icon = "wagtail-localize-language"
    results_template_name = "translation/pages_by_language_results.html"
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
        columns = [
            f"{kind}_{code}"
            for code, _name in languages()
            for kind in ("state", "owed_by", "due", "promised")
        ]
        return ["title", "content_type", *columns]

    @property
    def export_headings(self):
        headings = {"title": _("Title"), "content_type": _("Type")}
        for code, name in languages():
            headings[f"state_{code}"] = name
            headings[f"owed_by_{code}"] = _("%(language)s: owed by") % {"language": name}
            headings[f"due_{code}"] = _("%(language)s: due on") % {"language": name}
            headings[f"promised_{code}"] = _("%(language)s: promised for") % {"language": name}
        return headings

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
        context["today"] = localdate()
        return context

    def decorate_paginated_queryset(self, object_list):
        """Give each row its cells: state, page, desk, who owes it and by when."""
        pages = list(object_list)
        keys = {page.translation_key for page in pages}
        versions = {
            (version.translation_key, version.locale.language_code): version
            for version in Page.objects.filter(
                translation_key__in=keys, alias_of__isnull=True
            ).select_related("locale", "independent_text")
        }
        translations = {
            (translation.source.object_id, translation.target_locale.language_code): translation
            for translation in Translation.objects.filter(
                source__object_id__in=keys, enabled=True
            ).select_related("source", "target_locale", "assignment__approver")
        }
        for page in pages:
            page.cells = [
                _cell(
                    page,
                    code,
                    name,
                    versions.get((page.translation_key, code)),
                    translations.get((page.translation_key, code)),
                )
                for code, name in languages()
            ]
        return pages


def _cell(page, code: str, language: str, version, translation) -> dict:
    """Return what the report says of `page` in a language."""
    state = getattr(page, f"state_{code}")
    approver = getattr(getattr(translation, "assignment", None), "approver", None)
    return {
        "code": code,
        "language": language,
        "state": state,
        "label": STATES[state],
        "page": version,
        "independent": getattr(version, "independent_text", None),
        "desk": translation.pk if translation else None,
        "owed_by": getattr(page, f"owed_by_{code}"),
        "due_on": getattr(page, f"due_{code}"),
        "promised": getattr(page, f"promised_{code}"),
        "approver": approver.name if approver and state == "review" else "",
    }
