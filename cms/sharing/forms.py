"""What is asked of those who want new kits by mail."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.core.labels import language_choices
from cms.core.personal_data.consent import ConsentField

PURPOSE = "share-kits"


class SubscribeForm(forms.Form):
    """An address, a language and the consent."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("You get a link there to confirm it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    consent = ConsentField(PURPOSE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()
