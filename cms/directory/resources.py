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
    BodyRule,
    Mandate,
    Organisation,
    OrganisationStatus,
    Person,
    Representative,
)
from cms.directory.services.compliance import check
from cms.directory.services.mandates import lock_bodies
from cms.directory.services.periods import overlaps
from cms.taxonomy.models import Place
from cms.taxonomy.resources import OtherNamesColumn


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
            OtherNamesColumn("other_names"),
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
            ChoiceColumn("counts_by", Body.Unit),
            *label_columns("label", "labels"),
            *label_columns("description", "descriptions"),
        ]


class BodyRuleResource(TabularResource):
    """The rules of the bodies."""

    name = "rules"
    key = ("body", "kind")

    class Meta(TabularResource.Meta):
        model = BodyRule

    def columns(self):
        return [
            ReferenceColumn("body", Body),
            ChoiceColumn("kind", BodyRule.Kind),
            NumberColumn("value"),
            ChoiceColumn("consequence", BodyRule.Consequence),
            *label_columns("article", "articles"),
        ]

    def log_target(self, instance):
        return instance.body


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

    def check_together(self, instances):
        lock_bodies(row.body_id for row in instances)
        for breach in check(instances):
            if breach.is_refused:
                self.refuse(breach.mandate, breach.field, str(breach))

    def bulk_update(self, *args, **kwargs):
        # Seats that are exchanged are free in between; all that others see is the exchange.
        if "seat" in self.known.headers:
            changed = [row.pk for row in self.update_instances]
            Mandate.objects.filter(pk__in=changed).update(seat="")
        return super().bulk_update(*args, **kwargs)
