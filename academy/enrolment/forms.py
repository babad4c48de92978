"""What is asked of who nominates, of candidates, and of who selects."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from academy.core.models import Enrolment
from cms.core.form_fields import ONE_NAME, language_field
from cms.core.personal_data.consent import ConsentField
from cms.taxonomy.choices import country_choices
from cms.taxonomy.models import Place

CONSENT = "enrolment"
YOUNGEST, OLDEST = 14, 100


def _text(label, length=80, autocomplete="", **kwargs) -> forms.CharField:
    attrs = {"autocomplete": autocomplete or "off"}
    return forms.CharField(
        label=label, max_length=length, widget=forms.TextInput(attrs=attrs), **kwargs
    )


def _long(label, help_text="", **kwargs) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 5, "maxlength": 1500})
    return forms.CharField(
        label=label, max_length=1500, widget=widget, help_text=help_text, **kwargs
    )


class AboutForm(forms.Form):
    """What the selection looks at beside the reasons, so that many kinds of people are chosen."""

    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=[("", _("Not said")), *Enrolment.Gender.choices],
        required=False,
        help_text=_("So that the cohort is balanced. Seen by the academy’s staff alone."),
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        help_text=_("So that the cohort is balanced. Seen by the academy’s staff alone."),
    )
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, required=False)

    def clean_birth_year(self):
        """Return the year; refuse one in which no participant can have been born."""
        year, today = self.cleaned_data["birth_year"], localdate().year
        if year and not today - OLDEST <= year <= today - YOUNGEST:
            raise forms.ValidationError(_("Check the year."))
        return year

    def clean_country(self):
        """Return the place of the code that was chosen, or None."""
        code = self.cleaned_data["country"]
        return Place.objects.get(code=code) if code else None


class NominationForm(AboutForm):
    """Whom an organisation nominates, and why."""

    given_name = _text(_("Given name"))
    family_name = _text(_("Family name"), required=False, help_text=ONE_NAME)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The candidate gets an invitation there, and accepts or declines."),
    )
    language = language_field(_("Language to write in"))
    reason = _long(_("Why this person"), _("Read by the academy’s staff and by the candidate."))

    field_order = ["given_name", "family_name", "email", "language", "country", "reason"]


class AcceptForm(AboutForm):
    """What a candidate says who accepts a nomination."""

    given_name = _text(_("Given name"), autocomplete="given-name")
    family_name = _text(
        _("Family name"), autocomplete="family-name", required=False, help_text=ONE_NAME
    )
    motivation = _long(
        _("What you want to learn, and what for"),
        _("Helps to select, and the trainers to prepare."),
        required=False,
    )
    shows_organisation = forms.BooleanField(
        label=_("My certificate may name my party or organisation"),
        required=False,
        help_text=_("You can change this until the certificate is issued."),
    )
    consent = ConsentField(CONSENT)

    field_order = ["given_name", "family_name", "country", "gender", "birth_year"]


class ApplicationForm(AcceptForm):
    """What somebody says who applies without being nominated."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("You get a link there to confirm your application."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    field_order = ["given_name", "family_name", "email", "country", "gender", "birth_year"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Nobody nominates: there is no party that a certificate could name.
        del self.fields["shows_organisation"]
        self.fields["motivation"].required = True


class DeclineForm(forms.Form):
    """Why somebody declines, if they want to say."""

    reason = _long(_("Why, if you want to say"), required=False)


class ReasonForm(forms.Form):
    """Why the staff do something that somebody will ask about."""

    reason = _long(_("Reason"), _("Kept for the academy’s staff alone."))


class SeatsForm(forms.Form):
    """How many seats a cohort has."""

    seats = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=2000,
        help_text=_("Fewer seats take nobody’s place away: none is given until one is free."),
    )
