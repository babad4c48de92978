"""Settling a tie."""

from django import forms
from django.utils.translation import gettext_lazy as _

from extranet.ballots.models import TieBreak


class TieForm(forms.Form):
    """What the tie is settled to, and how: by the chair's vote or by lot."""

    choice = forms.ChoiceField(label=_("It is settled to"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("How the lot was drawn, and who was there"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stands in the record."),
    )

    def __init__(self, *args, how: str, options: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = list(options.items())
        if how == TieBreak.How.CHAIR:
            self.fields["note"].label = _("Note")
            self.fields["note"].required = False
