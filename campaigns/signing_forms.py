"""What people are asked who sign an appeal."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Signature
from cms.core.form_fields import ONE_NAME
from cms.core.models import ConsentText
from cms.core.personal_data.consent import ConsentField
from cms.taxonomy.choices import country_choices
from cms.taxonomy.models import Place

_SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
SHOWN = [
    (
        Signature.Shown.HIDDEN,
        _("Do not show me: I am counted, and my name appears nowhere"),
    ),
    (Signature.Shown.FIRST, _("Show my first name and my country")),
    (Signature.Shown.FULL, _("Show my full name, my country and my organisation")),
]


def source_code(text: str) -> str:
    """Return `text` where it can be the code of a share kit, else nothing."""
    return text if _SOURCE.fullmatch(text) else ""


class WishesForm(forms.Form):
    """How a person who signs is shown, and whether they are written to."""

    shown = forms.ChoiceField(
        label=_("How you are shown"),
        choices=SHOWN,
        initial=Signature.Shown.HIDDEN,
        widget=forms.RadioSelect,
    )
    letters = ConsentField("letters", required=False)

    def __init__(self, *args, agreed: ConsentText | None = None, **kwargs):
        """Ask about letters in the words that somebody `agreed` to before, else in those in force.

        Where there are none nobody is asked.
        """
        super().__init__(*args, **kwargs)
        text = agreed or ConsentText.objects.current("letters")
        if text:
            self.fields["letters"].text = text
        else:
            del self.fields["letters"]


class SignForm(WishesForm):
    """Who signs an appeal."""

    given_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = forms.CharField(
        label=_("Family name"),
        max_length=80,
        required=False,
        help_text=ONE_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("You get a link there to confirm your signature. It is never shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        choices=country_choices,
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )
    organisation = forms.CharField(label=_("Organisation"), max_length=120, required=False)
    comment = forms.CharField(
        label=_("Comment"),
        max_length=500,
        required=False,
        help_text=_("At most 500 characters. Shown beside your name, once somebody has read it."),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 500}),
    )
    consent = ConsentField("signature")
    source = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = [
        *("given_name", "family_name", "email", "country", "organisation", "comment"),
        *("shown", "letters", "consent", "source"),
    ]

    def clean_country(self):
        """Return the place of the code that was chosen."""
        return Place.objects.get(code=self.cleaned_data["country"])

    def clean_source(self):
        """Return the code of the share kit; what is none is left out without a word."""
        return source_code(self.cleaned_data["source"])


class AddressForm(forms.Form):
    """To which address a link goes again."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
