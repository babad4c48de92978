"""Admin screens of lessons and tests, for those who run the academy."""

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from academy.learning.admin_forms import LessonForm, QuizForm
from academy.learning.models import Lesson, Quiz
from cms.core.choosing import GuardedChooserViewSet


class LessonIndexView(IndexView):
    """The lessons of all cohorts."""

    def get_base_queryset(self):
        rows = super().get_base_queryset()
        return rows.select_related("cohort__course").prefetch_related("texts")

    @cached_property
    def header_more_buttons(self):
        """Add the way to take lessons over."""
        copy = Button(
            _("Copy from an earlier cohort"), url=reverse("lessons_copy"), icon_name="copy"
        )
        return [*super().header_more_buttons, copy]


class LessonViewSet(SnippetViewSet):
    """Lessons, one text a language."""

    model = Lesson
    chooser_viewset_class = GuardedChooserViewSet
    icon = "doc-full-inverse"
    menu_label = _("Lessons")
    menu_name = "lessons"
    menu_order = 322
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = LessonIndexView
    list_display = [
        "__str__",
        Column("cohort", label=_("Cohort")),
        Column("order", label=_("Number")),
        DateColumn("release_at", label=_("Released at")),
    ]
    list_filter = ["cohort"]
    ordering = ["cohort", "order"]
    edit_handler = ObjectList(
        [
            FieldPanel("cohort"),
            FieldRowPanel([FieldPanel("order"), FieldPanel("release_at")]),
            FieldPanel("required"),
            InlinePanel(
                "texts",
                heading=_("Texts"),
                label=_("text"),
                min_num=1,
                help_text=_("One a language; who reads another is shown the nearest."),
                panels=[
                    FieldPanel("language"),
                    FieldPanel("title"),
                    FieldPanel("summary"),
                    FieldPanel("body"),
                ],
            ),
            InlinePanel(
                "files",
                heading=_("Files"),
                label=_("file"),
                help_text=_(
                    "Handed out to the cohort alone. The text shows a file where it names its code."
                ),
                panels=[
                    FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
                    FieldPanel("titles"),
                    # The bytes have no address of their own to link.
                    FieldPanel("file", heading=_("File"), widget=forms.FileInput),
                    FieldRowPanel([FieldPanel("captions"), FieldPanel("captions_language")]),
                    FieldPanel("transcripts"),
                ],
            ),
        ],
        base_form_class=LessonForm,
    )


class QuizIndexView(IndexView):
    """The tests of all cohorts."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("cohort__course")


class QuizViewSet(SnippetViewSet):
    """Tests with their questions."""

    model = Quiz
    chooser_viewset_class = GuardedChooserViewSet
    icon = "tasks"
    menu_label = _("Tests")
    menu_name = "tests"
    menu_order = 324
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = QuizIndexView
    list_display = [
        "__str__",
        Column("cohort", label=_("Cohort")),
        DateColumn("release_at", label=_("Released at")),
    ]
    list_filter = ["cohort"]
    edit_handler = ObjectList(
        [
            FieldPanel("cohort"),
            FieldPanel("lesson"),
            FieldPanel("titles"),
            FieldPanel("intros"),
            FieldRowPanel([FieldPanel("release_at"), FieldPanel("due_at")]),
            FieldRowPanel([FieldPanel("pass_percent"), FieldPanel("attempts_allowed")]),
            FieldPanel("required"),
            InlinePanel(
                "questions",
                heading=_("Questions"),
                label=_("question"),
                min_num=1,
                panels=[
                    FieldPanel("kind"),
                    FieldPanel("texts"),
                    InlinePanel(
                        "choices",
                        heading=_("Answers to choose"),
                        label=_("answer"),
                        help_text=_("Of an order: its steps as they should stand."),
                        panels=[
                            FieldPanel("texts"),
                            FieldPanel("right"),
                            FieldPanel("feedbacks"),
                        ],
                    ),
                    FieldPanel("feedbacks"),
                ],
            ),
        ],
        base_form_class=QuizForm,
    )
