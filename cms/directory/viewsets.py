"""The directory's screens in Wagtail's admin."""

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import BooleanColumn, Column, NumberColumn, StatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.core.form_fields import ONLY_NAME
from cms.core.tabular.viewsets import TabularViewSet
from cms.directory import filters
from cms.directory.forms import (
    EndedPanel,
    MandateForm,
    PersonForm,
    RepresentationsPanel,
    StatusesPanel,
)
from cms.directory.models import (
    Body,
    Mandate,
    Organisation,
    OrganisationStatus,
    Person,
    Representative,
)
from cms.directory.resources import (
    BodyResource,
    BodyRuleResource,
    MandateResource,
    OrganisationResource,
    OrganisationStatusResource,
    PersonResource,
    RepresentativeResource,
)
from cms.directory.views.invitations import PersonEditView, PersonInviteView
from cms.directory.views.mandates import (
    MandateCopyView,
    MandateCreateView,
    MandateEditView,
    MandateEndView,
    MandatePolicy,
)


def count_mandates(relation: str, **only):
    """Return how many mandates in force a row has through `relation`, as a column."""
    counts = (
        Mandate.objects.in_force()
        .filter(**{relation: OuterRef("pk")}, **only)
        .order_by()
        .values(relation)
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counts), 0)


class DayColumn(Column):
    """A day in the reader's format; how long ago it was says little about a mandate."""

    def get_value(self, instance):
        day = super().get_value(instance)
        return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def status_label(organisation) -> str:
    """Return the status that the row was read with, in the reader's language."""
    code = organisation.status
    return str(OrganisationStatus.Status(code).label) if code else ""


def represented_organisations(person) -> str:
    """Return the acronyms or names of the organisations the person speaks for today."""
    organisations = {row.organisation for row in person.speaks_for}
    return ", ".join(sorted(row.acronym or row.name for row in organisations))


class OrganisationViewSet(TabularViewSet):
    model = Organisation
    icon = "group"
    tables = (OrganisationResource, OrganisationStatusResource)
    title = ("name", _("Organisation"), "name", "sort_label")
    label_field = "names"
    ordering = "sort_label"
    filterset_class = filters.OrganisationFilterSet
    # Another organisation is never like this one: nothing to gain, names to lose.
    copy_view_enabled = False
    list_display = [
        Column("acronym", label=_("Acronym"), sort_key="acronym"),
        StatusTagColumn(
            "status",
            label=_("Status today"),
            accessor=status_label,
            primary=lambda row: row.status == "member",
            sort_key="status",
        ),
        Column("place", label=_("Country")),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("code", label=_("Code"), sort_key="code"),
    ]
    panels = [
        FieldPanel("names"),
        FieldRowPanel([FieldPanel("acronym"), FieldPanel("code")]),
        FieldPanel("other_names"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("place")]),
        StatusesPanel(
            "statuses",
            heading=_("Statuses"),
            label=_("status"),
            help_text=_("What it was and is to the alliance; one at a time, none erased."),
            panels=[
                FieldRowPanel(
                    [FieldPanel("status"), FieldPanel("starts_on"), FieldPanel("ends_on")]
                ),
                FieldPanel("note"),
            ],
        ),
        FieldPanel("descriptions"),
        FieldRowPanel([FieldPanel("website"), FieldPanel("founded")]),
        FieldPanel("logo"),
    ]

    def get_queryset(self, request):
        return Organisation.objects.with_status().select_related("place")


class PersonViewSet(TabularViewSet):
    model = Person
    icon = "user"
    tables = (PersonResource, RepresentativeResource)
    title = ("name", _("Person"), "name", "family_name")
    ordering = "family_name"
    filterset_class = filters.PersonFilterSet
    copy_view_enabled = False
    list_display = [
        Column("title", label=_("Office or profession")),
        Column("speaks_for", label=_("Speaks for"), accessor=represented_organisations),
        Column("place", label=_("Country")),
        NumberColumn("seats", label=_("Mandates"), sort_key="seats"),
        Column("code", label=_("Code"), sort_key="code"),
    ]
    edit_handler = ObjectList(
        [
            FieldRowPanel(
                [FieldPanel("given_name"), FieldPanel("family_name", help_text=ONLY_NAME)]
            ),
            FieldRowPanel([FieldPanel("code"), FieldPanel("gender"), FieldPanel("place")]),
            FieldPanel("titles"),
            RepresentationsPanel(
                "representations",
                heading=_("Speaks for"),
                label=_("organisation"),
                panels=[
                    FieldPanel("organisation"),
                    FieldRowPanel(
                        [FieldPanel("role"), FieldPanel("starts_on"), FieldPanel("ends_on")]
                    ),
                ],
            ),
            FieldPanel("portrait"),
            FieldPanel("user"),
        ],
        base_form_class=PersonForm,
    )
    edit_view_class = PersonEditView

    def get_edit_view_kwargs(self, **kwargs):
        return super().get_edit_view_kwargs(invite_url_name=self.get_url_name("invite"), **kwargs)

    @property
    def invite_view(self):
        """The view that invites a person to sign in."""
        return self.construct_view(PersonInviteView)

    def get_urlpatterns(self):
        invite = path("invite/<int:pk>/", self.invite_view, name="invite")
        return [*super().get_urlpatterns(), invite]

    def get_queryset(self, request):
        speaks_for = Representative.objects.in_force().select_related("organisation")
        return (
            Person.objects.select_related("place")
            .annotate(seats=count_mandates("person"))
            .prefetch_related(Prefetch("representations", speaks_for, to_attr="speaks_for"))
        )


class BodyViewSet(TabularViewSet):
    model = Body
    icon = "clipboard-list"
    tables = (BodyResource, BodyRuleResource)
    # Who adopted a statement.
    writers_choose = True
    title = ("label", _("Body"), "label", "sort_label")
    label_field = "labels"
    ordering = "sort_order"
    filterset_class = filters.BodyFilterSet
    list_display = [
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("parent", label=_("Belongs to")),
        NumberColumn("seats", label=_("Seats taken"), sort_key="seats"),
        BooleanColumn("public", label=_("Public"), sort_key="public"),
        NumberColumn("sort_order", label=_("Order"), sort_key="sort_order"),
        Column("code", label=_("Code"), sort_key="code"),
    ]
    panels = [
        FieldPanel("labels", heading=_("Name")),
        FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
        FieldPanel("descriptions"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("parent"), FieldPanel("sort_order")]),
                FieldPanel("public"),
            ],
            heading=_("In lists"),
        ),
        FieldPanel("counts_by"),
        InlinePanel(
            "rules",
            heading=_("Rules"),
            label=_("rule"),
            help_text=_("What the body’s mandates and meetings keep to, and where it is written."),
            panels=[
                FieldRowPanel([FieldPanel("kind"), FieldPanel("value"), FieldPanel("consequence")]),
                FieldPanel("articles"),
            ],
        ),
    ]

    def get_queryset(self, request):
        seats = count_mandates("body", role__in=Mandate.SEATED_ROLES)
        return Body.objects.select_related("parent").annotate(seats=seats)


class MandateViewSet(TabularViewSet):
    model = Mandate
    icon = "key"
    tables = (MandateResource,)
    title = ("person", _("Person"), "person", "person__family_name")
    ordering = "-starts_on"
    search_fields = ("person__search_text", "organisation__search_text", "body__search_text")
    filterset_class = filters.MandateFilterSet
    list_display = [
        Column("body", label=_("Body"), sort_key="body__sort_order"),
        Column("role", label=_("Role"), accessor="get_role_display", sort_key="role"),
        Column("organisation", label=_("For the organisation")),
        Column("seat", label=_("Seat")),
        DayColumn("starts_on", label=_("From"), sort_key="starts_on"),
        DayColumn("ends_on", label=_("Until"), sort_key="ends_on"),
    ]
    add_view_class = MandateCreateView
    copy_view_class = MandateCopyView
    edit_view_class = MandateEditView
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("body"), FieldPanel("person")]),
            FieldRowPanel([FieldPanel("organisation"), FieldPanel("role"), FieldPanel("seat")]),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            EndedPanel("ended_at", read_only=True),
        ],
        base_form_class=MandateForm,
    )

    @property
    def permission_policy(self):
        return MandatePolicy(self.model)

    def get_edit_view_kwargs(self, **kwargs):
        return super().get_edit_view_kwargs(end_url_name=self.get_url_name("end"), **kwargs)

    @property
    def end_view(self):
        """The view that ends a mandate at once."""
        return self.construct_view(MandateEndView)

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("end/<int:pk>/", self.end_view, name="end")]

    def get_queryset(self, request):
        return Mandate.objects.select_related("body", "person", "organisation")


class DirectoryGroup(SnippetViewSetGroup):
    items = (OrganisationViewSet, PersonViewSet, BodyViewSet, MandateViewSet)
    menu_label = _("Directory")
    menu_name = "directory"
    menu_icon = "group"
    menu_order = 310
