"""The glossary in Wagtail's admin."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import BooleanColumn, Column

from cms.core.labels import language_choices
from cms.core.tabular.viewsets import TabularViewSet
from cms.translation.models import GlossaryTerm
from cms.translation.resources import GlossaryResource


class GlossaryFilterSet(WagtailFilterSet):
    """Narrows the glossary to a language, or to names."""

    language = django_filters.ChoiceFilter(label=_("Language"), choices=language_choices)

    class Meta:
        model = GlossaryTerm
        fields = ["language", "never_translated"]


class GlossaryViewSet(TabularViewSet):
    """Terms with what they are called in each language, and names never translated."""

    model = GlossaryTerm
    icon = "wagtail-localize-language"
    menu_label = _("Glossary")
    menu_name = "glossary"
    menu_order = 325
    add_to_admin_menu = True
    tables = (GlossaryResource,)
    title = ("term", _("Term or name"), "term", "term")
    ordering = ["term", "language"]
    filterset_class = GlossaryFilterSet
    list_display = [
        Column("language", label=_("Language"), accessor="get_language_display"),
        BooleanColumn("never_translated", label=_("Never translated")),
    ]
    panels = [
        FieldRowPanel([FieldPanel("term"), FieldPanel("language")]),
        FieldPanel("never_translated"),
        FieldPanel("translations"),
        FieldPanel("note"),
    ]
