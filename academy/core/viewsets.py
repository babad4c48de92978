"""Admin lists of courses and their cohorts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from academy.core.admin_forms import CohortForm, CourseForm
from academy.core.models import Cohort, Course
from cms.core.choosing import GuardedChooserViewSet
from cms.core.desk_lists import DeskIndexView


def phase_label(cohort: Cohort) -> str:
    """Return where the cohort stands now, in words."""
    return str(Cohort.Phase(cohort.phase()).label)


class CourseViewSet(SnippetViewSet):
    """What the academy teaches."""

    model = Course
    chooser_viewset_class = GuardedChooserViewSet
    icon = "openquote"
    menu_label = _("Courses")
    copy_view_enabled = False
    list_display = ["__str__", NumberColumn("hours", label=_("Hours"))]
    edit_handler = ObjectList(
        [
            FieldPanel("titles"),
            FieldRowPanel([FieldPanel("code"), FieldPanel("hours")]),
            FieldPanel("page"),
        ],
        base_form_class=CourseForm,
    )


class CohortIndexView(DeskIndexView):
    """The cohorts; their names lead to what can be done with them."""

    desk = "cohort_desk"
    title_label = _("Cohort")

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("course")


class CohortViewSet(SnippetViewSet):
    """The runs of courses."""

    model = Cohort
    chooser_viewset_class = GuardedChooserViewSet
    icon = "group"
    menu_label = _("Cohorts")
    copy_view_enabled = False
    index_view_class = CohortIndexView
    list_display = [
        "__str__",
        Column("phase", label=_("State"), accessor=phase_label),
        DateColumn("starts_on", label=_("Begins")),
        NumberColumn("seats", label=pgettext_lazy("course", "Seats")),
    ]
    list_filter = ["course", "mode"]
    edit_handler = ObjectList(
        [
            FieldPanel("course"),
            FieldPanel("titles"),
            FieldPanel("code"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                    FieldPanel("time_zone"),
                    FieldRowPanel([FieldPanel("mode"), FieldPanel("languages")]),
                    FieldPanel("venues"),
                ],
                heading=_("When and where"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel(
                        "seats",
                        help_text=_(
                            "Once the cohort is shown they are changed beside its candidates."
                        ),
                    ),
                    FieldRowPanel(
                        [FieldPanel("nominations_from"), FieldPanel("nominations_until")]
                    ),
                    FieldRowPanel([FieldPanel("nominations_each"), FieldPanel("seats_each")]),
                    FieldPanel("open_applications"),
                    FieldRowPanel([FieldPanel("offer_days"), FieldPanel("promotes_after_start")]),
                ],
                heading=_("Seats and nominations"),
            ),
            InlinePanel(
                "quotas",
                heading=_("Quotas"),
                label=_("quota"),
                help_text=_("What one organisation, or all those of a region, may have at most."),
                panels=[
                    FieldRowPanel([FieldPanel("organisation"), FieldPanel("region")]),
                    FieldRowPanel([FieldPanel("nominations"), FieldPanel("seats")]),
                ],
            ),
            InlinePanel(
                "targets",
                heading=_("Targets"),
                label=_("target"),
                help_text=_(
                    "What the selection aims at; nobody is refused by it. A gender is written "
                    "“woman”, “man” or “other”, an age “18-30”."
                ),
                panels=[
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("value")]),
                    FieldRowPanel([FieldPanel("region"), FieldPanel("percent")]),
                ],
            ),
            MultiFieldPanel(
                [
                    FieldPanel("attendance_needed"),
                    FieldPanel("tests_needed"),
                    FieldPanel("tasks_needed"),
                ],
                heading=_("What completes it"),
                help_text=_("Frozen when the cohort opens. 0: not asked for."),
            ),
            FieldPanel("keep_months"),
        ],
        base_form_class=CohortForm,
    )


class AcademyGroup(SnippetViewSetGroup):
    """The academy in the admin's menu."""

    items = (CohortViewSet, CourseViewSet)
    menu_label = _("Academy")
    menu_name = "academy"
    menu_icon = "openquote"
    menu_order = 320
