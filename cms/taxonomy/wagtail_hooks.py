"""The vocabularies in Wagtail's admin."""

import django_filters
from django.db.models import CharField, Count, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.core.tabular.viewsets import TabularViewSet
from cms.taxonomy.models import Place, Topic
from cms.taxonomy.resources import PlaceResource, TopicResource


def with_uses(queryset):
    """Return the rows with `uses`: how often pages and other rows refer to each."""
    references = (
        ReferenceIndex.objects.filter(
            to_content_type=ReferenceIndex._get_base_content_type(queryset.model),
            to_object_id=Cast(OuterRef("pk"), CharField()),
        )
        .order_by()
        .values("to_object_id")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return queryset.annotate(uses=Coalesce(Subquery(references), 0))


class TopicFilterSet(WagtailFilterSet):
    """Narrows the topics to those below one."""

    parent = django_filters.ModelChoiceFilter(
        label=_("Broader topic"),
        queryset=lambda request: Topic.objects.filter(children__isnull=False).distinct(),
    )

    class Meta:
        model = Topic
        fields = ["parent"]


class PlaceFilterSet(WagtailFilterSet):
    """Narrows the places to a region or a kind."""

    region = django_filters.ModelChoiceFilter(
        label=_("Region"),
        queryset=lambda request: Place.objects.filter(kind=Place.Kind.REGION),
        method="in_region",
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Place.Kind.choices)

    class Meta:
        model = Place
        fields = ["region", "kind"]

    def in_region(self, queryset, name, region):
        return queryset.filter(Q(parent=region) | Q(pk=region.pk))


class TopicViewSet(TabularViewSet):
    model = Topic
    icon = "tag"
    tables = (TopicResource,)
    writers_choose = True
    title = ("label", _("Topic"), "label", "sort_label")
    label_field = "labels"
    ordering = "sort_label"
    filterset_class = TopicFilterSet
    list_display = [
        Column("code", label=_("Code"), sort_key="code"),
        Column("parent", label=_("Broader topic")),
        NumberColumn("uses", label=_("Used"), sort_key="uses"),
    ]
    panels = [
        FieldPanel("labels", heading=_("Name")),
        FieldRowPanel([FieldPanel("code"), FieldPanel("parent")]),
    ]

    def get_queryset(self, request):
        return with_uses(Topic.objects.select_related("parent"))


class PlaceViewSet(TabularViewSet):
    model = Place
    icon = "globe"
    tables = (PlaceResource,)
    writers_choose = True
    title = ("label", _("Place"), "label", "sort_label")
    label_field = "labels"
    ordering = "sort_label"
    filterset_class = PlaceFilterSet
    list_display = [
        Column("code", label=_("Code"), sort_key="code"),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("parent", label=_("Part of")),
        NumberColumn("uses", label=_("Used"), sort_key="uses"),
    ]
    panels = [
        FieldPanel("labels", heading=_("Name")),
        FieldPanel("other_names"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("kind"), FieldPanel("parent")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]

    def get_queryset(self, request):
        return with_uses(Place.objects.select_related("parent"))


class VocabularyGroup(SnippetViewSetGroup):
    items = (TopicViewSet, PlaceViewSet)
    menu_label = _("Vocabularies")
    menu_name = "vocabularies"
    menu_icon = "tag"
    menu_order = 320


register_snippet(VocabularyGroup)
