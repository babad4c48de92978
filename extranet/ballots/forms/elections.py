"""Forms in which an election is prepared and led; what they say no to, services say no to too."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.clock_fields import ClockField, ClockForm
from cms.core.form_fields import ONLY_NAME, DayInput, SomeLabelsField
from cms.core.labels import LabelsFormField
from cms.directory.models import Body, Person
from cms.taxonomy.models import Place
from extranet.ballots.forms.ballots import TITLE_LENGTH, clock_values, zone_field
from extranet.ballots.models import DecisionRule, Election
from extranet.ballots.services.elections.preparing import METHODS

REGION = "region_"


class TextsForm(ClockForm, forms.Form):
    """What can change of an election while nominations are open: its words, a later end."""

    titles = SomeLabelsField(label=_("Title"), max_length=TITLE_LENGTH)
    texts = LabelsFormField(label=_("What candidates should know"), long=True, required=False)
    closes = ClockField(
        label=_("Nominations until"),
        help_text=_("Until this moment, by the clock of the site, not of a browser."),
    )
    time_zone = zone_field()

    def __init__(self, *args, election: Election, user, **kwargs):
        given = kwargs.pop("initial", None) or {}
        until = election.nominations_until if election.pk else given.pop("until", None)
        values = {"titles": election.titles, "texts": election.texts}
        kwargs["initial"] = clock_values(until, user) | values | given
        super().__init__(*args, **kwargs)
        self.election = election

    def fields_of(self) -> dict:
        """Return the fields of the election that the form speaks of, for the service."""
        data = self.cleaned_data
        return {
            "titles": data["titles"],
            "texts": data["texts"],
            "nominations_until": data["closes"],
        }


class ElectionForm(TextsForm):
    """All that is known of an election before nominations open."""

    seats_of = forms.ModelChoiceField(label=_("Body to be filled"), queryset=Body.objects.all())
    role = forms.ChoiceField(label=_("Elected as"))
    rule = forms.ModelChoiceField(
        label=_("How one votes"),
        queryset=DecisionRule.objects.none(),
        help_text=_("Majority, ties and whether it is secret follow from it."),
    )
    seats = forms.IntegerField(label=_("Seats to be filled"), min_value=1, max_value=500)
    cap = forms.IntegerField(
        label=_("Seats of the body at most"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=_("Seats that others still hold then are not filled. Empty: no limit."),
    )
    term_months = forms.IntegerField(label=_("Months of the mandates"), min_value=1, max_value=1200)
    mandates_from = forms.DateField(
        label=_("Mandates from"),
        required=False,
        widget=DayInput,
        help_text=_("Empty: the day after the result."),
    )
    mandates_until = forms.DateField(
        label=_("Mandates until"),
        required=False,
        widget=DayInput,
        help_text=_("For what is left of a term. Empty: as many months as said above."),
    )
    parity = forms.ChoiceField(
        label=_("Women and men"), choices=Election.Parity.choices, widget=forms.RadioSelect
    )
    may_name_one = forms.BooleanField(
        label=_("An organisation may name one alone, if it says why"), required=False
    )
    kept_women = forms.IntegerField(
        label=_("Seats kept for women"), required=False, min_value=0, max_value=500
    )
    kept_men = forms.IntegerField(
        label=_("Seats kept for men"), required=False, min_value=0, max_value=500
    )
    co_opted = forms.IntegerField(
        label=_("Co-opted seats beside"), required=False, min_value=0, max_value=100
    )
    co_opted_in_cap = forms.BooleanField(
        label=_("Co-opted seats count among the seats of the body"), required=False
    )
    order = forms.ChoiceField(
        label=_("Order of the candidates"), choices=Election.Order.choices, widget=forms.RadioSelect
    )

    NUMBERS = ("kept_women", "kept_men", "co_opted")
    PLAIN = (
        *("seats_of", "role", "rule", "seats", "cap", "term_months", "mandates_from"),
        *("mandates_until", "parity", "may_name_one", "co_opted_in_cap", "order"),
    )
    ORDER = (
        *("titles", "texts", "seats_of", "role", "seats", "cap", "rule", "closes", "time_zone"),
        *("term_months", "mandates_from", "mandates_until", "parity", "may_name_one"),
        *("kept_women", "kept_men"),
    )

    def __init__(self, *args, election: Election, **kwargs):
        own = {name: getattr(election, f"{name}_id", None) for name in ("seats_of", "rule")}
        own |= {name: getattr(election, name) for name in (*self.NUMBERS, *self.PLAIN[3:])}
        own["role"] = election.role
        kwargs["initial"] = own | (kwargs.get("initial") or {})
        super().__init__(*args, election=election, **kwargs)
        roles = dict(Election._meta.get_field("role").choices)
        self.fields["role"].choices = [(role, roles[role]) for role in Election.ROLES]
        rules = DecisionRule.objects.in_force().filter(body=election.body, method__in=METHODS)
        self.fields["rule"].queryset = rules
        self.fields["rule"].label_from_instance = lambda rule: rule.label
        regions = Place.objects.filter(kind=Place.Kind.REGION)
        names = sorted((region.label, region.code) for region in regions)
        for label, code in names:
            self.fields[REGION + code] = forms.IntegerField(
                label=_("Seats kept for: %(region)s") % {"region": label},
                required=False,
                min_value=0,
                max_value=500,
                initial=election.regions.get(code),
            )
        self.order_fields([*self.ORDER, *(REGION + code for _label, code in names)])

    def fields_of(self):
        data = self.cleaned_data
        regions = {
            name.removeprefix(REGION): number
            for name, number in data.items()
            if name.startswith(REGION) and number
        }
        numbers = {name: data[name] or 0 for name in self.NUMBERS}
        plain = {name: data[name] for name in self.PLAIN}
        return super().fields_of() | plain | numbers | {"regions": regions}


class NominationForm(forms.Form):
    """A candidate: of the directory, or by name."""

    person = forms.ModelChoiceField(
        label=_("Person of the directory"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("somebody else, by name"),
    )
    given_name = forms.CharField(label=_("Given name"), max_length=80, required=False)
    family_name = forms.CharField(
        label=_("Family name"), max_length=80, required=False, help_text=ONLY_NAME
    )
    gender = forms.ChoiceField(label=_("Gender"), required=False)
    place = forms.ModelChoiceField(
        label=_("Country"), queryset=Place.objects.none(), required=False
    )
    statements = LabelsFormField(
        label=_("Statement"),
        long=True,
        max_length=4000,
        required=False,
        help_text=_("Who they are and what they stand for, in one language at least."),
    )
    photograph = forms.FileField(
        label=_("Photograph"),
        required=False,
        help_text=_("JPEG, PNG or WebP, at most 8 MB. Where and when it was taken is removed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    remove_photograph = forms.BooleanField(label=_("Remove the photograph"), required=False)
    why_alone = forms.CharField(
        label=_("Why nobody of the other gender is named"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    accepted = forms.BooleanField(
        label=_("The candidate has agreed in writing to stand"), required=False
    )

    def __init__(self, *args, election: Election, people, nomination=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["gender"].choices = [("", "–"), *Person.Gender.choices]
        self.fields["place"].queryset = Place.objects.exclude(kind=Place.Kind.REGION)
        if not election.may_name_one:
            del self.fields["why_alone"]
        if not (nomination and nomination.photograph):
            del self.fields["remove_photograph"]
