"""The directory as tables."""

from collections import defaultdict

from django.utils import formats
from django.utils.translation import gettext as _

from cms.core.tabular.columns import (
    ChoiceColumn,
    Column,
    DateColumn,
    NumberColumn,
    ReferenceColumn,
    YesNoColumn,
    label_columns,
)
from cms.core.tabular.resources import TabularResource
from cms.directory.models import (
    Body,
    Mandate,
    Organisation,
    OrganisationStatus,
    Person,
    Representative,
)
from cms.directory.services.periods import overlaps
from cms.taxonomy.models import Place


class OrganisationResource(TabularResource):
    """Organisations without their history, which is a table of its own."""

    name = "organisations"

    class Meta(TabularResource.Meta):
        model = Organisation

    def columns(self):
        return [
            Column("code"),
            *label_columns("name", "names"),
            Column("acronym"),
            ChoiceColumn("kind", Organisation.Kind),
            ReferenceColumn("place", Place),
            Column("website"),
            NumberColumn("founded"),
            *label_columns("description", "descriptions"),
        ]


class PeriodsResource(TabularResource):
    """Rows with days, of which those that are alike in `alone` must not overlap."""

    alone: tuple[str, ...] = ()

    class Meta(TabularResource.Meta):
        pass

    def check_together(self, instances):
        first = self.alone[0]
        owners = {getattr(row, first).pk for row in instances}
        changed = {row.pk for row in instances if row.pk}
        there = self.model._default_manager.filter(**{f"{first}__in": owners})
        groups = defaultdict(list)
        for row in [*there.exclude(pk__in=changed), *instances]:
            key = tuple(getattr(row, f"{name}_id", getattr(row, name)) for name in self.alone)
            groups[key].append(row)
        for rows in groups.values():
            for earlier, later in overlaps(rows):
                # The fault is shown on a line of the file, whichever of the two that is.
                culprit, other = (later, earlier) if id(later) in self.numbers else (earlier, later)
                since = {"day": formats.date_format(other.starts_on)}
                message = _("It overlaps with what holds since %(day)s.") % since
                self.refuse(culprit, "starts_on", message)


class OrganisationStatusResource(PeriodsResource):
    """What organisations were and are to the alliance."""

    name = "statuses"
    key = ("organisation", "starts_on")
    alone = ("organisation",)

    class Meta(PeriodsResource.Meta):
        model = OrganisationStatus

    def columns(self):
        return [
            ReferenceColumn("organisation", Organisation),
            ChoiceColumn("status", OrganisationStatus.Status),
            DateColumn("starts_on"),
            DateColumn("ends_on"),
            Column("note"),
        ]

    def log_target(self, instance):
        return instance.organisation


class PersonResource(TabularResource):
    """People without whom they represent, which is a table of its own."""

    name = "people"

    class Meta(TabularResource.Meta):
        model = Person

    def columns(self):
        return [
            Column("code"),
            Column("given_name"),
            Column("family_name"),
            ChoiceColumn("gender", Person.Gender, blank=True),
            ReferenceColumn("place", Place),
            *label_columns("title", "titles"),
        ]


class RepresentativeResource(PeriodsResource):
    """Who speaks for whom."""

    name = "representatives"
    key = ("person", "organisation", "role", "starts_on")
    alone = ("person", "organisation", "role")

    class Meta(PeriodsResource.Meta):
        model = Representative

    def columns(self):
        return [
            ReferenceColumn("person", Person),
            ReferenceColumn("organisation", Organisation),
            ChoiceColumn("role", Representative.Role),
            DateColumn("starts_on"),
            DateColumn("ends_on"),
        ]

    def log_target(self, instance):
        return instance.person


class BodyResource(TabularResource):
    """The bodies of the alliance."""

    name = "bodies"

    class Meta(TabularResource.Meta):
        model = Body

    def columns(self):
        return [
            Column("code"),
            ChoiceColumn("kind", Body.Kind),
            ReferenceColumn("parent", Body),
            NumberColumn("sort_order", empty=0),
            YesNoColumn("public"),
            *label_columns("label", "labels"),
            *label_columns("description", "descriptions"),
        ]


class MandateResource(TabularResource):
    """Who sits where."""

    name = "mandates"
    key = ("body", "person", "role", "starts_on")

    class Meta(TabularResource.Meta):
        model = Mandate

    def columns(self):
        return [
            ReferenceColumn("body", Body),
            ReferenceColumn("person", Person),
            ReferenceColumn("organisation", Organisation),
            ChoiceColumn("role", Mandate.Role),
            Column("seat"),
            DateColumn("starts_on"),
            DateColumn("ends_on"),
        ]
