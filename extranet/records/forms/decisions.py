"""Forms of the register of decisions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.form_fields import DayInput, SomeLabelsField, language_field
from cms.core.labels import language_choices
from cms.directory.models import Person
from extranet.meetings.models import AgendaItem
from extranet.records.models import Decision
from extranet.records.services.decisions import days_of, possible_owners

MOST_VOTES = 32_767


def _votes(label) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_VOTES)


class RecordForm(forms.Form):
    """A decision as it enters the register."""

    item = forms.ModelChoiceField(
        label=_("Agenda item"), queryset=AgendaItem.objects.none(), required=False
    )
    titles = SomeLabelsField(
        label=_("Title"), max_length=200, help_text=_("In one language at least.")
    )
    texts = SomeLabelsField(
        label=_("What was decided"), long=True, help_text=_("In the languages of the title.")
    )
    taken_on = forms.DateField(label=_("Taken on"), widget=DayInput)
    majority = forms.ChoiceField(
        label=_("Majority"),
        # What a ballot decided is entered from its record.
        choices=[row for row in Decision.Majority.choices if row[0] != Decision.Majority.BALLOT],
        widget=forms.RadioSelect,
        initial=Decision.Majority.CONSENSUS,
        help_text=_(
            "Simple: more in favour than against. Absolute: more in favour than against and "
            "abstentions together. Two thirds, three quarters: of the votes in favour and against."
        ),
    )
    votes_for = _votes(_("In favour"))
    votes_against = _votes(_("Against"))
    abstentions = _votes(_("Abstentions"))
    replaces = forms.ModelChoiceField(
        label=_("Earlier decision that it changes"),
        queryset=Decision.objects.none(),
        required=False,
    )
    effect = forms.ChoiceField(
        label=_("What it does to the earlier one"),
        choices=[("", _("Nothing")), *Decision.Effect.choices],
        required=False,
    )
    open_to_guests = forms.BooleanField(label=_("Guests of the body may read it"), required=False)

    def __init__(self, *args, meeting, decisions, **kwargs):
        super().__init__(*args, **kwargs)
        first, last = days_of(meeting)
        self.fields["taken_on"].initial = first
        self.fields["taken_on"].widget.attrs |= {"min": first, "max": last}
        self.fields["item"].queryset = meeting.items.all()
        self.fields["replaces"].queryset = decisions.filter(body=meeting.body_id)
        self.fields["replaces"].label_from_instance = lambda row: f"{row.reference} {row.title}"


class NoteForm(forms.Form):
    """A note that puts right what the register says."""

    language = language_field(_("Language"))
    text = forms.CharField(
        label=_("What is to be put right"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class FollowUpForm(forms.Form):
    """What is to be done, by whom, until when."""

    task = forms.CharField(label=_("What is to be done"), max_length=300)
    owner = forms.ModelChoiceField(label=_("Who does it"), queryset=Person.objects.none())
    due_on = forms.DateField(label=_("Until"), widget=DayInput, required=False)

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = possible_owners(body)


class DoneForm(forms.Form):
    """What came of a task."""

    note = forms.CharField(
        label=_("What came of it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StatementForm(forms.Form):
    """In which language a statement made from a decision is authentic."""

    authentic_language = forms.ChoiceField(
        label=_("Authentic language"),
        widget=forms.RadioSelect,
        help_text=_("It decides where versions differ."),
    )

    def __init__(self, *args, languages: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["authentic_language"]
        field.choices = [row for row in language_choices() if row[0] in languages]
        field.initial = languages[0]
