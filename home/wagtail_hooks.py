"""What the site adds to Wagtail's admin."""

from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from cms.publishing.services.undo import UNDONE
from home import guards, logs, starting_points
from home.dashboard.panel import TodoPanel
from home.services.event_times import CHECKED
from home.services.uploaded_documents import IMPORTED
from home.views import event_times, import_documents
from home.views.from_word import from_word, takes_text
from home.views.guide import guide
from home.views.undo import undo
from home.views.untranslated import leave_alias, refuse_expired
from home.viewsets import StartingPointViewSet, statement_listing

# Ours says the same and more.
_REPLACED_PANELS = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)

# Before wagtail-localize shows its own editor in place of the page's.
hooks.register("before_edit_page", guards.settle_before_publishing, order=-1)
hooks.register("before_bulk_action", guards.refuse_bulk_publication)
# What the public is served agrees with what lists, feeds and the sitemap say exists.
hooks.register("before_serve_page", refuse_expired)
hooks.register("before_serve_page", leave_alias)
hooks.register("before_create_page", starting_points.offer)

register_snippet(StartingPointViewSet)


@hooks.register("register_admin_urls", order=-1)
def register_urls():
    """Take the place of the view that would publish incomplete translations."""
    return [
        path(
            "localize/update/<int:translation_source_id>/",
            guards.GuardedUpdateTranslationsView.as_view(),
        ),
        path("localize/page/<int:page_id>/convert_to_alias/", guards.refuse_alias),
        path("pages/<int:page_id>/from-word/", from_word, name="from_word"),
        path("pages/<int:page_id>/undo-publication/", undo, name="undo_publication"),
        path("guide/", guide, name="guide"),
        path("reports/event-times/", event_times.EventTimesView.as_view(), name="event_times"),
        path(
            "reports/event-times/results/",
            event_times.EventTimesView.as_view(results_only=True),
            name="event_times_results",
        ),
        path(
            "reports/event-times/<int:page_id>/checked/",
            event_times.check,
            name="event_times_checked",
        ),
        path(
            "statements/import/",
            import_documents.ImportDocumentsView.as_view(),
            name="import_documents",
        ),
        path("statements/import/<int:pk>/", import_documents.look, name="import_document"),
        path(
            "statements/import/<int:pk>/original/",
            import_documents.original,
            name="import_original",
        ),
    ]


@hooks.register("register_page_header_buttons")
def undo_button(page, user, next_url=None, view_name=None):
    """Offer to undo what is public, to those who publish."""
    if page.live and page.live_revision_id and page.permissions_for_user(user).can_publish():
        yield Button(
            gettext("Undo this publication"),
            url=reverse("undo_publication", args=[page.pk]),
            icon_name="undo",
            priority=65,
        )


@hooks.register("register_page_header_buttons")
def compare_button(page, user, next_url=None, view_name=None):
    """Offer to compare the draft with what is public, to those who edit."""
    if page.live and page.has_unpublished_changes and page.permissions_for_user(user).can_edit():
        yield Button(
            gettext("Compare the draft with what is public"),
            url=reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"]),
            icon_name="resubmit",
            priority=64,
        )


@hooks.register("register_log_actions")
def log_actions(actions):
    """Name what is logged about publications and times."""
    actions.register_action(UNDONE, _("Undo a publication"), _("Publication undone"))
    actions.register_action(CHECKED, _("Check the times"), _("Times checked"))
    actions.register_action(IMPORTED, _("Import a document"), _("Made of a document that was sent"))


@hooks.register("register_admin_viewset")
def register_statement_listing():
    return statement_listing


@hooks.register("register_page_header_buttons")
def text_from_word(page, user, view_name, next_url=None):
    """Offer to take the text from Word, in the editor."""
    if view_name == "edit" and page.permissions_for_user(user).can_edit() and takes_text(page):
        yield Button(
            gettext("Text from Word"),
            reverse("from_word", args=[page.pk]),
            icon_name="doc-full",
            priority=61,
        )


@hooks.register("construct_page_action_menu")
def leave_out_alias(menu_items, request, context):
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


@hooks.register("insert_global_admin_css")
def admin_style():
    return format_html(
        '<link rel="stylesheet" href="{}">', versioned_static("home/admin/admin.css")
    )


@hooks.register("construct_homepage_panels")
def replace_dashboard_panels(request, panels):
    panels[:] = [panel for panel in panels if not isinstance(panel, _REPLACED_PANELS)]
    panels.append(TodoPanel(request.user))


@hooks.register("construct_reports_menu")
def leave_out_duplicate_reports(request, menu_items):
    # "Pages by language" says what this one says, for pages that nobody has begun to translate too.
    menu_items[:] = [item for item in menu_items if item.url != _translations_report()]


@hooks.register("construct_reports_menu")
def leave_out_logs_of_others(request, menu_items):
    if not logs.reads_logs(request.user):
        menu_items[:] = [item for item in menu_items if item.name not in logs.REPORT_MENU_ITEMS]


class EventTimesMenuItem(MenuItem):
    """Shown to those who publish."""

    def is_shown(self, request):
        return event_times.may_see(request.user)


@hooks.register("register_reports_menu_item")
def event_times_menu():
    return EventTimesMenuItem(
        _("Times of events to check"),
        reverse("event_times"),
        name="event-times",
        icon_name="time",
        order=160,
    )


@hooks.register("construct_help_menu")
def leave_out_help_of_the_framework(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name == "guide"]


@hooks.register("register_help_menu_item")
def register_guide():
    return MenuItem(_("Guide"), reverse("guide"), name="guide", icon_name="help", order=100)


def _translations_report() -> str:
    return reverse("wagtail_localize:translations_report")
