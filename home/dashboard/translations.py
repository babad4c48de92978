"""Sections of the to-do list about translations: one's own work first, then one's own language."""

from collections.abc import Iterable

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Lower, Upper
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.models import Assignment, PromisedLanguage, PublishedText
from cms.translation.report import under_review
from home.dashboard.rows import (
    COUNTED,
    Row,
    Section,
    desk_url,
    edit_url,
    languages,
    mine_first,
    page_row,
    person,
    report_url,
)


def running_translation():
    """Return the query of the running translation that a page is the target of."""
    return Translation.objects.filter(
        source__object_id=OuterRef("translation_key"),
        target_locale_id=OuterRef("locale_id"),
        enabled=True,
    )


def desk_urls(page_ids: Iterable) -> dict[int, str]:
    """Return the addresses of the desks of those pages that are translations, by page."""
    pages = (
        Page.objects.filter(pk__in=[int(pk) for pk in page_ids])
        .annotate(desk=Subquery(running_translation().values("pk")[:1]))
        .exclude(desk=None)
    )
    return {pk: desk_url(desk) for pk, desk in pages.values_list("pk", "desk")}


def assigned(user, *, also_others: bool) -> list[Section]:
    """Return what `user` owes, by language and the next one due first; `also_others`: and what
    others owe whose day has passed."""
    mine = Q(assignee=user)
    late = Q(due_on__lt=localdate()) if also_others else Q(pk=None)
    page = Page.objects.filter(
        translation_key=OuterRef("translation__source__object_id"),
        locale_id=OuterRef("translation__target_locale_id"),
    )
    assignments = (
        Assignment.objects.owed()
        .filter(mine | late)
        .annotate(
            title=Subquery(page.values("draft_title")[:1]),
            is_mine=Case(When(mine, then=True), default=False),
        )
        .exclude(title=None)
        .select_related("assignee", "translation__target_locale")
        .order_by(
            "-is_mine",
            "translation__target_locale__language_code",
            F("due_on").asc(nulls_last=True),
            "pk",
        )[: 2 * COUNTED]
    )
    owed, overdue = [], []
    for given in assignments:
        (owed if given.is_mine else overdue).append(_assignment_row(given))
    return [
        Section(
            "owed", _("Translations you owe"), mine_first(owed, user), report_url() + "?owed=mine"
        ),
        Section("overdue", _("Overdue from others"), overdue, report_url() + "?owed=overdue"),
    ]


def _assignment_row(given: Assignment) -> Row:
    language = given.translation.target_locale.language_code
    own_note = _("overdue") if given.is_overdue else ""
    return Row(
        title=given.title,
        url=desk_url(given.translation_id),
        language=languages().get(language, ""),
        note=own_note if given.is_mine else person(given.assignee),
        moment=given.due_on,
    )


def promised(user) -> Section:
    """Return the languages that readers were promised and do not have yet, the next one first."""
    desk = Translation.objects.filter(
        source__object_id=OuterRef("release__translation_key"),
        target_locale_id=OuterRef("locale_id"),
        enabled=True,
    )
    promises = (
        PromisedLanguage.objects.owed()
        .with_titles()
        .annotate(desk=Subquery(desk.values("pk")[:1]))
        .select_related("locale")
        .order_by("due_on", "pk")[: COUNTED + 1]
    )
    rows = [
        Row(
            title=promise.title,
            url=desk_url(promise.desk) if promise.desk else edit_url(promise.page_id),
            language=languages().get(promise.locale.language_code, ""),
            note=pgettext("promise", "late") if promise.is_late else "",
            moment=promise.due_on,
        )
        for promise in promises
    ]
    return Section(
        "promised",
        _("Promised to readers"),
        mine_first(rows, user),
        report_url() + "?owed=promised",
    )


def unfinished_translations(user) -> Section:
    """Return the translations that are not published: complete, or still being made."""
    segments = (
        StringSegment.objects.filter(
            source__object_id=OuterRef("translation_key"),
            source__translations__target_locale_id=OuterRef("locale_id"),
            source__translations__enabled=True,
        )
        .exclude(context__path="slug")
        # What has no letters is the same in capitals, and needs no translation.
        .annotate(small=Lower("string__data"), capital=Upper("string__data"))
        .exclude(small=F("capital"))
        .exclude(
            Exists(
                StringTranslation.objects.filter(
                    translation_of_id=OuterRef("string_id"),
                    context_id=OuterRef("context_id"),
                    locale_id=OuterRef(OuterRef("locale_id")),
                    has_error=False,
                )
            )
        )
    )
    pages = (
        Page.objects.filter(Exists(running_translation()), live=False)
        .annotate(
            incomplete=Exists(segments),
            desk=Subquery(running_translation().values("pk")[:1]),
            given_to=Subquery(running_translation().values("assignment__assignee")[:1]),
        )
        .filter(Q(given_to=None) | ~Q(given_to=user.pk))
        .exclude(pk__in=under_review())
        .order_by("incomplete", "-latest_revision_created_at")
        .select_related("locale")[: COUNTED + 1]
    )
    rows = [
        page_row(
            page,
            moment="latest_revision_created_at",
            url=desk_url(page.desk),
            note=lambda page: (
                _("texts left to translate") if page.incomplete else _("complete, to hand over")
            ),
        )
        for page in pages
    ]
    return Section(
        "translations", _("Translations under way"), mine_first(rows, user), report_url()
    )


def outdated(user) -> Section:
    """Return the published translations whose source says something else by now."""
    texts = (
        PublishedText.objects.outdated()
        .annotate(
            desk=Subquery(
                Translation.objects.filter(
                    source__object_id=OuterRef("page__translation_key"),
                    target_locale_id=OuterRef("page__locale_id"),
                    enabled=True,
                ).values("pk")[:1]
            )
        )
        .select_related("page__locale")
        .order_by("-source__last_published_at")[: COUNTED + 1]
    )
    rows = [
        page_row(
            text.page, moment="last_published_at", url=desk_url(text.desk) if text.desk else ""
        )
        for text in texts
    ]
    return Section(
        "outdated",
        _("Translations out of date"),
        mine_first(rows, user),
        report_url() + "?state=outdated",
    )


def missing(user) -> Section:
    """Return how many pages each language lacks."""
    pages = Page.objects.filter(depth__gt=1, alias_of__isnull=True)
    total = pages.order_by().aggregate(n=Count("translation_key", distinct=True))["n"]
    counts = (
        pages.order_by()
        .values("locale__language_code")
        .annotate(n=Count("translation_key", distinct=True))
    )
    present = {row["locale__language_code"]: row["n"] for row in counts}
    rows = [
        Row(
            title=ngettext("%(language)s: %(count)d page", "%(language)s: %(count)d pages", lacking)
            % {"language": name, "count": lacking},
            url=f"{report_url()}?{code}=missing",
            language=name,
        )
        for code, name in languages().items()
        if (lacking := total - present.get(code, 0)) > 0
    ]
    return Section("missing", _("Not translated at all"), mine_first(rows, user))
