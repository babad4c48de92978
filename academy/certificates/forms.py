"""Forms of certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.codes import normalise
from cms.core.form_fields import language_field

from .models import CertificateDetails


class CodeForm(forms.Form):
    """Takes a code as people type it."""

    code = forms.CharField(
        label=_("Code of the certificate"),
        max_length=60,
        help_text=_(
            "It stands beside the QR code. Hyphens, spaces and small letters do not matter."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self):
        """Return the signs of the code; which of them are one is not asked here."""
        code = normalise(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("Type the code as it stands on the certificate."))
        return code


class DetailsForm(forms.Form):
    """What is to stand on a certificate; without an organisation there is none to name."""

    name = forms.CharField(
        label=_("Name on the certificate"),
        max_length=CertificateDetails._meta.get_field("name").max_length,
        help_text=_("As you write it yourself, with all accents."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = language_field(_("Language of the certificate"))
    shows_organisation = forms.BooleanField(
        label=_("The certificate names the organisation that nominated me."),
        required=False,
        help_text=_(
            "Whoever is shown the certificate, or has its code, then knows it. Leave the box empty "
            "if that could do you harm, now or later."
        ),
    )

    def __init__(self, *args, organisation=None, **kwargs):
        super().__init__(*args, **kwargs)
        if organisation is None:
            del self.fields["shows_organisation"]

    def clean(self):
        return {"shows_organisation": False, **super().clean()}


class ReasonForm(forms.Form):
    """Asks the staff why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=600,
        help_text=_("The participant can read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReplaceForm(DetailsForm, ReasonForm):
    """What is to stand on the certificate that comes in the place of another, and why."""

    field_order = ("name", "language", "shows_organisation", "reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("As the participant writes it.")
        if "shows_organisation" in self.fields:
            field = self.fields["shows_organisation"]
            field.label = _("The certificate names the organisation that nominated them.")
            field.help_text = _("Only if the participant agrees.")


class DecisionForm(forms.Form):
    """Whether somebody completes whatever the rules say, and why."""

    completed = forms.TypedChoiceField(
        label=_("Whatever the rules say"),
        choices=[("yes", _("completed")), ("no", _("not completed"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=600,
        help_text=_("For the staff alone."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
