"""Forms of the directory's admin screens."""

from collections import defaultdict

from django.utils import formats
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel

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


class StatusesPanel(PeriodsPanel):
    """The statuses of an organisation."""

    formset_class = StatusFormSet


class RepresentationsPanel(PeriodsPanel):
    """Whom a person speaks for."""

    formset_class = RepresentationFormSet
