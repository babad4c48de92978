"""Forms of membership cases in the extranet."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.form_fields import DayInput, SomeLabelsField, language_field
from cms.core.text import sort_key
from cms.core.widgets import LongSelect
from cms.directory.models import Body, Organisation
from cms.directory.querysets import site_day
from extranet.membership.models import Case, CaseFile, CheckedPoint, Opinion


class OrganisationField(forms.ModelChoiceField):
    """An organisation by name, acronym, country and code: names repeat."""

    widget = LongSelect

    def __init__(self, **kwargs):
        kwargs.setdefault("queryset", Organisation.objects.select_related("place"))
        super().__init__(**kwargs)

    def label_from_instance(self, obj):
        place = f" – {obj.place.label}" if obj.place_id else ""
        return f"{obj}{place} · {obj.code}"


def day_field(label, *, days: int | None = None, **kwargs) -> forms.DateField:
    """Return a field of a day, by default in so many days."""
    if days is not None:
        kwargs["initial"] = lambda: site_day() + datetime.timedelta(days=days)
    return forms.DateField(label=label, widget=DayInput, **kwargs)


def text_field(label, *, rows: int = 6, max_length: int = 5000, **kwargs) -> forms.CharField:
    """Return a field of a long text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=max_length, widget=widget, **kwargs)


class PointsForm(forms.Form):
    """Which points of the preparation are checked."""

    points = forms.MultipleChoiceField(
        label=_("Checked"),
        choices=CheckedPoint.Point.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class NoteForm(forms.Form):
    """A note for those who prepare and decide."""

    text = text_field(
        pgettext_lazy("membership", "Note"),
        help_text=_("Read by those who prepare cases, and nobody else."),
    )


class InquiryForm(forms.Form):
    """What the applicant is asked to add."""

    text = text_field(
        _("What is missing"),
        max_length=3000,
        help_text=_("In the language of the applicant, who reads it and nothing else of the case."),
    )
    until = day_field(_("Until"), days=21)


class MatchForm(forms.Form):
    """Which organisation of the directory it is."""

    organisation = OrganisationField(
        label=_("Organisation of the directory"),
        help_text=_("Names repeat: look at the country and the code."),
    )


class EnterForm(forms.Form):
    """A new organisation of the directory."""

    code = forms.SlugField(
        label=_("Code"),
        max_length=80,
        help_text=_("Stable: the address of its page holds it. Small letters and hyphens."),
    )


class OpinionsForm(forms.Form):
    """Whose opinion is asked for, and until when."""

    body = forms.ModelChoiceField(
        label=_("Whose delegates are asked"),
        queryset=Body.objects.exclude(kind=Body.Kind.OFFICE),
        help_text=_("Those of its delegates whose organisations are of the same region."),
    )
    until = day_field(_("Until"), days=21)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The committee of all members, where there is one.
        committees = Body.objects.filter(kind=Body.Kind.COMMITTEE)
        self.initial.setdefault("body", committees.values_list("pk", flat=True).first())


class OpinionForm(forms.Form):
    """What a delegate thinks of an application."""

    view = forms.ChoiceField(
        label=_("Your opinion"), choices=Opinion.View.choices, widget=forms.RadioSelect
    )
    text = text_field(
        _("Why"), help_text=_("Read by who prepares the case and by the body that decides.")
    )


class PutForm(forms.Form):
    """From when the decision is to hold at the earliest."""

    effective_on = day_field(
        _("Takes effect on"),
        required=False,
        help_text=_("Empty: on the day of the decision. A decision never holds earlier."),
    )


class ProposeForm(forms.Form):
    """The question that the body votes on."""

    titles = SomeLabelsField(label=_("Title"))
    texts = SomeLabelsField(label=_("What is to be decided"), long=True)


class DecisionForm(forms.Form):
    """Which decision of the register settled the case, and how."""

    decision = forms.ModelChoiceField(
        label=_("Decision of the register"),
        queryset=None,
        help_text=_("Of the body that decides. Record it first at the meeting where it was taken."),
    )
    outcome = forms.ChoiceField(
        label=_("What was decided"),
        choices=[("adopted", _("It is adopted")), ("rejected", _("It is not adopted"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, decisions, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["decision"]
        field.queryset = decisions
        field.label_from_instance = lambda row: f"{row.reference} · {row.title}"


class LetterForm(forms.Form):
    """The letter to the applicant."""

    text = text_field(_("Letter"), rows=14, max_length=8000)


class FileForm(forms.Form):
    """A paper that is added to a case."""

    purpose = forms.ChoiceField(label=_("What it is"), choices=CaseFile.Purpose.choices)
    files = forms.FileField(label=_("File"))


class OpenForm(forms.Form):
    """A case about an organisation that belongs."""

    organisation = OrganisationField(label=_("Organisation"))
    reasons = text_field(
        _("Reasons"), rows=8, max_length=8000, help_text=_("The organisation concerned reads them.")
    )
    language = language_field(_("Language you write in"))

    def __init__(self, *args, kind, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        if kind != Case.Kind.LIFTING:
            self.fields["until"] = day_field(_("It can give a statement until"), days=28)
            self.fields["email"] = forms.EmailField(
                label=_("Its e-mail address"),
                required=False,
                help_text=_(
                    "A link to the statement goes there. Its leader and its international "
                    "secretary give it in the extranet, too."
                ),
            )


class ResignForm(forms.Form):
    """That an organisation leaves."""

    organisation = OrganisationField(label=_("Organisation"))
    text = text_field(_("Resignation"), required=False)
    effective_on = day_field(
        _("Takes effect on"), days=0, help_text=_("Its mandates end with the day before.")
    )

    def __init__(self, *args, organisations, registers: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        if registers:
            self.fields["received_on"] = day_field(_("Received on"), days=0)
            self.fields["letter"] = forms.FileField(label=_("Letter"))
        else:
            self.fields["text"].required = True


class StatementForm(forms.Form):
    """What the organisation concerned says."""

    statement = text_field(_("Statement"), rows=10, max_length=10000)


def by_name(rows):
    """Return organisations or places in the order of their names in the active language."""
    return sorted(rows, key=lambda row: sort_key(str(getattr(row, "label", row))))
