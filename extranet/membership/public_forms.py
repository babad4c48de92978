"""Forms that applicants fill in, without an account. What is missing is asked at the end alone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsFormField
from cms.core.personal_data.consent import ConsentField
from cms.core.text import sort_key
from cms.core.widgets import LongSelect
from cms.directory.models import Organisation, OrganisationStatus
from cms.taxonomy.models import Place
from extranet.membership.models import Application, CaseFile

PURPOSE = "membership"


class BeginForm(forms.Form):
    """To where the link goes, and that what is written may be kept."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("A link goes there, with which you write, stop and go on."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    consent = ConsentField(PURPOSE)


class _SortedField(forms.ModelChoiceField):
    """A choice among rows by their names in the reader's language."""

    widget = LongSelect

    def sort(self):
        """Put the choices in order; asked for by the form, for a language is known only then."""
        rows = [(row.pk, self.label_from_instance(row)) for row in self.queryset]
        rows.sort(key=lambda row: sort_key(row[1]))
        self.choices = [("", "–"), *rows]


class CountryField(_SortedField):
    """A country or territory."""

    def label_from_instance(self, obj):
        return obj.label


class MemberField(_SortedField):
    """A member of the alliance, with its country: names repeat."""

    def label_from_instance(self, obj):
        return f"{obj}, {obj.place.label}" if obj.place_id else str(obj)


class StepForm(forms.ModelForm):
    """A part of an application. What is needed to send it is marked so, and may still be empty."""

    use_required_attribute = False
    needed: tuple[str, ...] = ()

    class Meta:
        model = Application
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = name in self.needed
            if isinstance(field, _SortedField):
                field.sort()

    def full_clean(self):
        for name in self.needed:
            self.fields[name].required = False
        super().full_clean()
        for name in self.needed:
            self.fields[name].required = True


class OrganisationForm(StepForm):
    """Who applies, for what."""

    needed = ("kind", "sought", "names", "place")

    names = LabelsFormField(
        label=_("Name"),
        max_length=200,
        help_text=_("In your own language, and in others where you use a name in them."),
    )
    place = CountryField(label=_("Country"), queryset=Place.objects.exclude(kind=Place.Kind.REGION))
    website = forms.URLField(label=_("Website"), assume_scheme="https")

    class Meta(StepForm.Meta):
        fields = ("kind", "sought", "names", "acronym", "place", "founded", "website")
        help_texts = {
            "sought": _(
                "Parties and their networks become members; other organisations are associated "
                "partners."
            ),
            "founded": _("The year."),
        }


class AimsForm(StepForm):
    """What it stands for."""

    needed = ("aims",)

    class Meta(StepForm.Meta):
        fields = ("aims", "representation")
        help_texts = {
            "aims": _("What you stand and work for, in your own words."),
            "representation": _(
                "Your latest results, seats in parliament and offices, with their dates; for other "
                "organisations: how many members you have."
            ),
        }


class ContactsForm(StepForm):
    """Who leads it, and whom we write to."""

    needed = ("leader_name", "contact_name")

    class Meta(StepForm.Meta):
        fields = ("leader_name", "contact_name", "contact_role", "contact_phone")
        help_texts = {"contact_phone": _("With the code of the country.")}


class ReferencesForm(StepForm):
    """Two members that know it."""

    needed = ("reference_one", "reference_two")

    reference_one = MemberField(
        label=_("First reference"), queryset=None, help_text=_("A member that knows you.")
    )
    reference_two = MemberField(label=_("Second reference"), queryset=None)

    class Meta(StepForm.Meta):
        fields = ("reference_one", "reference_two")

    def __init__(self, *args, **kwargs):
        members = Organisation.objects.listed().select_related("place")
        members = members.filter(status=OrganisationStatus.Status.MEMBER)
        for name in ("reference_one", "reference_two"):
            self.base_fields[name].queryset = members
        super().__init__(*args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        first = cleaned.get("reference_one")
        if first and first == cleaned.get("reference_two"):
            self.add_error("reference_two", _("Name two different members."))
        return cleaned


class FilesForm(forms.Form):
    """One file at a time."""

    purpose = forms.ChoiceField(
        label=_("What it is"), choices=[(one.value, one.label) for one in CaseFile.SENT]
    )
    files = forms.FileField(
        label=_("File"), help_text=_("PDF, Word or OpenDocument, pictures; up to 20 MB each.")
    )


class NothingForm(forms.Form):
    """Nothing but the button."""


class AnswerForm(forms.Form):
    """The answer to what was asked."""

    answer = forms.CharField(
        label=_("Your answer"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6})
    )


class StatementForm(forms.Form):
    """What the organisation concerned says."""

    statement = forms.CharField(
        label=_("Statement"), max_length=10000, widget=forms.Textarea(attrs={"rows": 12})
    )


# The steps in their order: address, title, form.
STEPS = {
    "organisation": (_("Your organisation"), OrganisationForm),
    "aims": (_("Aims and elections"), AimsForm),
    "contacts": (_("People"), ContactsForm),
    "references": (_("References"), ReferencesForm),
    "files": (_("Files"), FilesForm),
}
