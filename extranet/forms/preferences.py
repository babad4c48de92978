"""How one wants to hear of things."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from extranet.models import NoticePreference
from extranet.notices.kinds import DECLINABLE, KINDS


class PreferencesForm(forms.Form):
    """The rhythm of the e-mails, and of what one wants to be told; the rest is declined."""

    rhythm = forms.ChoiceField(label=_("How often?"), widget=forms.RadioSelect)
    wanted = forms.MultipleChoiceField(
        label=_("Of what?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, user, **kwargs):
        row = NoticePreference.objects.filter(user=user).first() or NoticePreference(user=user)
        wanted = [code for code in DECLINABLE if code not in row.declined]
        super().__init__(*args, **kwargs | {"initial": {"rhythm": row.rhythm, "wanted": wanted}})
        self.fields["rhythm"].choices = [
            (value, capfirst(label)) for value, label in NoticePreference.Rhythm.choices
        ]
        self.fields["wanted"].choices = [(code, capfirst(KINDS[code].label)) for code in DECLINABLE]

    @property
    def declined(self) -> list[str]:
        """The kinds that were left out."""
        return [code for code in DECLINABLE if code not in self.cleaned_data["wanted"]]
