"""The to-do list of whoever signed in: the first panel on the front page of the admin."""

from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Count, Exists, F, OuterRef
from django.db.models.functions import Cast, Lower, Upper
from django.urls import reverse
from django.utils.timezone import localdate, timedelta
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.models import PublishedText
from home.models import StatementPage

SHOWN = 5
# Beyond this many the panel says "100+": nobody works through them from here.
COUNTED = 100
LATELY = timedelta(days=30)


@dataclass
class Row:
    """One thing that waits: a link, its language, and a word on it."""

    title: str
    url: str
    language: str = ""
    note: str = ""
    moment: object = None


@dataclass
class Section:
    """Things that wait for the same reason."""

    name: str
    heading: str
    rows: list[Row] = field(default_factory=list)
    more_url: str = ""

    @property
    def shown(self) -> list[Row]:
        """The first of them."""
        return self.rows[:SHOWN]

    @property
    def count(self) -> str:
        """How many there are."""
        return f"{COUNTED}+" if len(self.rows) > COUNTED else str(len(self.rows))


class TodoPanel(Component):
    """What waits for the user: returned drafts, reviews, translations, what is due next."""

    name = "todo"
    template_name = "home/admin/todo.html"
    order = 100

    def __init__(self, user):
        self.user = user
        self.actions = {
            row.permission.codename.removesuffix("_page")
            for row in page_permission_policy.get_cached_permissions_for_user(user)
        }

    def may(self, action: str) -> bool:
        """Return whether the user has a page permission anywhere: add, change, publish."""
        return self.user.is_superuser or action in self.actions

    def get_context_data(self, parent_context):
        sections = []
        if self.may("publish"):
            sections.append(self.to_review())
        if self.may("add"):
            sections += [self.returned(), self.drafts(), self.scheduled()]
        if self.may("change"):
            sections += [self.unfinished_translations(), self.outdated(), self.missing()]
        if self.may("publish"):
            sections.append(self.withdrawn())
        sections = [section for section in sections if section.rows]
        return {"sections": sections, "has_pages": bool(self.actions) or self.user.is_superuser}

    def to_review(self) -> Section:
        """Return the drafts that others have sent and the user may approve."""
        states = (
            TaskState.objects.reviewable_by(self.user)
            .select_related("revision", "workflow_state__requested_by")
            .order_by("started_at")[: COUNTED + 1]
        )
        rows = [
            Row(
                title=state.revision.object_str,
                url=edit_url(state.revision.object_id),
                note=person(state.workflow_state.requested_by),
                moment=state.started_at,
            )
            for state in states
        ]
        return Section(
            "review", _("Waiting for your approval"), rows, reverse("wagtailadmin_reports:workflow")
        )

    def returned(self) -> Section:
        """Return the user's drafts that came back with changes to make."""
        states = (
            WorkflowState.objects.filter(
                status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=self.user
            )
            .select_related("current_task_state__revision", "current_task_state__finished_by")
            .order_by("-current_task_state__finished_at")[: COUNTED + 1]
        )
        rows = [
            Row(
                title=state.current_task_state.revision.object_str,
                url=edit_url(state.object_id),
                note=state.current_task_state.comment
                or person(state.current_task_state.finished_by),
                moment=state.current_task_state.finished_at,
            )
            for state in states
            if state.current_task_state and state.current_task_state.revision
        ]
        return Section("returned", _("Came back to you with changes to make"), rows)

    def drafts(self) -> Section:
        """Return the pages with unpublished changes that the user made last and sent nowhere."""
        under_way = WorkflowState.objects.active().filter(
            base_content_type=ContentType.objects.get_for_model(Page)
        )
        pages = (
            Page.objects.filter(has_unpublished_changes=True, latest_revision__user=self.user)
            .exclude(pk__in=under_way.values_list(Cast("object_id", BigIntegerField())))
            .exclude(latest_revision__approved_go_live_at__isnull=False)
            .exclude(Exists(running_translation()))
            .order_by("-latest_revision_created_at")
        )
        return Section(
            "drafts", _("Your drafts"), page_rows(pages, moment="latest_revision_created_at")
        )

    def scheduled(self) -> Section:
        """Return what is going to be published by itself, the next one first."""
        revisions = (
            Revision.page_revisions.filter(approved_go_live_at__isnull=False)
            .select_related("user")
            .order_by("approved_go_live_at")[: COUNTED + 1]
        )
        rows = [
            Row(
                title=revision.object_str,
                url=edit_url(revision.object_id),
                note=person(revision.user),
                moment=revision.approved_go_live_at,
            )
            for revision in revisions
        ]
        return Section("scheduled", _("Will be published by themselves"), rows)

    def unfinished_translations(self) -> Section:
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
            .annotate(incomplete=Exists(segments))
            .order_by("incomplete", "-latest_revision_created_at")
        )
        rows = self.mine_first(
            page_rows(
                pages,
                moment="latest_revision_created_at",
                note=lambda page: (
                    _("texts left to translate") if page.incomplete else _("complete, to publish")
                ),
            )
        )
        return Section("translations", _("Translations under way"), rows, report_url())

    def outdated(self) -> Section:
        """Return the published translations whose source says something else by now."""
        texts = (
            PublishedText.objects.outdated()
            .select_related("page__locale")
            .order_by("-source__last_published_at")[: COUNTED + 1]
        )
        rows = [page_row(text.page, moment="last_published_at") for text in texts]
        return Section(
            "outdated",
            _("Translations out of date"),
            self.mine_first(rows),
            report_url() + "?state=outdated",
        )

    def missing(self) -> Section:
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
                title=ngettext(
                    "%(language)s: %(count)d page", "%(language)s: %(count)d pages", lacking
                )
                % {"language": name, "count": lacking},
                url=f"{report_url()}?{code}=missing",
                language=name,
            )
            for code, name in languages().items()
            if (lacking := total - present.get(code, 0)) > 0
        ]
        return Section("missing", _("Not translated at all"), self.mine_first(rows))

    def withdrawn(self) -> Section:
        """Return the positions that were withdrawn lately."""
        pages = StatementPage.objects.filter(
            live=True, withdrawn_on__gte=localdate() - LATELY
        ).order_by("-withdrawn_on", "-pk")
        rows = page_rows(pages, moment="withdrawn_on", note=lambda page: page.withdrawal_reason)
        return Section("withdrawn", _("Withdrawn lately"), rows)

    def mine_first(self, rows: list[Row]) -> list[Row]:
        """Return `rows` with those in the user's own language first, else in their order."""
        mine = languages().get(self.user.language)
        return sorted(rows, key=lambda row: row.language != mine)


def languages() -> dict[str, str]:
    """Return the site's languages, their names by their codes."""
    return dict(settings.WAGTAIL_CONTENT_LANGUAGES)


def running_translation():
    """Return the query of the running translation that a page is the target of."""
    return Translation.objects.filter(
        source__object_id=OuterRef("translation_key"),
        target_locale_id=OuterRef("locale_id"),
        enabled=True,
    )


def report_url() -> str:
    """Return the address of the report of pages by language."""
    return reverse("pages_by_language")


def edit_url(page_id) -> str:
    """Return the address of the editor of a page."""
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def person(user) -> str:
    """Return the name of somebody, empty where nobody is known."""
    return user.name if user else ""


def page_row(page: Page, *, moment: str, note=None) -> Row:
    """Return the row of `page`, dated by its field `moment`; `note` is asked with the page."""
    return Row(
        title=page.draft_title or page.title,
        url=edit_url(page.pk),
        language=languages().get(page.locale.language_code, ""),
        note=note(page) if note else "",
        moment=getattr(page, moment),
    )


def page_rows(pages, *, moment: str, note=None) -> list[Row]:
    """Return the rows of `pages`, no more than are counted."""
    pages = pages.select_related("locale")[: COUNTED + 1]
    return [page_row(page, moment=moment, note=note) for page in pages]
