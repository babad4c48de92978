"""Forms by which an election is led from its nominations to its mandates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.clock_fields import ClockField, ClockForm
from cms.core.form_fields import DayInput
from cms.directory.models import Body, Organisation, Person
from extranet.ballots.forms.ballots import clock_values, zone_field
from extranet.ballots.models import Ballot, Election
from extranet.meetings.models import Meeting
from extranet.records.models import Decision


class ReasonForm(forms.Form):
    """Why something is refused or called off."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )


class LotForm(forms.Form):
    """How the order of the candidates is drawn."""

    note = forms.CharField(
        label=_("How the lot is drawn, and who is there"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class VoteForm(ClockForm, forms.Form):
    """When and where it is voted: in writing until a moment, or in a meeting."""

    mode = forms.ChoiceField(
        label=_("Held"), choices=Ballot.Mode.choices, widget=forms.RadioSelect, initial="writing"
    )
    meeting = forms.ModelChoiceField(
        label=_("Meeting"), queryset=Meeting.objects.none(), required=False
    )
    closes = ClockField(
        label=_("Open until"),
        required=False,
        help_text=_("Where it is held in writing. In a meeting the chair closes it."),
    )
    time_zone = zone_field()

    def __init__(self, *args, body: Body, user, **kwargs):
        kwargs["initial"] = clock_values(None, user) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.filter(body=body, state__in=("draft", "convened"))
        self.fields["meeting"].queryset = meetings.order_by("-starts_at")

    def fields_of(self) -> dict:
        """Return how it is held, for the service."""
        data = self.cleaned_data
        return {
            "mode": data["mode"],
            "meeting": data["meeting"],
            "closes_at": data.get("closes"),
        }


class OrderForm(forms.Form):
    """The order that settles ties: one choice a place."""

    note = forms.CharField(
        label=_("How the lot was drawn, and who was there"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stands in the record."),
    )

    def __init__(self, *args, names: dict[str, str], asks_why: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = [f"place_{number}" for number in range(1, len(names) + 1)]
        for number, name in enumerate(self.places, 1):
            self.fields[name] = forms.ChoiceField(
                label=_("Place %(number)s") % {"number": number},
                choices=[("", "–"), *names.items()],
            )
        self.fields["note"].required = asks_why
        self.order_fields([*self.places, "note"])

    def clean(self):
        data = super().clean()
        chosen = [data.get(name) for name in self.places if data.get(name)]
        if len(set(chosen)) < len(chosen):
            self.add_error(None, _("Each one has one place."))
        return data

    def order(self) -> list[str]:
        """Return the codes in their order."""
        return [self.cleaned_data[name] for name in self.places]


class SeatForm(forms.Form):
    """Giving the elected their mandates."""

    leave_empty = forms.BooleanField(
        label=_("Leave the seats empty that a further vote could fill"), required=False
    )


class UntilForm(ClockForm, forms.Form):
    """Until when candidates for vacant seats are named."""

    closes = ClockField(label=_("Nominations until"))
    time_zone = zone_field()

    def __init__(self, *args, user, **kwargs):
        kwargs["initial"] = clock_values(None, user)
        super().__init__(*args, **kwargs)


class CoOptForm(forms.Form):
    """Somebody who sits beside the elected, by decision."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.all())
    organisation = forms.ModelChoiceField(
        label=_("For the organisation"), queryset=Organisation.objects.all(), required=False
    )
    starts_on = forms.DateField(label=_("From"), widget=DayInput)
    ends_on = forms.DateField(label=_("Until"), widget=DayInput, required=False)
    decision = forms.ModelChoiceField(
        label=_("Decision"), queryset=Decision.objects.none(), required=False
    )

    def __init__(self, *args, election: Election, **kwargs):
        super().__init__(*args, **kwargs)
        bodies = [election.body_id, election.seats_of_id]
        rows = Decision.objects.filter(body__in=bodies).select_related("body")
        self.fields["decision"].queryset = rows.order_by("-taken_on", "-pk")
