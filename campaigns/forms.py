"""Forms for organisations that sign an appeal."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EmptyForm(forms.Form):
    """Asks nothing: its button is the answer."""


class WithdrawalForm(forms.Form):
    """Why a signature is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("It stays on record; readers do not see it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
