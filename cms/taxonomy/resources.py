"""Topics and places as tables."""

from cms.core.tabular.columns import (
    ChoiceColumn,
    Column,
    NumberColumn,
    ReferenceColumn,
    label_columns,
)
from cms.core.tabular.resources import TabularResource
from cms.taxonomy.models import Place, Topic


class TopicResource(TabularResource):
    """code, parent, label_*"""

    name = "topics"

    class Meta(TabularResource.Meta):
        model = Topic

    def columns(self):
        return [
            Column("code"),
            ReferenceColumn("parent", Topic),
            *label_columns("label", "labels"),
        ]


class OtherNamesColumn(Column):
    """Names parted by semicolons."""

    fills_gaps = True


class PlaceResource(TabularResource):
    """code, kind, parent, latitude, longitude, label_*, other_names"""

    name = "places"

    class Meta(TabularResource.Meta):
        model = Place

    def columns(self):
        return [
            Column("code"),
            ChoiceColumn("kind", Place.Kind),
            ReferenceColumn("parent", Place),
            NumberColumn("latitude"),
            NumberColumn("longitude"),
            *label_columns("label", "labels"),
            OtherNamesColumn("other_names"),
        ]
