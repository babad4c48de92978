"""Forms of those who are invited, and of everybody's own details."""

from allauth.account.fields import SetPasswordField
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.accounts.forms.account import PASSWORD_HELP
from cms.accounts.forms.admin import time_zone_choices
from cms.accounts.models import User
from cms.core.form_fields import ONE_NAME
from cms.core.widgets import LongSelect


class ProfileForm(forms.ModelForm):
    """Changes how one is called and spoken to."""

    first_name = forms.CharField(
        label=_("Given name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Family name"),
        max_length=150,
        required=False,
        help_text=ONE_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Of the pages you work with, and of the e-mails we send you."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zone_choices,
        widget=LongSelect,
        required=False,
        help_text=_("Times are shown to you in this zone."),
    )

    class Meta:
        model = User
        fields = ("first_name", "last_name", "language", "time_zone")


class AcceptForm(ProfileForm):
    """Opens an account: its password first, then one's details."""

    password = SetPasswordField(label=_("Your password"), help_text=PASSWORD_HELP)

    field_order = ("password",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].user = self.instance
        self.fields["password"].widget.attrs.pop("placeholder", None)
