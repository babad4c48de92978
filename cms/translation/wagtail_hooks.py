"""What translation adds to Wagtail's admin."""

from datetime import date

from django.contrib.auth import get_user_model
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet

from cms.core.templatetags.kit import language_in_sentence
from cms.translation import permissions
from cms.translation.report import PagesByLanguageView
from cms.translation.services import urgent
from cms.translation.services.assignments import ASSIGN, HAND_OVER
from cms.translation.views.assignments import AssignView
from cms.translation.views.desk import DeskView
from cms.translation.views.ending import EndTranslationView
from cms.translation.views.exchange import ImportView, XliffView
from cms.translation.views.machine import MachineView
from cms.translation.views.urgent import UrgentReleaseView
from cms.translation.viewsets import GlossaryViewSet

register_snippet(GlossaryViewSet)


@hooks.register("register_admin_urls", order=-1)
def urls():
    """Return the addresses of the desk; take the place of what asks too little."""
    return [
        path("translations/<int:translation_id>/", DeskView.as_view(), name="translation_desk"),
        path(
            "translations/<int:translation_id>/assign/",
            AssignView.as_view(),
            name="translation_assign",
        ),
        path(
            "translations/<int:translation_id>/xliff/",
            XliffView.as_view(),
            name="translation_xliff",
        ),
        path(
            "translations/<int:translation_id>/import/",
            ImportView.as_view(),
            name="translation_import",
        ),
        path("localize/translate/<int:translation_id>/pofile/upload/", ImportView.as_view()),
        path(
            "localize/translate/<int:translation_id>/disable/",
            EndTranslationView.as_view(),
            name="end_translation",
        ),
        path("localize/translate/<int:translation_id>/machine_translate/", MachineView.as_view()),
        path(
            "pages/<int:page_id>/release-urgently/",
            UrgentReleaseView.as_view(),
            name="release_urgently",
        ),
        path("reports/languages/", PagesByLanguageView.as_view(), name="pages_by_language"),
        path(
            "reports/languages/results/",
            PagesByLanguageView.as_view(results_only=True),
            name="pages_by_language_results",
        ),
    ]


@hooks.register("register_page_header_buttons")
def urgent_button(page, user, next_url=None, view_name=None):
    """Offer to release a page urgently, to those who publish it."""
    if page.depth > 2 and permissions.may_release_urgently(user, page):
        yield Button(
            _("Release urgently"),
            url=reverse("release_urgently", args=[page.pk]),
            icon_name="date",
            priority=63,
        )


class PagesMenuItem(MenuItem):
    """Shown to those who work on pages."""

    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(
            request.user, ["add", "change", "publish"]
        )


@hooks.register("register_reports_menu_item")
def register_report():
    return PagesMenuItem(
        gettext_lazy("Pages by language"),
        reverse("pages_by_language"),
        name="pages-by-language",
        icon_name="wagtail-localize-language",
        order=100,
    )


@hooks.register("register_log_actions")
def log_actions(actions):
    """Name what is written into the history of a translation, and who is concerned."""

    actions.register_action(
        "translation.end", gettext_lazy("End translation"), gettext_lazy("Translation ended")
    )

    @actions.register_action(ASSIGN)
    class Assigned(LogFormatter):
        label = gettext_lazy("Assign the translation")

        def format_message(self, log_entry):
            if not log_entry.data.get("translator"):
                return _("Translation assigned to nobody")
            return _("Translation assigned to %(translator)s") % _translator(log_entry)

    @actions.register_action(HAND_OVER)
    class HandedOver(LogFormatter):
        label = gettext_lazy("Hand the translation over")

        def format_message(self, log_entry):
            return _("Translation by %(translator)s handed over for review") % _translator(
                log_entry
            )

    @actions.register_action(urgent.RELEASE)
    class ReleasedUrgently(LogFormatter):
        label = gettext_lazy("Release urgently")

        def format_message(self, log_entry):
            days = log_entry.data.get("languages", {})
            if not days:
                return _("No language is promised any more")
            owed = ", ".join(
                f"{language_in_sentence(code)} ({date_format(date.fromisoformat(day))})"
                for code, day in days.items()
            )
            return _("Released urgently; promised: %(languages)s") % {"languages": owed}

    @actions.register_action(urgent.CALL_OFF)
    class CalledOff(LogFormatter):
        label = gettext_lazy("Call off a promised language")

        def format_message(self, log_entry):
            owed = ", ".join(language_in_sentence(code) for code in log_entry.data["languages"])
            return _("Promised no more: %(languages)s") % {"languages": owed}


def _translator(log_entry) -> dict[str, str]:
    user = get_user_model().objects.filter(pk=log_entry.data["translator"]).first()
    return {"translator": user.name if user else _("a deleted account")}
