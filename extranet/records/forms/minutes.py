"""Forms of minutes and their corrections."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.form_fields import DayInput, language_field
from extranet.meetings.models import Meeting
from extranet.records.models import Correction
from extranet.records.services.minutes import LONGEST, approving_meetings


class WriteForm(forms.Form):
    """A revision, with the number of the one it started from."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    language = language_field(_("Language of the minutes"))
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 26, "spellcheck": "true"}),
        help_text=_(
            "Markdown: # for a heading, ## for one below it, - for a list, **bold**, *italic*; a "
            "blank line begins a paragraph."
        ),
    )
    summary = forms.CharField(
        label=_("What changed"),
        max_length=200,
        required=False,
        help_text=_("One line, for who compares revisions later."),
    )
    works_in = forms.ModelMultipleChoiceField(
        label=_("Accepted corrections that this revision works in"),
        queryset=Correction.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, minutes=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["lang"] = self["language"].value()
        accepted = Correction.objects.none()
        if minutes is not None:
            accepted = minutes.corrections.filter(
                state=Correction.State.ACCEPTED, worked_in__isnull=True
            ).select_related("person")
        if not accepted:
            del self.fields["works_in"]
            return
        self.fields["works_in"].queryset = accepted
        self.fields["works_in"].label_from_instance = lambda row: f"{row.person.name}: {row.text}"


class CirculateForm(forms.Form):
    """Until when corrections can be asked for."""

    corrections_until = forms.DateField(
        label=_("Corrections until"), widget=DayInput, help_text=_("This day included.")
    )


class CorrectForm(forms.Form):
    """What somebody asks to be put right."""

    passage = forms.CharField(
        label=_("The passage"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Copy the words it is about, or say where they stand."),
    )
    text = forms.CharField(
        label=_("What it should say"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )


class SettleForm(forms.Form):
    """What becomes of a correction."""

    verdict = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[("accepted", _("Accept it")), ("declined", _("Decline it"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Answer"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where it is declined."),
    )


class ApproveForm(forms.Form):
    """The meeting that approved the minutes."""

    at = forms.ModelChoiceField(
        label=_("Approved at"), queryset=Meeting.objects.none(), empty_label=None
    )

    def __init__(self, *args, minutes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].queryset = approving_meetings(minutes)
