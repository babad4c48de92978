"""Forms of the directory's admin screens."""

from collections import defaultdict

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel

from cms.directory.services.compliance import check
from cms.directory.services.mandates import lock_bodies
from cms.directory.services.periods import overlaps


class PeriodsFormSet(BaseChildFormSet):
    """Rows with days; those that are alike in `alone` must not hold on a same day."""

    alone: tuple[str, ...] = ()

    def validate_unique(self):
        # Two that begin on one day overlap, so this finds what the constraints would refuse.
        groups, forms = defaultdict(list), {}
        for form in self.forms:
            if form in self.deleted_forms or not form.is_valid() or not form.cleaned_data:
                continue
            forms[id(form.instance)] = form
            groups[tuple(form.cleaned_data.get(name) for name in self.alone)].append(form.instance)
        for rows in groups.values():
            for earlier, later in overlaps(rows):
                since = {"day": formats.date_format(earlier.starts_on)}
                message = _("It overlaps with what holds since %(day)s.") % since
                forms[id(later)].add_error("starts_on", message)


class StatusFormSet(PeriodsFormSet):
    """An organisation has one status on any day."""


class RepresentationFormSet(PeriodsFormSet):
    """A person has the same role for the same organisation once on any day."""

    alone = ("organisation", "role")


class PeriodsPanel(InlinePanel):
    """An inline panel whose rows are judged together, by `formset_class`."""

    formset_class = PeriodsFormSet

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = self.formset_class
        return options


class EndedPanel(FieldPanel):
    """Tells the moment of an end that came early; not shown where there was none."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and self.instance.ended_at is not None


class StatusesPanel(PeriodsPanel):
    """The statuses of an organisation."""

    formset_class = StatusFormSet


class RepresentationsPanel(PeriodsPanel):
    """Whom a person speaks for."""

    formset_class = RepresentationFormSet


class PersonForm(WagtailAdminModelForm):
    """A person; an account belongs to one person at most, so only free ones are offered."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "user" in self.fields:
            free = Q(person__isnull=True)
            if self.instance.pk:
                free |= Q(person=self.instance)
            accounts = get_user_model().objects.filter(free)
            self.fields["user"].queryset = accounts.order_by("email")


class MandateForm(WagtailAdminModelForm):
    """A mandate, judged by the rules of its body: `flagged` is what they let pass but remark on.

    Used within a transaction, it keeps others from seating anybody on the body until it is over.
    """

    flagged = ()

    def _get_validation_exclusions(self):
        # What the constraints would refuse is judged below, in better words, beside its field.
        return super()._get_validation_exclusions() | {"starts_on"}

    def _post_clean(self):
        before = self.instance.body_id
        super()._post_clean()
        if self.errors:
            return
        with transaction.atomic():
            lock_bodies({before, self.instance.body_id} - {None})
            breaches = check([self.instance])
        for breach in breaches:
            if breach.is_refused:
                self.add_error(breach.field, str(breach))
        self.flagged = [breach for breach in breaches if not breach.is_refused]
