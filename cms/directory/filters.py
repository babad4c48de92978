"""What the directory's admin listings are narrowed by."""

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from cms.directory.models import Body, Mandate, Organisation, OrganisationStatus, Person
from cms.taxonomy.models import Place

NO_STATUS = "none"


def regions(request):
    """Return the regions."""
    return Place.objects.filter(kind=Place.Kind.REGION)


def countries_of(relation: str):
    """Return a queryset function: the countries that rows of `relation` name."""

    def countries(request):
        used = Place._meta.get_field(relation).related_model.objects.filter(place=OuterRef("pk"))
        return Place.objects.filter(Exists(used))

    return countries


class OrganisationFilterSet(WagtailFilterSet):
    """By status today, region, country and kind."""

    status = django_filters.ChoiceFilter(
        label=_("Status today"),
        choices=[*OrganisationStatus.Status.choices, (NO_STATUS, _("none"))],
        method="with_status_today",
    )
    region = django_filters.ModelChoiceFilter(
        label=_("Region"), queryset=regions, method="in_region"
    )
    place = django_filters.ModelChoiceFilter(
        label=_("Country"), queryset=countries_of("organisations")
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Organisation.Kind.choices)

    class Meta:
        model = Organisation
        fields = ["status", "region", "place", "kind"]

    def with_status_today(self, queryset, name, value):
        if value == NO_STATUS:
            return queryset.filter(status__isnull=True)
        return queryset.filter(status=value)

    def in_region(self, queryset, name, region):
        return queryset.filter(Q(place=region) | Q(place__parent=region))


class PersonFilterSet(WagtailFilterSet):
    """By country, gender, the organisation spoken for, and whether a mandate is held."""

    place = django_filters.ModelChoiceFilter(label=_("Country"), queryset=countries_of("people"))
    gender = django_filters.ChoiceFilter(label=_("Gender"), choices=Person.Gender.choices)
    organisation = django_filters.ModelChoiceFilter(
        label=_("Speaks for"),
        queryset=lambda request: Organisation.objects.filter(
            representatives__isnull=False
        ).distinct(),
        method="speaking_for",
    )
    seated = django_filters.BooleanFilter(label=_("Holds a mandate"), method="holding_a_mandate")

    class Meta:
        model = Person
        fields = ["place", "gender", "organisation", "seated"]

    def speaking_for(self, queryset, name, organisation):
        speakers = organisation.representatives.in_force().values("person")
        return queryset.filter(pk__in=speakers)

    def holding_a_mandate(self, queryset, name, value):
        seats = Exists(Mandate.objects.in_force().filter(person=OuterRef("pk")))
        return queryset.filter(seats if value else ~seats)


class BodyFilterSet(WagtailFilterSet):
    """By kind and by whether the public sees it."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Body.Kind.choices)
    public = django_filters.BooleanFilter(label=_("Shown to the public"))

    class Meta:
        model = Body
        fields = ["kind", "public"]


class MandateFilterSet(WagtailFilterSet):
    """By body, role, organisation and time."""

    state = django_filters.ChoiceFilter(
        label=_("Time"),
        choices=[("now", _("in force")), ("past", _("ended")), ("coming", _("to come"))],
        method="in_state",
    )
    on = django_filters.DateFilter(
        label=_("In force on"), method="in_force_on", widget=AdminDateInput
    )
    body = django_filters.ModelChoiceFilter(
        label=_("Body"), queryset=lambda request: Body.objects.all()
    )
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Mandate.Role.choices)
    organisation = django_filters.ModelChoiceFilter(
        label=_("Organisation"),
        queryset=lambda request: Organisation.objects.filter(mandates__isnull=False).distinct(),
    )

    class Meta:
        model = Mandate
        fields = ["state", "on", "body", "role", "organisation"]

    def in_state(self, queryset, name, value):
        today = timezone.localdate()
        if value == "now":
            return queryset.in_force()
        if value == "past":
            return queryset.filter(ends_on__lt=today)
        return queryset.filter(starts_on__gt=today)

    def in_force_on(self, queryset, name, day):
        return queryset.in_force(day)
