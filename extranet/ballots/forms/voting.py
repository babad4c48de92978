"""What one votes: nothing is chosen beforehand, and the choice goes from page to page in the form.

`chosen` is what the service takes: a list of the codes of options, empty for a blank ballot.
"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from extranet.ballots.counting.terms import ABSTAIN, NO, YES, Majority, Method
from extranet.ballots.models import Ballot

CONSENSUS = {
    YES: gettext_lazy("I agree"),
    NO: gettext_lazy("I object"),
    ABSTAIN: gettext_lazy("I abstain"),
}


def labels_of(ballot: Ballot) -> dict[str, str]:
    """Return what the options are called, by code, in the order in which they are offered."""
    labels = {option.code: option.label for option in ballot.options.all()}
    if ballot.terms.majority == Majority.CONSENSUS:
        labels |= {code: str(text) for code, text in CONSENSUS.items() if code in labels}
    return labels


def in_words(chosen: list[str], labels: dict[str, str]) -> str:
    """Return a choice in words."""
    if not chosen:
        return _("a blank ballot")
    return ", ".join(labels.get(code, code) for code in chosen)


class VoteForm(forms.Form):
    """A form of one ballot; `labels` name its options by code."""

    def __init__(self, *args, ballot: Ballot, labels: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.ballot = ballot
        self.labels = labels
        self.build()

    def build(self) -> None:
        """Add the fields."""
        raise NotImplementedError

    @property
    def chosen(self) -> list[str]:
        """The codes that were chosen, in order."""
        raise NotImplementedError

    @property
    def reason(self) -> str:
        """Why somebody objects."""
        return self.cleaned_data.get("reason", "")

    @property
    def in_words(self) -> str:
        """The choice in words."""
        return in_words(self.chosen, self.labels)


class SingleForm(VoteForm):
    """One of the options; an objection says why."""

    def build(self):
        self.fields["choice"] = forms.ChoiceField(
            label=_("Your vote"),
            choices=list(self.labels.items()),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one of the answers.")},
        )
        if self.ballot.terms.majority == Majority.CONSENSUS:
            self.fields["reason"] = forms.CharField(
                label=_("Why you object"),
                widget=forms.Textarea(attrs={"rows": 4}),
                max_length=2000,
                required=False,
                help_text=_("Asked of whoever objects. The body reads it with your name."),
            )

    def clean(self):
        data = super().clean() or self.cleaned_data
        if "reason" not in self.fields:
            return data
        if data.get("choice") != NO:
            data["reason"] = ""
        elif not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why you object: the others must be able to answer."))
        return data

    @property
    def chosen(self):
        return [self.cleaned_data["choice"]]


class SeveralForm(VoteForm):
    """Several of the options: as many as there are seats, or as one likes."""

    def build(self):
        terms = self.ballot.terms
        self.most = terms.seats if terms.method == Method.PLURALITY else len(self.labels)
        text = ngettext(
            "Choose %(count)d at most. Who chooses none hands in a blank ballot.",
            "Choose up to %(count)d. Who chooses none hands in a blank ballot.",
            self.most,
        )
        self.fields["choice"] = forms.MultipleChoiceField(
            label=_("Your vote"),
            choices=list(self.labels.items()),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=text % {"count": self.most},
        )

    def clean_choice(self):
        chosen = self.cleaned_data["choice"]
        if len(chosen) > self.most:
            text = ngettext(
                "You have chosen %(chosen)d, and only %(count)d can be.",
                "You have chosen %(chosen)d, and only %(count)d can be.",
                self.most,
            )
            raise forms.ValidationError(text % {"chosen": len(chosen), "count": self.most})
        return chosen

    @property
    def chosen(self):
        return list(self.cleaned_data["choice"])


class RankedForm(VoteForm):
    """The options in the order of preference, as far as one has any."""

    def build(self):
        places = [(str(place), str(place)) for place in range(1, len(self.labels) + 1)]
        for code, label in self.labels.items():
            self.fields[f"rank-{code}"] = forms.ChoiceField(
                label=label,
                choices=[("", pgettext_lazy("preference", "none")), *places],
                required=False,
            )

    def clean(self):
        data = super().clean() or self.cleaned_data
        taken: dict[int, str] = {}
        for code in self.labels:
            place = data.get(f"rank-{code}")
            if place and int(place) in taken:
                self.add_error(
                    f"rank-{code}",
                    _("%(name)s has this place already.") % {"name": taken[int(place)]},
                )
            elif place:
                taken[int(place)] = self.labels[code]
        if not self.errors and sorted(taken) != list(range(1, len(taken) + 1)):
            self.add_error(None, _("Number your preferences from 1 on, without a gap."))
        return data

    @property
    def chosen(self):
        places = {
            int(place): code
            for code in self.labels
            if (place := self.cleaned_data.get(f"rank-{code}"))
        }
        return [places[place] for place in sorted(places)]


_FORMS = {
    Method.PLURALITY: SeveralForm,
    Method.APPROVAL: SeveralForm,
    Method.RANKED: RankedForm,
}


def vote_form(ballot: Ballot, data=None) -> VoteForm:
    """Return the form of a ballot, by how one votes in it."""
    form_class = _FORMS.get(ballot.terms.method, SingleForm)
    return form_class(data, ballot=ballot, labels=labels_of(ballot))
