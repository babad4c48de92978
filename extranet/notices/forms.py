"""How one wants to hear of things."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from extranet.core.standing import Standing
from extranet.notices.kinds import kinds_for
from extranet.notices.models import NoticePreference


class PreferencesForm(forms.Form):
    """The rhythm of the e-mails, and of what one wants to be told; the rest is declined."""

    rhythm = forms.ChoiceField(label=_("How often?"), widget=forms.RadioSelect)
    wanted = forms.MultipleChoiceField(
        label=_("Of what?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, standing: Standing, **kwargs):
        user = standing.user
        row = NoticePreference.objects.filter(user=user).first() or NoticePreference(user=user)
        offered = {kind.code: kind.label for kind in kinds_for(standing) if kind.declinable}
        wanted = [code for code in offered if code not in row.declined]
        super().__init__(*args, **kwargs | {"initial": {"rhythm": row.rhythm, "wanted": wanted}})
        self.fields["rhythm"].choices = [
            (value, capfirst(label)) for value, label in NoticePreference.Rhythm.choices
        ]
        self.fields["wanted"].choices = [(code, capfirst(text)) for code, text in offered.items()]

    @property
    def declined(self) -> list[str]:
        """The kinds that were left out."""
        offered = (code for code, _label in self.fields["wanted"].choices)
        return [code for code in offered if code not in self.cleaned_data["wanted"]]
