from django import forms
from django.utils.translation import gettext_lazy as _


class EndTranslationForm(forms.Form):
    """Why a page is no translation any more."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=_("Colleagues read it in the history of the page."),
    )
